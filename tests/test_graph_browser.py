"""The stepper in a real browser: every step, every control, no request."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import autograd as torch
from autograd import nn
from autograd.graph import draw, record
from autograd.graph.render import can_render
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
        shown = sorted(flat(text) for text in browser.run(SEEN) if text.startswith("grad"))
        ran = {s.at for s in tape.steps[:number] if s.kind == "forward"}
        visible = [c for c in tape.model.nodes if c.kind != "constant" and (not c.op or c.id in ran)]
        assert shown == sorted(f"grad {sums.get(card.id, '–')}" for card in visible)
        browser.run("steps.querySelectorAll('button')[2].click()")
    shown = [flat(text) for text in browser.run(SEEN)]
    for leaf in leaves.values():
        assert leaf.grad is not None
        assert f"grad {leaf.grad.item():.5g}" in shown
    assert any(text.startswith("released") for text in shown)
    assert not any(text.startswith("saved") for text in shown)


def test_controls(browser: Browser, tmp_path: Path) -> None:
    tape, _ = diamond()
    browser.open(tape.save(tmp_path / "pass.html"))
    at = "return +steps.querySelector('input').value"
    count = len(tape.steps)
    browser.run("host.focus()")
    for key, expected in ((RIGHT, 2), (RIGHT, 3), (LEFT, 2), (END, count), (RIGHT, count), (HOME, 1), (LEFT, 1)):
        browser.press(key)
        assert browser.run(at) == expected
        assert browser.run(CAPTION).startswith(f"{expected}/")
    browser.run("const s=steps.querySelector('input');s.value=4;s.dispatchEvent(new Event('input'))")
    assert browser.run(CAPTION).startswith("4/")
    browser.run("steps.querySelectorAll('button')[0].click()")
    assert browser.run(CAPTION).startswith("3/")
    browser.run("steps.querySelectorAll('button')[1].click()")
    browser._post("/timeouts", {"script": 20000})
    done = "const end=arguments[arguments.length-1];const wait=()=>+document.querySelector('.wgrad-steps').shadowRoot.querySelector('input').value>3?end(1):setTimeout(wait,50);wait()"
    assert browser._post("/execute/async", {"script": done, "args": []}) == 1  # it plays


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
        assert browser.run("return document.querySelectorAll('script').length") <= 1
        assert browser.run("return document.querySelectorAll('[onerror]').length+(steps?steps.querySelectorAll('[onerror],script').length:0)") == 0
        shown = browser.run("return [...(steps||document).querySelectorAll('svg text')].map(t=>t.textContent)")
        assert "<script>alert(1)</script>" in shown
        assert any("数据" in text for text in shown)
