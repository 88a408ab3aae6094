"""The stepper in a real browser: every step, every control, no request."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import autograd as torch
from autograd import nn, optim
from autograd.graph import draw, record
from autograd.graph.render import can_render
from docs.gallery import two_hundred_operations
from tests.browser import CHROMIUM, DRIVER, MISSING, Browser

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None or DRIVER is None, reason=MISSING),
    pytest.mark.skipif(not can_render(), reason="needs Graphviz: the dot program or pygraphviz"),
]
LEFT, RIGHT, HOME, END = "\ue012", "\ue014", "\ue011", "\ue010"
CAPTION = "return steps.querySelector('pre').textContent"
SEEN = """return [...steps.querySelectorAll('svg text')].filter(t=>{for(let e=t;e.style;e=e.parentNode)if(getComputedStyle(e).opacity<.5)return false;
return getComputedStyle(t).display!=='none'}).map(t=>t.textContent)"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with Browser() as started:
        yield started


def diamond() -> tuple[record, dict[str, torch.Tensor]]:
    """A pass in which a leaf, and a computed tensor, are used more than once."""
    a, b = (torch.tensor(v, requires_grad=True) for v in (2.0, -3.0))
    with record({"a": a, "b": b}) as tape:
        h = a * b
        (h * a + torch.tanh(h) + a * a).backward()
    return tape, {"a": a, "b": b}


def flat(text: str) -> str:
    return re.sub(r"[\s\xa0]+", " ", text).strip()


def test_every_step_shows_what_happened(browser: Browser, tmp_path: Path) -> None:
    tape, leaves = diamond()
    browser.open(tape.save(tmp_path / "pass.html"))
    assert browser.run("return host.dataset.live") == "1"
    assert browser.run("return +steps.querySelector('input').max") == len(tape.steps)
    sums: dict[str, str] = {}
    for number, step in enumerate(tape.steps, 1):
        assert flat(browser.run(CAPTION)) == flat(f"{number}/{len(tape.steps)} {' '.join(step.lines)}")
        if step.sum is not None:
            sums[step.to] = step.sum.magnitude
        texts = browser.run("return [...steps.querySelectorAll('svg text')].map(t=>t.textContent)")
        shown = sorted(flat(text) for text in texts if text.startswith("grad"))
        visible = [c for c in tape.model.nodes if c.kind != "constant"]
        assert shown == sorted(f"grad {sums.get(card.id, '–')}" for card in visible)
        dim = set(browser.run("return [...steps.querySelectorAll('.card.later')].map(c=>c.dataset.key)"))
        assert dim == {c.id.removeprefix("n") for c in tape.model.nodes if c.op} - {
            s.at.removeprefix("n") for s in tape.steps[:number] if s.kind == "forward"
        }
        browser.run("steps.querySelectorAll('button')[2].click()")
    shown = [flat(text) for text in browser.run(SEEN)]
    for leaf in leaves.values():
        assert leaf.grad is not None
        assert f"grad {leaf.grad.item():.5g}" in shown
    assert browser.run("return [...steps.querySelectorAll('.about td')].map(d=>d.textContent)")[0] == "type"


def test_controls(browser: Browser, tmp_path: Path) -> None:
    tape, _ = diamond()
    browser.open(tape.save(tmp_path / "pass.html"))
    at = "return +steps.querySelector('input').value"
    count = len(tape.steps)
    for key, expected in ((RIGHT, 2), (RIGHT, 3), (LEFT, 2), (END, count), (RIGHT, count), (HOME, 1), (LEFT, 1)):
        browser.press(key)
        assert browser.shows(at, expected), browser.run(at)
        assert browser.run(CAPTION).startswith(f"{expected}/")
    browser.run("const s=steps.querySelector('input');s.value=4;s.dispatchEvent(new Event('input'))")
    assert browser.run(CAPTION).startswith("4/")
    browser.run("steps.querySelectorAll('button')[0].click()")
    assert browser.run(CAPTION).startswith("3/")
    browser.run("steps.querySelectorAll('button')[1].click()")
    browser._post("/timeouts", {"script": 20000})
    done = "const end=arguments[arguments.length-1];const wait=()=>+document.querySelector('.wgrad-steps').shadowRoot.querySelector('input').value>3?end(1):setTimeout(wait,50);wait()"
    assert browser._post("/execute/async", {"script": done, "args": []}) == 1  # it plays


