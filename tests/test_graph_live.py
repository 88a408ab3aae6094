"""Live pages in a real browser: whatever number is changed, the page shows the values and gradients that the engine gives."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import autograd as torch
from autograd import nn, optim
from autograd.graph import record
from autograd.graph.live import program_of
from tests.browser import CHROMIUM, DRIVER, MISSING, Browser

needs_browser = pytest.mark.skipif(CHROMIUM is None or DRIVER is None, reason=MISSING)
F = nn.functional
Model = tuple[dict[str, tuple[int, ...]], Callable[..., torch.Tensor]]


RNN, LSTM = nn.RNN(1, 2, dtype=torch.float64), nn.LSTMCell(1, 1, dtype=torch.float64)


def twice(cell: Callable[..., Any], x: torch.Tensor) -> torch.Tensor:
    h, c = cell(x[0:1], (torch.zeros(1, 1, dtype=torch.float64), torch.zeros(1, 1, dtype=torch.float64)))
    h, c = cell(x[1:2], (h, c))
    return (h * c).sum()


def attention(q: Any, k: Any, v: Any) -> torch.Tensor:
    return F.scaled_dot_product_attention(q, k, v).square().sum()


# the shapes of the leaves, and the loss that is computed from them
MODELS: dict[str, Model] = {
    "step": ({"w": (1,)}, lambda w: ((w - 2) ** 2).sum()),
    "neuron": ({"w1": (), "x1": (), "w2": (), "x2": (), "b": ()}, lambda w1, x1, w2, x2, b: torch.tanh(w1 * x1 + w2 * x2 + b)),
    "reuse": ({"a": (), "b": ()}, lambda a, b: a * b * a + torch.tanh(a * b) / (a * a + 1)),
    "elementary": ({"a": (3,)}, lambda a: (a.sin() * a.exp() + a.abs().sqrt() - a.sigmoid() * a.cos()).mean()),
    "branches": ({"a": (3,)}, lambda a: (a.relu() + torch.maximum(a, a * a) + a.clamp(-0.4, 0.6)).sum()),
    "branches of single numbers": (
        {"a": (), "b": ()},
        lambda a, b: torch.maximum(a, b) * torch.minimum(a, b * b) + (a * b).clamp_min(0.1) + (a - b).relu() * (b - a).relu() + torch.fmax(a, b),
    ),
    "activations": ({"a": (4,)}, lambda a: (F.gelu(a) + F.silu(a) + F.softplus(a) + F.leaky_relu(a, 0.1)).sum()),
    "softmax regression": ({"x": (3, 2), "W": (2, 3), "b": (3,)}, lambda x, W, b: F.cross_entropy(x @ W + b, torch.tensor([0, 2, 1]))),
    "network": (
        {"x": (3, 2), "W": (4, 2), "b": (4,), "V": (1, 4)},
        lambda x, W, b, V: F.mse_loss(F.linear(torch.tanh(F.linear(x, W, b)), V), torch.ones(3, 1, dtype=torch.float64)),
    ),
    "layer norm": ({"x": (2, 3), "w": (3,), "b": (3,)}, lambda x, w, b: (F.layer_norm(x, (3,), w, b) * x).sum()),
    "several results": ({"a": (4,)}, lambda a: (a.split(2)[0] * a.split(2)[1] * a.unbind(0)[3]).sum()),
    "stacked": ({"a": (), "b": (), "c": (2,)}, lambda a, b, c: (torch.stack([a, b]) * torch.cat([c, c])[1:3]).square().sum() * a),
    "recurrent": (
        {"x": (3, 1), "w": (2, 1), "u": (2, 2), "b": (2,), "c": (2,)},
        lambda x, w, u, b, c: (
            torch.func.functional_call(RNN, {"weight_ih_l0": w, "weight_hh_l0": u, "bias_ih_l0": b, "bias_hh_l0": c}, (x,))[0].square().sum()
        ),
    ),
    "LSTM cell": (
        {"x": (2, 1), "w": (4, 1), "u": (4, 1), "b": (4,), "c": (4,)},
        lambda x, w, u, b, c: twice(
            lambda x, s: torch.func.functional_call(LSTM, {"weight_ih": w, "weight_hh": u, "bias_ih": b, "bias_hh": c}, (x, s)), x
        ),
    ),
    "attention": ({"q": (1, 2, 2), "k": (1, 2, 2), "v": (1, 2, 2)}, attention),
}


def recorded(name: str) -> tuple[record, dict[str, torch.Tensor]]:
    shapes, compute = MODELS[name]
    random = np.random.default_rng(3)
    leaves = {n: torch.tensor(random.standard_normal(shape), requires_grad=True) for n, shape in shapes.items()}
    with record(leaves) as tape:
        loss = compute(**leaves)
        loss.backward()
    return tape, leaves


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with Browser() as started:
        yield started


@needs_browser
@pytest.mark.parametrize("name", MODELS)
def test_200_changes_give_what_the_engine_gives(browser: Browser, tmp_path: Path, name: str) -> None:
    tape, leaves = recorded(name)
    page = tape.save(tmp_path / "live.html")
    browser.requests()
    browser.open(page)
    numbers = {n: leaf.detach().numpy().copy() for n, leaf in leaves.items()}
    cards = {card.name: i for i, card in enumerate(tape.whole.nodes)}
    random = np.random.default_rng(5)
    changes, expected = [], []
    shapes, compute = MODELS[name]
    for _ in range(200):
        leaf = str(random.choice(list(shapes)))
        place = int(random.integers(numbers[leaf].size))
        value = round(float(random.uniform(-2, 2)), 3)
        numbers[leaf].reshape(-1)[place] = value
        changes.append([cards[leaf], place, value])
        fresh = {n: torch.tensor(a.copy(), requires_grad=True) for n, a in numbers.items()}
        loss = compute(**fresh)
        loss.backward()
        expected.append([loss.item(), *(float(g) for leaf_ in fresh.values() for g in leaf_.grad.numpy().reshape(-1))])
    order = [cards[n] for n in shapes]
    found = browser.run(
        "const live=host.live;return arguments[0].map(([node,place,value])=>{live.set(live.inputs.get(node)[place],value);"
        "return [live.losses()[0],...arguments[1].flatMap(n=>live.gradient(n,Infinity).exact)]})",
        changes,
        order,
    )
    found = [[np.nan if number is None else number for number in row] for row in found]  # JSON has no nan
    np.testing.assert_allclose(found, expected, rtol=1e-6, atol=1e-9)
    assert browser.requests() == [page.resolve().as_uri()]


@needs_browser
def test_a_number_is_dragged_and_everything_follows(browser: Browser, tmp_path: Path) -> None:
    tape, _ = recorded("neuron")
    browser.size(1280, 720)
    browser.open(tape.save(tmp_path / "live.html"))
    browser.run(
        "const s=steps.querySelector('input');s.value=s.max;s.dispatchEvent(new Event('input'));steps.querySelector('.world').style.transition='none'"
    )
    texts = "return [...steps.querySelectorAll('.card')].map(c=>[...c.querySelectorAll('text')].map(t=>t.textContent))"
    before = {rows[0]: rows[1:] for rows in browser.run(texts)}
    left, top, right, bottom = browser.run(
        "const b=[...steps.querySelectorAll('.card')].find(c=>c.querySelector('.name').textContent==='w1').querySelector('.number').getBoundingClientRect();"
        "return [b.left,b.top,b.right,b.bottom]"
    )
    x, y = (left + right) / 2, (top + bottom) / 2
    browser.drag((x, y), (x + 30, y), (x + 60, y))
    after = {rows[0]: rows[1:] for rows in browser.run(texts)}
    w1 = float(after["w1"][0].split()[1])
    assert w1 > float(before["w1"][0].split()[1])
    values = {n: float(after[n][0].split()[1]) for n in ("w1", "x1", "w2", "x2", "b")}
    out = np.tanh(values["w1"] * values["x1"] + values["w2"] * values["x2"] + values["b"])
    slope = 1 - out * out
    shown = {n: float(after[n][1].split()[1]) for n in values}
    for name, expected in (("w1", slope * values["x1"]), ("x1", slope * values["w1"]), ("b", slope)):
        assert shown[name] == pytest.approx(expected, abs=2e-4)
    caption = browser.run("return steps.querySelector('.said').textContent")
    assert f"{float(re.split(' = ', caption.split('  (sum')[0])[-1].split()[0]):.3f}" in {f"{v:.3f}" for v in shown.values()}


@needs_browser
def test_a_number_is_typed_and_gradient_descent_goes_on(browser: Browser, tmp_path: Path) -> None:
    w = torch.tensor([5.0], requires_grad=True)
    with record() as tape:
        loss = (w - 2) ** 2
        loss.backward()
    browser.size(1280, 720)
    browser.open(tape.save(tmp_path / "live.html"))
    for step in range(3):
        browser.run("steps.querySelector(\"button[title^='one step']\").click()")
        expected = 2 + 3 * 0.8 ** (step + 1)
        assert browser.run("return host.live.numbers(0)[0]") == pytest.approx(expected, rel=1e-6)
    assert browser.run("return steps.querySelector('.losses').textContent") == "loss 9 → 5.76 → 3.686 → 2.359"
    browser.run("steps.querySelector(\"button[title^='ten steps']\").click()")
    assert browser.run("return host.live.numbers(0)[0]") == pytest.approx(2 + 3 * 0.8**13, rel=1e-6)
    heights = browser.run("return steps.querySelector('.curve polyline').getAttribute('points').split(' ').map(p=>Number(p.split(',')[1]))")
    assert len(heights) == 14 and heights == sorted(heights)  # the loss falls, and y grows downward
    browser.run("const c=steps.querySelector('.card.leaf');c.dispatchEvent(new MouseEvent('click'))")
    browser.run("const f=steps.querySelector('.about input.number');f.value='7';f.dispatchEvent(new Event('change'))")
    browser.run("const s=steps.querySelector('input');s.value=5;s.dispatchEvent(new Event('input'))")
    assert browser.run("return steps.querySelector('.said').textContent").endswith("sub: ∂loss/∂w += g = [10]")
    browser.run("steps.querySelector(\"button[title^='the numbers']\").click()")
    assert "= [6]" in browser.run("return steps.querySelector('.said').textContent")


def trained(numbers: dict[str, Any], rate: float, zero: bool = True) -> tuple[list[float], list[float]]:
    """The losses of three steps of gradient descent, and all numbers at the end: the gradients, then the weights."""
    x, w, b = (torch.tensor(numbers[name].copy(), requires_grad=name != "x") for name in "xwb")
    sgd = optim.SGD([w, b], lr=rate)
    losses = []
    for _ in range(3):
        if zero:
            sgd.zero_grad()
        loss = F.mse_loss(torch.tanh(F.linear(x, w, b)), torch.ones(4, 2, dtype=torch.float64))
        loss.backward()
        sgd.step()
        losses.append(loss.item())
    last = [w.grad, b.grad, w.detach(), b.detach()]
    return losses, [float(n) for array in last if array is not None for n in array.numpy().reshape(-1)]


@needs_browser
@pytest.mark.parametrize("zero", [True, False], ids=["", "without zero_grad"])
def test_a_training_loop_is_live(browser: Browser, tmp_path: Path, zero: bool) -> None:
    random = np.random.default_rng(3)
    numbers = {"x": random.standard_normal((4, 2)), "w": random.standard_normal((2, 2)), "b": random.standard_normal(2)}
    with record() as tape:
        trained(numbers, 0.1, zero)
    browser.size(1280, 720)
    browser.open(tape.save(tmp_path / "loop.html"))
    cards = {card.name: i for i, card in enumerate(tape.whole.nodes)}
    changes, expected, rate = [], [], 0.1
    for _ in range(200):
        name = str(random.choice(["x", "w", "b", "rate"]))
        if name == "rate":
            rate = round(float(random.uniform(0.01, 1)), 3)
            changes.append([-1, 0, rate])
        else:
            place = int(random.integers(numbers[name].size))
            numbers[name].reshape(-1)[place] = value = round(float(random.uniform(-2, 2)), 3)
            changes.append([cards[name], place, value])
        losses, end = trained(numbers, rate, zero)
        expected.append(losses + end)
    found = browser.run(
        "const live=host.live,[w,b]=arguments[1];return arguments[0].map(([node,place,value])=>{live.set(node<0?live.rate:live.inputs.get(node)[place],value);"
        "return [...live.losses(),...[w,b].flatMap(n=>live.gradient(n,Infinity).exact),...[w,b].flatMap(n=>live.numbers(n,Infinity))]})",
        changes,
        [cards["w"], cards["b"]],
    )
    np.testing.assert_allclose(found, expected, rtol=1e-6, atol=1e-9)


@needs_browser
def test_the_learning_rate_of_a_training_loop_is_typed_and_dragged(browser: Browser, tmp_path: Path) -> None:
    w = torch.tensor([5.0], requires_grad=True)
    sgd = optim.SGD([w], lr=0.1)
    with record() as tape:
        for _ in range(3):
            sgd.zero_grad()
            loss = (w - 2) ** 2
            loss.backward()
            sgd.step()
    browser.size(1280, 720)
    browser.open(tape.save(tmp_path / "loop.html"))
    losses = "return steps.querySelector('.losses').textContent"
    assert browser.run(losses) == "loss 9 → 5.76 → 3.686"
    assert browser.run("return steps.querySelector('.rate').value") == "0.1"
    browser.run("const f=steps.querySelector('.rate');f.value='0.5';f.dispatchEvent(new Event('input'))")
    assert browser.run(losses) == "loss 9 → 0 → 0"
    browser.run("const s=steps.querySelector('input');s.value=s.max;s.dispatchEvent(new Event('input'))")
    assert browser.run("return steps.querySelector('.said').textContent").endswith("step: w = [2]")
    assert browser.run("return [...steps.querySelectorAll('.card')].map(c=>c.textContent).find(t=>t.startsWith('w'))") == "wvalue  [2]grad   [0]"
    browser.run("const f=steps.querySelector('.rate');f.value='0.2';f.dispatchEvent(new Event('input'))")
    left, top, _, bottom = browser.run("const b=steps.querySelector('.rate').getBoundingClientRect();return [b.left,b.top,b.right,b.bottom]")
    browser.drag((left + 10, (top + bottom) / 2), (left + 20, (top + bottom) / 2), (left + 30, (top + bottom) / 2))
    assert float(browser.run("return steps.querySelector('.rate').value")) == pytest.approx(0.3)
    assert browser.run(losses) == "loss 9 → 1.44 → 0.2304"
    browser.run("steps.querySelector(\"button[title^='the numbers']\").click()")
    assert browser.run(losses) == "loss 9 → 5.76 → 3.686"


@needs_browser
def test_a_gradient_that_was_there_stays(browser: Browser, tmp_path: Path) -> None:
    w = torch.tensor([[3.0, 1.0]], requires_grad=True)
    (w * 7).sum().backward()
    with record() as tape:
        (w * w).sum().backward()
    browser.open(tape.save(tmp_path / "again.html"))
    leaf = next(i for i, card in enumerate(tape.whole.nodes) if card.name == "w")
    found = browser.run(
        "const l=host.live,i=arguments[0];l.set(l.inputs.get(i)[0],-2);return [1e9,4,5].map(s=>(l.gradient(i,s)||{}).exact||null)", leaf
    )
    assert found == [[3, 9], None, [5, 8]]


@needs_browser
def test_a_gradient_of_a_gradient_is_live(browser: Browser, tmp_path: Path) -> None:
    x = torch.tensor(2.0, requires_grad=True)
    with record() as tape:
        (first,) = torch.autograd.grad(torch.tanh(x) ** 3, x, create_graph=True)
        first.backward()
    browser.open(tape.save(tmp_path / "second.html"))
    leaf = next(i for i, card in enumerate(tape.whole.nodes) if card.name == "x")
    seed = [i for i, step in enumerate(tape.steps, 1) if step.kind == "seed"][1]
    for value in (0.3, -1.2, 0.8):
        found = browser.run("const l=host.live;l.set(l.inputs.get(arguments[0])[0],arguments[1]);return [arguments[2],1e9].map(s=>l.gradient(arguments[0],s).exact[0])", leaf, value, seed)  # fmt: skip
        t = np.tanh(value)
        np.testing.assert_allclose(found, [3 * t**2 * (1 - t**2), (1 - t**2) * (6 * t - 12 * t**3)], rtol=1e-6)
    assert browser.run("return steps.querySelector(\"button[title^='one step']\")") is None  # of two results, it is not said which goes down


@needs_browser
def test_predict(browser: Browser, tmp_path: Path) -> None:
    w = torch.tensor([5.0], requires_grad=True)
    with record() as tape:
        loss = (w - 2) ** 2
        loss.backward()
    browser.open(tape.save(tmp_path / "live.html"))
    browser.run(
        "steps.querySelector(\"button[title^='predict']\").click();const s=steps.querySelector('input');s.value=4;s.dispatchEvent(new Event('input'))"
    )
    said = "return steps.querySelector('.said').textContent"
    assert "= ?" in browser.run(said) and "6" not in browser.run(said).split("sub")[-1]
    answer = "const f=steps.querySelector('.ask input');f.value=arguments[0];steps.querySelector('.ask button').click()"
    browser.run(answer, "6")
    assert "✓ yes, [6]" in browser.run(said)
    browser.press("\ue014")
    browser.run(answer, "-1")
    assert "✗ no, it is [6]" in browser.run(said)


def test_what_cannot_be_live_says_why() -> None:
    x = torch.randn(4, 4, requires_grad=True)
    with record() as tape:
        x.sort()[0].sum().backward()
    assert program_of(tape)["no"] in (
        "an operation has several results",
        "sort has several results",
        "sort: it chose by the numbers that were recorded",
    )
    with record() as tape:
        torch.where(x > 0, x, -x).sum().backward()
    assert program_of(tape) == {"no": "where: its mask was made from the numbers that were recorded"}
    with record() as tape:
        torch.randn(500, requires_grad=True).sum().backward()
    assert program_of(tape) == {"no": "there are more than 400 of them"}
    w = torch.tensor([3.0, 4.0], requires_grad=True)
    adam = optim.Adam([w])
    with record() as tape:
        (w * w).sum().backward()
        adam.step()
    assert program_of(tape) == {"no": "an update is not a step of plain gradient descent"}
    y = x.sum()
    with record() as tape:
        y.backward()
    assert program_of(tape) == {"no": "part of the forward pass is not in the record"}
