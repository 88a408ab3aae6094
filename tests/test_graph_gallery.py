"""Every page of the gallery on a desk's and on a phone's screen, by day and by night: what must be seen is seen, and nothing overlaps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import autograd as torch
from autograd import nn
from autograd.graph import record
from docs.gallery import GALLERY
from tests.browser import CHROMIUM, DRIVER, MISSING, Browser

pytestmark = pytest.mark.skipif(CHROMIUM is None or DRIVER is None, reason=MISSING)
SCREENS = [(1280, 720), (390, 844)]

# What is wrong with a page as it stands: a list of sentences. Rectangles are [left, top, right, bottom] on the screen.
FLAWS = """
const found = new Set(), say = text => found.add(text), rect = e => { const b = e.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom]; };
const all = what => [...steps.querySelectorAll(what)], meet = (a, b, by = 0.5) => a[0] + by < b[2] && b[0] + by < a[2] && a[1] + by < b[3] && b[1] + by < a[3];
const within = (a, b, by = 1) => a[0] >= b[0] - by && a[1] >= b[1] - by && a[2] <= b[2] + by && a[3] <= b[3] + by;
const screen = [0, 0, innerWidth, innerHeight], view = rect(steps.querySelector('.view')), world = steps.querySelector('.world');
const k = new DOMMatrix(getComputedStyle(world).transform).a;
// in sight
for (const e of all('.bar, .bar > *, .said, .live')) if (getComputedStyle(e).display !== 'none' && !within(rect(e), screen)) say(`out of sight: ${e.className || e.title}`);
if (document.documentElement.scrollWidth > innerWidth || document.documentElement.scrollHeight > innerHeight) say('the page scrolls');
const hot = all('.card.hot').map(rect);
const map = steps.querySelector('.map'), covered = getComputedStyle(map).display === 'none' ? [0, 0, 0, 0] : rect(map);
if (!hot.some(h => within(h, view) && !meet(h, covered))) say('no active node in sight');
const said = steps.querySelector('.said');
if (said.scrollHeight > said.clientHeight + 1 || said.scrollWidth > said.clientWidth + 1) say(`the caption is cut: ${said.textContent}`);
const open = text => [...text].reduce((n, c) => n + ('([{'.includes(c) ? 1 : 0) - (')]}'.includes(c) ? 1 : 0), 0);
for (const e of all('.said span')) if (open(e.textContent)) say(`a line may break inside of a formula: ${e.textContent}`);
for (const e of all('.code, .about')) if (e.scrollWidth > e.clientWidth + 1) say(`cut at the right: ${e.className}`);
// large enough
const letters = e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
for (const e of all('.app *')) if (letters(e) && !(e instanceof SVGElement) && e.getClientRects().length && parseFloat(getComputedStyle(e).fontSize) < 9) say(`small: ${e.textContent}`);
for (const e of all('svg text')) if (parseFloat(getComputedStyle(e).fontSize) * k < 9) say(`small: ${e.textContent}`);
// texts and texts, texts and cards, cards and cards
const texts = all('svg text').map(e => [e, rect(e), e.closest('.card')]), cards = all('.card').map(e => [e, rect(e.querySelector('.body'))]);
texts.forEach(([a, r, own], i) => {
  for (const [b, s] of texts.slice(0, i)) if (meet(r, s)) say(`texts: ${a.textContent} | ${b.textContent}`);
  for (const [c, s] of cards) if (own === c ? r[0] < s[0] || r[2] > s[2] : meet(r, s)) say(`${own === c ? 'leaves its card' : 'on a card'}: ${a.textContent} | ${c.querySelector('.name').textContent}`);
});
cards.forEach(([a, r], i) => { for (const [b, s] of cards.slice(0, i)) if (meet(r, s)) say(`cards: ${a.textContent} | ${b.textContent}`); });
for (const e of all('.box')) for (const [c, s] of cards) { const r = rect(e.querySelector('rect')); if (meet(r, s) && !within(s, r)) say(`a card on a box's edge: ${c.textContent} | ${e.textContent}`); }
// wires and texts, wires and cards: in the picture's own measure
const place = (e, by) => { const b = e.getBBox(), m = e.closest('.card') ? e.closest('.card').transform.baseVal[0].matrix : {e: 0, f: 0}; return [b.x + m.e + by, b.y + m.f + by, b.x + b.width + m.e - by, b.y + b.height + m.f - by]; };
const obstacles = [...all('.shape, .label, .title').map(e => [e.textContent, place(e, 1)]), ...all('.card .body').map(e => [e.parentNode.textContent, place(e, 3)])];
for (const wire of all('.wire')) for (let at = 0, long = wire.getTotalLength(), b = wire.getBBox(), near = obstacles.filter(([, o]) => meet(o, [b.x - 1, b.y - 1, b.x + b.width + 1, b.y + b.height + 1], 0)); at <= long && near.length; at += 4) {
  const p = wire.getPointAtLength(at);
  for (const [name, o] of near) if (p.x > o[0] && p.x < o[2] && p.y > o[1] && p.y < o[3]) say(`an arrow crosses: ${name}`);
}
return [...found];
"""
# Colours of texts that can hardly be told from what is behind them
PALE = """
const pen = Object.assign(document.createElement('canvas'), {width: 1, height: 1}).getContext('2d', {willReadFrequently: true});
const read = colours => { for (const colour of colours) { pen.fillStyle = colour; pen.fillRect(0, 0, 1, 1); } return [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3); };
const light = colours => read(colours).map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4).reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
const contrast = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05); };
const found = new Set(), behind = e => { const layers = []; for (; e && e.nodeType === 1; e = e.parentNode) layers.unshift(getComputedStyle(e).backgroundColor); return [getComputedStyle(host).backgroundColor, ...layers]; };
const say = (e, text, back) => { const c = contrast([text], back); if (c < 4.5) found.add(`${c.toFixed(1)}: ${e.textContent.slice(0, 40)}`); };
for (const e of steps.querySelectorAll('svg text')) {
  const card = e.closest('.card'), box = steps.querySelector('.box rect');
  const back = card ? card.querySelector(e.classList.contains('name') ? '.head' : '.body') : box;
  if (card && card.classList.contains('later')) continue;
  say(e, getComputedStyle(e).fill, back ? [getComputedStyle(back).fill] : behind(e));
}
for (const e of steps.querySelectorAll('.app *')) if (!(e instanceof SVGElement) && e.getClientRects().length && [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())) say(e, getComputedStyle(e).color, behind(e));
return [...found];
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with Browser() as started:
        yield started