SCREENS = pytest.mark.parametrize("screen", [(1280, 720), (390, 844)], ids=["desk", "phone"])
RECT = "const r=e=>{const b=e.getBoundingClientRect();return [b.left,b.top,b.right,b.bottom]};"


class Residual(nn.Module):
    """A block with a way around it."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.first, self.act, self.second = nn.Linear(width, width), nn.ReLU(), nn.Linear(width, width)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        h = self.act(self.first(x))
        return x + self.second(h)


def residual() -> tuple[record, nn.Module]:
    torch.manual_seed(0)
    model = nn.Sequential(nn.Linear(4, 8), Residual(8), Residual(8), nn.Linear(8, 3))
    images, labels = torch.randn(5, 4), torch.tensor([0, 1, 2, 0, 1])
    with record() as tape:
        loss = nn.functional.cross_entropy(model(images), labels)
        loss.backward()
    return tape, model


def go(browser: Browser, step: int) -> None:
    browser.run("const s=steps.querySelector('input');s.value=arguments[0];s.dispatchEvent(new Event('input'))", step)


def settle(browser: Browser) -> None:
    """Let the picture come to rest."""
    browser.run("steps.querySelector('.world').style.transition='none'")


@SCREENS
def test_controls_and_the_active_node_are_always_in_sight(browser: Browser, tmp_path: Path, screen: tuple[int, int]) -> None:
    tape, _ = residual()
    browser.size(*screen)
    browser.open(tape.save(tmp_path / "pass.html"))
    settle(browser)
    for step in range(1, len(tape.steps) + 1):
        if step > 1:
            browser.press(RIGHT)
        bar, view, hot, small = browser.run(
            RECT + "const k=new DOMMatrix(getComputedStyle(steps.querySelector('.world')).transform).a;"
            "return [r(steps.querySelector('.bar')),r(steps.querySelector('.view')),[...steps.querySelectorAll('.card.hot')].map(r),"
            "Math.min(...[...steps.querySelectorAll('svg text')].map(t=>parseFloat(getComputedStyle(t).fontSize)*k))]"
        )
        assert bar[0] >= 0 and bar[1] >= 0 and bar[2] <= screen[0] and bar[3] <= screen[1]
        assert small >= 9
        inside = [h[0] >= view[0] and h[1] >= view[1] and h[2] <= view[2] and h[3] <= view[3] for h in hot]
        assert hot and any(inside), (step, view, hot)
    assert browser.run("return [document.documentElement.scrollWidth,document.documentElement.scrollHeight]") == list(screen)


@SCREENS
def test_nothing_overlaps(browser: Browser, tmp_path: Path, screen: tuple[int, int]) -> None:
    tape, _ = residual()
    browser.size(*screen)
    browser.open(tape.save(tmp_path / "pass.html"))
    cards, texts = browser.run(
        RECT
        + "return [[...steps.querySelectorAll('.card')].map(r),[...steps.querySelectorAll('.card')].map(c=>[r(c.querySelector('.rim')),[...c.querySelectorAll('text')].map(r)])]"
    )
    for i, a in enumerate(cards):
        for b in cards[:i]:
            assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
    for card, lines in texts:
        for line in lines:
            assert line[0] >= card[0] - 1 and line[2] <= card[2] + 1


def test_zoom_and_pan(browser: Browser, tmp_path: Path) -> None:
    tape, _ = residual()
    browser.size(1280, 720)
    browser.open(tape.save(tmp_path / "pass.html"))
    settle(browser)
    where = "const m=new DOMMatrix(getComputedStyle(steps.querySelector('.world')).transform);return [m.a,m.e,m.f]"
    start = browser.run(where)
    browser.drag((200, 400), (250, 430), (320, 480))
    moved = browser.run(where)
    assert moved[0] == start[0]
    assert moved[1] - start[1] == pytest.approx(120, abs=1) and moved[2] - start[2] == pytest.approx(80, abs=1)
    browser.wheel(300, 400, -300)
    assert browser.run(where)[0] > moved[0] * 1.3
    browser.press("-")
    browser.press("-")
    assert browser.run(where)[0] < moved[0] * 1.3
    browser.press("0")
    fitted = browser.run(
        RECT
        + "const v=r(steps.querySelector('.view')),w=r(steps.querySelector('.world'));return w[1]>=v[1]-2&&w[3]<=v[3]+2&&w[0]>=v[0]-2&&w[2]<=v[2]+2"
    )
    assert fitted


def test_modules_fold_by_click(browser: Browser, tmp_path: Path) -> None:
    tape, model = residual()
    browser.size(1280, 720)
    browser.open(tape.save(tmp_path / "pass.html"))
    titles = "return [...steps.querySelectorAll('.box .title')].map(t=>t.textContent)"
    assert "⊟ 1: Residual · 144 parameters" in browser.run(titles)
    before = browser.run("return steps.querySelectorAll('.card').length")
    browser.run("[...steps.querySelectorAll('.title')].find(t=>t.textContent.includes('1: Residual')).dispatchEvent(new MouseEvent('click'))")
    assert "⊟ 1: Residual · 144 parameters" not in browser.run(titles)
    assert browser.run("return steps.querySelectorAll('.card').length") < before
    box = "[...steps.querySelectorAll('.card.folded')].find(c=>c.textContent.includes('1: Residual'))"
    go(browser, 2)
    assert "grad   –" in browser.run(f"return {box}.textContent")  # the forward pass knows no gradients
    assert "4 operations inside" in browser.run(f"return {box}.textContent")
    go(browser, len(tape.steps))
    norm = sum(float((p.grad**2).sum()) for p in model[1].parameters() if p.grad is not None) ** 0.5
    assert f"norm {norm:.4g}" in browser.run(f"return {box}.textContent")
    browser.run(f"{box}.dispatchEvent(new MouseEvent('click'))")
    assert browser.run("return steps.querySelectorAll('.card').length") == before
    for label, count in (("fold all", 7), ("unfold all", before)):
        browser.run("steps.querySelector(`button[title='${arguments[0]}']`).click()", label)
        assert browser.run("return steps.querySelectorAll('.card').length") == count


def test_search_finds_what_is_folded(browser: Browser, tmp_path: Path) -> None:
    tape, _ = residual()
    browser.size(1280, 720)
    browser.open(tape.save(tmp_path / "pass.html"))
    settle(browser)
    browser.run("steps.querySelector('button[title=\\'fold all\\']').click()")
    browser.press("/")
    for letter in "2.second.w":
        browser.press(letter)
    assert browser.run("return steps.querySelector('output').textContent") == "1 of 1"
    view, found = browser.run(RECT + "return [r(steps.querySelector('.view')),r(steps.querySelector('.card.found'))]")
    assert view[0] <= found[0] and found[2] <= view[2] and view[1] <= found[1] and found[3] <= view[3]
    assert browser.run("return steps.querySelector('.about h3').textContent") == "2.second.weight"
    assert browser.run("return steps.querySelector('.said').textContent").startswith("1/")  # the keys went into the search


def test_the_line_that_runs_is_lit(browser: Browser, tmp_path: Path) -> None:
    tape, _ = diamond()
    browser.size(1280, 720)
    browser.open(tape.save(tmp_path / "pass.html"))
    lit = "const e=steps.querySelector('.code .lit');return e&&[e.textContent.trim(),e.offsetTop>=steps.querySelector('.code').offsetTop]"
    assert browser.run(lit) == ["h = a * b", True]
    go(browser, 2)
    assert browser.run(lit)[0].startswith("(h * a + torch.tanh(h)")
    go(browser, len(tape.steps))
    assert browser.run(lit)[0] == "h = a * b"  # whose rule it is


def test_of_a_compiled_function_the_line_of_its_program_is_lit(browser: Browser, tmp_path: Path) -> None:
    w = torch.tensor([5.0], requires_grad=True)
    loss_of = torch.compile(lambda: (w - 2) ** 2)
    for _ in range(3):
        loss_of()
    with record() as tape:
        loss_of().backward()
    browser.size(1280, 720)
    browser.open(tape.save(tmp_path / "pass.html"))
    lit = "return steps.querySelector('.code .lit').textContent.trim()"
    assert browser.run(lit) == "sub = w - 2  # (1,)"
    assert "<lambda>, as a program" in browser.run("return steps.querySelector('.code').textContent")
    go(browser, 4)
    assert browser.run(lit) == "d_sub = g * (2 * sub)  # (1,)"


def test_values_are_seen_by_hovering(browser: Browser, tmp_path: Path) -> None:
    tape, _ = residual()
    browser.size(1280, 720)
    browser.open(tape.save(tmp_path / "pass.html"))
    settle(browser)
    go(browser, len(tape.steps))
    left, top, right, bottom = browser.run(RECT + "return r(steps.querySelector('.card.hot.parameter'))")
    browser.hover((left + right) / 2, (top + bottom) / 2)
    shown = "const t=steps.querySelector('.tip');return [t.hidden,t.textContent,t.querySelectorAll('.hist').length]"
    hidden, text, histograms = browser.run(shown)
    assert not hidden and "float32 [8" in text and histograms >= 1
    browser.hover(5, 715)
    assert browser.run(shown)[0]


def click(browser: Browser, found: str) -> None:
    """Click with the mouse in the middle of what a script finds."""
    left, top, right, bottom = browser.run(RECT + f"return r({found})")
    browser.drag(((left + right) / 2, (top + bottom) / 2))


def card(name: str) -> str:
    return f"[...steps.querySelectorAll('.card')].find(c=>c.querySelector('.name').textContent.startsWith('{name}'))"


def test_a_click_shows_what_a_node_depends_on(browser: Browser, tmp_path: Path) -> None:
    a, b = (torch.tensor(v, requires_grad=True) for v in (2.0, -3.0))
    with record() as tape:
        h = a * 2
        k = b * 3
        out = h + k
        out.backward()
    browser.size(1280, 720)
    browser.open(tape.save(tmp_path / "pass.html"))
    settle(browser)
    go(browser, 4)
    apart = "return [...steps.querySelectorAll('.card.apart')].map(c=>c.querySelector('.name').textContent).sort()"
    assert browser.run(apart) == []
    click(browser, card("h ="))
    assert browser.run(apart) == ["b", "constant", "k = b * 3"]
    assert browser.run("return steps.querySelectorAll('.wire.apart').length") == 3
    assert browser.run("return steps.querySelector('.about h3').textContent") == "h = a * 2"
    browser.press("\ue00c")  # Escape
    assert browser.run(apart) == []
    click(browser, card("out"))
    assert browser.run(apart) == []  # it depends on all
    click(browser, card("a"))
    assert browser.run(apart) == ["b", "constant", "constant", "k = b * 3"]  # of h, only the way from a
    browser.drag((20, 650))  # beside the picture
    assert browser.run(apart) == []


@pytest.mark.parametrize(("form", "beginning"), [("SVG", b"<svg"), ("PNG", b"\x89PNG\r\n\x1a\n")])
def test_the_picture_is_saved_from_the_page(browser: Browser, tmp_path: Path, form: str, beginning: bytes) -> None:
    tape, _ = residual()
    browser.size(1280, 720)
    browser.open(tape.save(tmp_path / "pass.html"))
    browser.downloads(tmp_path)
    go(browser, 9)
    click(browser, f"steps.querySelector('button[title$={form}]')")
    saved = tmp_path / f"graph.{form.lower()}"
    for _ in range(200):
        if saved.exists() and saved.stat().st_size:
            break
        time.sleep(0.05)
    assert saved.read_bytes().startswith(beginning)
    if form == "PNG":
        width, height = (int.from_bytes(saved.read_bytes()[at : at + 4], "big") for at in (16, 20))
        assert [width, height] == browser.run(
            "const v=steps.querySelector('.map').viewBox.baseVal;return [Math.floor(v.width*2),Math.floor(v.height*2)]"
        )
    else:
        browser.open(saved)
        texts = browser.run("return [...document.querySelectorAll('text')].map(t=>t.textContent)")
        assert "⊟ 1: Residual · 144 parameters" in texts
        outside = "const w=document.documentElement.getBoundingClientRect();return [...document.querySelectorAll('text')].filter(t=>{const r=t.getBoundingClientRect();return r.left<w.left||r.right>w.right||r.top<w.top||r.bottom>w.bottom}).length"
        assert browser.run(outside) == 0
        assert browser.run("return getComputedStyle(document.querySelector('.card.hot .rim')).strokeWidth") == "3px"


def test_the_address_leads_to_a_step(browser: Browser, tmp_path: Path) -> None:
    tape, _ = diamond()
    page = tape.save(tmp_path / "pass.html")
    browser.open(page)
    browser.press(RIGHT)
    browser.press(RIGHT)
    assert browser.run("return location.hash") == "#3"
    browser.run("location.hash='#5'")
    for _ in range(100):
        if browser.run(CAPTION).startswith("5/"):
            break
        time.sleep(0.02)
    browser.run("location.reload()")
    assert browser.run(CAPTION).startswith("5/")


def test_a_map_of_a_large_picture(browser: Browser, tmp_path: Path) -> None:
    tape, _ = residual()
    browser.size(1280, 720)
    browser.open(tape.save(tmp_path / "pass.html"))
    settle(browser)
    shown = "return getComputedStyle(steps.querySelector('.map')).display"
    assert browser.run(shown) != "none"
    assert browser.run("return steps.querySelector('.map .dot').getAttribute('d').split('M').length-1===steps.querySelectorAll('.card').length")
    top = "return new DOMMatrix(getComputedStyle(steps.querySelector('.world')).transform).f"
    before = browser.run(top)
    left, high, right, low = browser.run(RECT + "return r(steps.querySelector('.map'))")
    browser.drag(((left + right) / 2, (high + low) / 2), ((left + right) / 2, low - 6))
    assert browser.run(top) < before - 300
    browser.press("0")
    assert browser.run(shown) == "none"  # all of it is in sight


def test_two_fingers_zoom_on_a_phone(browser: Browser, tmp_path: Path) -> None:
    tape, _ = residual()
    browser.size(390, 844)
    browser.open(tape.save(tmp_path / "pass.html"))
    settle(browser)
    scale = "return new DOMMatrix(getComputedStyle(steps.querySelector('.world')).transform).a"
    before = browser.run(scale)
    browser.pinch(((150, 400), (60, 400)), ((230, 400), (320, 400)))
    assert browser.run(scale) > before * 1.8


def training() -> record:
    torch.manual_seed(0)
    model = nn.Sequential(nn.Linear(2, 3), nn.Tanh(), nn.Linear(3, 1))
    sgd = optim.SGD(model.parameters(), lr=0.1)
    x = torch.randn(4, 2)
    with record() as tape:
        for _ in range(3):
            loss = model(x).square().mean()
            sgd.zero_grad()
            loss.backward()
            sgd.step()
    return tape


def test_a_training_loop_is_a_timeline(browser: Browser, tmp_path: Path) -> None:
    tape = training()
    browser.size(1280, 720)
    browser.open(tape.save(tmp_path / "loop.html"))
    kinds = [step.kind for step in tape.steps]
    once = ["forward"] * 5 + ["seed"] + ["backward"] * 8 + ["update"]
    assert kinds == once + [*once[:5], "zero", *once[5:]] * 2
    colours = browser.run("return getComputedStyle(steps.querySelector('.strip')).backgroundImage.match(/(rgb|color)\\([^)]*\\)/g)")
    assert len(colours) == 2 * len(kinds)  # each step from here to there
    named = {kind: {colours[2 * i] for i, k in enumerate(kinds) if k == kind} for kind in set(kinds)}
    assert [len(named[kind]) for kind in ("forward", "seed", "update", "zero")] == [1] * 4
    assert len(named["backward"]) > 4  # by the size of the gradient
    strip = browser.run(RECT + "return r(steps.querySelector('.strip'))")
    value = "return [...steps.querySelectorAll('.card')].find(c=>c.querySelector('.name').textContent==='0.bias').textContent"
    seen = []
    for at in [i for i, kind in enumerate(kinds) if kind == "update"]:
        for step in (at, at + 1):  # before it, and with it: by a click on the timeline
            browser.drag((strip[0] + (strip[2] - strip[0]) * (step - 0.5) / len(kinds), (strip[1] + strip[3]) / 2))
            assert browser.run(CAPTION).startswith(f"{step}/")
            seen.append(browser.run(value))
        assert browser.run(CAPTION).split("  ")[1].startswith("step: 0.weight")
    assert len(set(seen)) == 6 and seen[1].split("grad")[0] == seen[2].split("grad")[0]  # a step changes it, and nothing else does
    go(browser, kinds.index("zero") + 1)
    assert browser.run(value).endswith("grad   –")
    lit = "return steps.querySelector('.code .lit').textContent.trim()"
    assert browser.run(lit) == "sgd.zero_grad()"
    go(browser, kinds.index("update") + 1)
    assert browser.run(lit) == "sgd.step()"


def test_the_timeline_leads_to_a_nan_and_to_a_dead_relu(browser: Browser, tmp_path: Path) -> None:
    x = torch.tensor([-1.0, -2.0], requires_grad=True)
    with record() as tape:
        h = torch.relu(x * 2)
        k = torch.log(h - 1)
        k.sum().backward()
    browser.size(1280, 720)
    browser.open(tape.save(tmp_path / "nan.html"))
    for mark, step, text in (("bad", 4, "the first nan or inf: k = log(sub) = [nan, nan]"), ("dead", 2, "h is zero everywhere: a dead ReLU")):
        assert browser.run(f"return steps.querySelector('.strip .{mark}').title") == text
        click(browser, f"steps.querySelector('.strip .{mark}')")
        assert browser.run(CAPTION).startswith(f"{step}/")
    go(browser, 4)
    assert browser.run(f"return {card('k')}.classList.contains('wrong')")


def test_shapes_stand_on_the_edges(browser: Browser, tmp_path: Path) -> None:
    tape, _ = residual()
    browser.open(tape.save(tmp_path / "pass.html"))
    shapes = browser.run("return [...steps.querySelectorAll('.shape')].map(t=>t.textContent)")
    assert {"[5, 4]", "[8, 4]", "[8]", "[5, 8]", "[5, 3]"} <= set(shapes)


def test_what_is_repeated_is_rolled_up(browser: Browser, tmp_path: Path) -> None:
    cell, times = nn.LSTMCell(4, 8), torch.randn(10, 1, 4)
    with record() as tape:
        h = c = torch.zeros(1, 8)
        for t in range(10):
            h, c = cell(times[t], (h, c))
        h.sum().backward()
    browser.size(1280, 720)
    browser.open(tape.save(tmp_path / "lstm.html"))
    names = browser.run("return [...steps.querySelectorAll('.name,.title')].map(t=>t.textContent)")
    assert "⊟ repeat 1 of 10" in names
    assert [f"⊞ repeat {k} of 10" in names for k in range(2, 11)] == [True] * 9
    blocks = nn.Sequential(*[Residual(4) for _ in range(6)])
    x = torch.ones(2, 4)
    with record() as tape:
        blocks(x).sum().backward()
    browser.open(tape.save(tmp_path / "blocks.html"))
    names = browser.run("return [...steps.querySelectorAll('.name,.title')].map(t=>t.textContent)")
    assert any(name.startswith("⊟ 0: Residual") for name in names)
    assert [any(name.startswith(f"⊞ {k}: Residual") for name in names) for k in range(1, 6)] == [True] * 5


def test_a_long_chain_is_rolled_up_twenty_at_a_time(browser: Browser, tmp_path: Path) -> None:
    browser.size(1280, 720)
    browser.open(two_hundred_operations().save(tmp_path / "chain.html"))
    names = browser.run("return [...steps.querySelectorAll('.name,.title')].map(t=>t.textContent)")
    assert {"⊟ repeat 1 … 20 of 100", "⊟ repeat 1 of 100", "⊞ repeat 2 of 100", "mul = x * 1.01", "⊞ repeat 81 … 100 of 100"} <= set(names)
    width, height = browser.run("const v=steps.querySelector('.map').viewBox.baseVal;return [v.width,v.height]")
    assert 0.4 < width / height < 2.5  # no strip


def test_a_graph_of_4000_operations_opens_folded(browser: Browser, tmp_path: Path) -> None:
    x = torch.tensor(1.0, requires_grad=True)
    with record() as tape:
        y = x
        for _ in range(2000):
            y = torch.tanh(y * 1.01)
        y.backward()
    browser.size(1280, 720)
    browser.open(tape.save(tmp_path / "long.html"))
    assert browser.run("return +steps.querySelector('input').max") == 8001
    assert 3 <= browser.run("return steps.querySelectorAll('.card').length") <= 60
    settle(browser)
    browser.run("steps.querySelector(\"button[title='unfold all']\").click()")
    there = "return steps.querySelectorAll('.card').length"
    assert 5 <= browser.run(there) < 1000  # what is near
    last = len(tape.steps) // 2
    go(browser, last)  # far away: it is there, and in sight
    view, hot = browser.run(RECT + "return [r(steps.querySelector('.view')),r(steps.querySelector('.card.hot'))]")
    assert view[0] <= hot[0] and hot[2] <= view[2] and view[1] <= hot[1] and hot[3] <= view[3]
    browser.press("0")  # from far away all are
    assert browser.run(there) > 4000


def test_a_page_of_a_network_is_small(tmp_path: Path) -> None:
    torch.manual_seed(0)
    model = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 3))
    with record() as tape:
        nn.functional.cross_entropy(model(torch.randn(16, 4)), torch.randint(0, 3, (16,))).backward()
    assert tape.save(tmp_path / "network.html").stat().st_size < 150_000


def test_nothing_is_requested(browser: Browser, tmp_path: Path) -> None:
    tape, _ = diamond()
    browser.requests()
    page = tape.save(tmp_path / "pass.html")
    browser.open(page)
    assert browser.requests() == [page.resolve().as_uri()]
    page.write_text(page.read_text(encoding="utf-8") + '<img src="http://127.0.0.1:9/x">', encoding="utf-8")
    browser.open(page)
    assert "http://127.0.0.1:9/x" in browser.requests()  # the check would see one


def test_the_same_output_twice_on_a_page(browser: Browser, tmp_path: Path) -> None:
    tape, _ = diamond()
    page = tape.save(tmp_path / "pass.html")
    body = tape._repr_mimebundle_()["text/html"]
    page.write_text(page.read_text(encoding="utf-8").replace("</body>", f"{body}</body>"), encoding="utf-8")
    browser.open(page)
    assert browser.run("return document.querySelectorAll('.wgrad-steps[data-live]').length") == 2
    browser.run("document.querySelectorAll('.wgrad-steps')[1].shadowRoot.querySelectorAll('button')[2].click()")
    assert browser.run(CAPTION).startswith("1/")


def test_it_fits_into_a_notebook(browser: Browser, tmp_path: Path) -> None:
    tape, _ = diamond()
    browser.size(1280, 720)
    browser.open(tape.save(tmp_path / "pass.html"))
    assert browser.run("return host.closest('[data-lm-suppress-shortcuts]')===host")  # by which JupyterLab leaves the keys to it
    paper = "return getComputedStyle(host).backgroundColor"
    day = browser.run(paper)
    colours = []
    for attribute, theme in (
        ("jpThemeLight", "false"),
        ("jpThemeLight", "true"),
        ("vscodeThemeKind", "vscode-dark"),
        ("theme", "dark"),
        ("theme", "auto"),
    ):
        browser.run(
            "for(const name in document.body.dataset)delete document.body.dataset[name];document.body.dataset[arguments[0]]=arguments[1]",
            attribute,
            theme,
        )
        colours.append(browser.run(paper))
    night = colours[0]
    assert night != day and colours == [night, day, night, night, day]
    browser.size(1280, 720, dark=True)
    assert browser.run(paper) == night
    browser.run("document.body.dataset.jpThemeLight='true'")
    assert browser.run(paper) == day


def test_the_code_and_the_rows_of_numbers_are_seen_whole(browser: Browser, tmp_path: Path) -> None:
    long = torch.arange(20.0).reshape(1, 20).requires_grad_()
    with record() as tape:
        (
            long * 2 + long * 3 + long * 4 + long * 5 + long * 6 + long * 7 + long * 8 + long * 9 + long * 10 + long * 11 + long * 12 + long * 13
        ).sum().backward()
    for screen in ((1280, 720), (390, 844)):
        browser.size(*screen)
        browser.open(tape.save(tmp_path / "pass.html"))
        go(browser, len(tape.steps))
        wide = "return [...steps.querySelectorAll('.code,.about,.grid')].filter(e=>e.scrollWidth>e.clientWidth+1).map(e=>e.className)"
        assert browser.run(wide) == []
        assert browser.run("return steps.querySelectorAll('.about .grid').length") >= 1


def test_neighbours_are_gone_to(browser: Browser, tmp_path: Path) -> None:
    tape, _ = residual()
    browser.size(1280, 720)
    browser.open(tape.save(tmp_path / "pass.html"))
    settle(browser)
    browser.run("steps.querySelector(\"button[title='fold all']\").click()")
    about = "return steps.querySelector('.about h3').textContent"
    assert browser.run(about) == "x = linear"
    click(browser, "[...steps.querySelectorAll('.to')].find(b=>b.textContent==='0.weight')")
    assert browser.run(about) == "0.weight"
    view, picked = browser.run(RECT + "return [r(steps.querySelector('.view')),r(steps.querySelector('.card.picked'))]")
    assert view[0] <= picked[0] and picked[2] <= view[2] and view[1] <= picked[1] and picked[3] <= view[3]
    click(browser, "steps.querySelector('.to')")
    assert browser.run(about) == "x = linear"


def test_help_is_shown_and_hidden(browser: Browser, tmp_path: Path) -> None:
    tape, _ = diamond()
    browser.open(tape.save(tmp_path / "pass.html"))
    hidden = "return steps.querySelector('.help').hidden"
    assert browser.run(hidden)
    browser.press("?")
    assert not browser.run(hidden)
    browser.press("\ue00c")
    assert browser.run(hidden)


def test_without_scripts_the_animated_picture_is_left(browser: Browser, tmp_path: Path) -> None:
    tape, _ = diamond()
    page = tape.save(tmp_path / "pass.html")
    page.write_text(re.sub(r"<script>.*?</script>", "", page.read_text(encoding="utf-8"), flags=re.DOTALL), encoding="utf-8")
    browser.open(page)
    assert browser.run("const i=document.querySelector('img');return [i.complete,i.naturalWidth>100]") == [True, True]
    browser.open(tape.save(tmp_path / "pass.svg"))
    assert browser.run("return document.getAnimations().length") > len(tape.steps)


def test_no_text_leaves_its_box_or_the_picture(browser: Browser, tmp_path: Path) -> None:
    model = nn.Sequential(nn.Linear(4, 3), nn.ReLU(), nn.Linear(3, 2))
    with record(model) as tape:
        model(torch.ones(2, 4)).logsumexp(1).sum().backward()
    browser.open(tape.view().save(tmp_path / "picture.svg"))
    outside = """const whole=document.documentElement.getBoundingClientRect(),bad=[];
    for(const g of document.querySelectorAll('g.node')){const shapes=g.querySelectorAll('polygon'),box=shapes[shapes.length-1].getBoundingClientRect();
    for(const t of g.querySelectorAll('text')){const r=t.getBoundingClientRect();if(r.left<box.left-1||r.right>box.right+1)bad.push(t.textContent)}}
    for(const t of document.querySelectorAll('text')){const r=t.getBoundingClientRect();if(r.left<whole.left||r.right>whole.right)bad.push(t.textContent)}return bad"""
    assert browser.run(outside) == []


def test_hostile_names_do_not_run(browser: Browser, tmp_path: Path) -> None:
    names = ["<script>alert(1)</script>", "|{}<>\"'&\\n", '"><img src=x onerror=document.title=1>', "数据 Ω", "]]>-->", "a\x00b\ud800"]
    leaves = {name: torch.tensor(float(i + 1), requires_grad=True) for i, name in enumerate(names)}
    with record(leaves) as tape:
        total = torch.tensor(0.0)
        for leaf in leaves.values():
            total = total + leaf * leaf
        total.backward()
    for page in (tape.save(tmp_path / "steps.html"), draw(total, leaves).save(tmp_path / "picture.html")):
        browser.open(page)
        assert browser.run("return document.title") == "The backward pass"
        assert browser.run("return document.querySelectorAll('script').length") <= 3
        assert browser.run("return document.querySelectorAll('[onerror]').length+(steps?steps.querySelectorAll('[onerror],script').length:0)") == 0
        shown = browser.run("return [...(steps||document).querySelectorAll('svg text')].map(t=>t.textContent)")
        assert "<script>alert(1)</script>" in shown
        assert any("数据" in text for text in shown)