def hostile_names() -> record:
    leaves = {'<b>&"q"': torch.tensor([1.0, 2.0], requires_grad=True), "数据 Ωβ é": torch.tensor(2.0, requires_grad=True)}
    leaves["x" * 120] = torch.tensor(3.0, requires_grad=True)
    with record(leaves) as tape:
        a, b, c = leaves.values()
        (a * b * c).sum().backward()
    return tape


def nothing_and_all() -> record:
    empty, numbers = (
        torch.zeros(0, 3, requires_grad=True),
        torch.tensor([float("nan"), float("inf"), -float("inf"), 0.0, 1e-30, 1e30, 3.0], requires_grad=True),
    )
    with record() as tape:
        ((numbers / numbers).sum() + empty.sum()).backward()
    return tape


def large_numbers() -> record:
    x = torch.tensor([1e308, 1e308], dtype=torch.float64, requires_grad=True)
    with record() as tape:
        (x * 2).sum().backward()
    return tape


def two_outputs() -> record:
    x = torch.tensor([1.0, 2.0], requires_grad=True)
    with record() as tape:
        torch.autograd.backward([x.exp().sum(), x.sin().sum()])
    return tape


def half_and_whole_numbers() -> record:
    table, layer = nn.Embedding(5, 3).half(), nn.Linear(3, 2).half()
    with record() as tape:
        layer(table(torch.tensor([[1, 2], [3, 4]]))).sum().backward()
    return tape


def many_ways() -> record:
    layers = [nn.Linear(2, 2) for _ in range(5)]
    with record() as tape:
        h = [torch.ones(1, 2)]
        for layer in layers:
            h.append(torch.tanh(layer(sum(h))))
        (h[1] + h[5]).sum().backward()
    return tape


ODD = [hostile_names, nothing_and_all, large_numbers, two_outputs, half_and_whole_numbers, many_ways]


WHY = {  # what cannot be live says so
    "convolutional_network": "batch_norm: it takes more than 6,000 elementary steps",
    "gpt_of_six_blocks": "there are more than 400 of them",
    "lstm_ten_times": "there are more than 400 of them",
    "failing_forward_pass": "the pass did not come to its end",
}


def test_pages_are_live_or_say_why_not(browser: Browser, tmp_path: Path) -> None:
    for program in GALLERY:
        torch.manual_seed(0)
        browser.open(program().save(tmp_path / "page.html"))
        said = browser.run("return steps.querySelector('.live').textContent")
        why = WHY.get(program.__name__)
        assert said.startswith("live: drag a number" if why is None else f"not live, so no number can be dragged: {why}"), program.__name__


def steps_to_look_at(count: int) -> list[int]:
    """The first, the last, and some between."""
    return sorted({1, *(max(1, round(count * part)) for part in (0.2, 0.4, 0.6, 0.8, 1))})


@pytest.mark.parametrize("screen", SCREENS, ids=["desk", "phone"])
@pytest.mark.parametrize("program", [*GALLERY, *ODD], ids=lambda program: program.__name__)
def test_what_must_be_seen_is_seen(browser: Browser, tmp_path: Path, program: Callable[[], record], screen: tuple[int, int]) -> None:
    torch.manual_seed(0)
    tape = program()
    browser.size(*screen)
    browser.open(tape.save(tmp_path / "page.html"))
    browser.run("steps.querySelector('.world').style.transition='none'")
    flaws: dict[str, Any] = {}
    for step in steps_to_look_at(len(tape.steps)):
        browser.run("const s=steps.querySelector('input');s.value=arguments[0];s.dispatchEvent(new Event('input'))", step)
        flaws[f"{step}"] = browser.run(FLAWS)
        for dark in (False, True):
            browser.size(*screen, dark)
            flaws[f"{step}, {'night' if dark else 'day'}"] = browser.run(PALE)
    assert not any(flaws.values()), {step: found for step, found in flaws.items() if found}
