"""Pictures of graphs and of the backward pass: what they show is what happened."""

from __future__ import annotations

import json
import linecache
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import autograd as torch
from autograd import nn, optim
from autograd.graph import draw, first_nonfinite, make_dot, make_model, record
from autograd.graph import render as renderers
from autograd.graph.collapse import collapse
from autograd.graph.dot import heat, shades
from autograd.graph.model import digest
from autograd.graph.page import fallback
from autograd.graph.render import can_render
from autograd.graph.rules import UNAVAILABLE, rule_source

needs_graphviz = pytest.mark.skipif(not can_render(), reason="needs Graphviz: the dot program or pygraphviz")


def founding() -> tuple[Any, Any, record]:
    w = torch.tensor([5.0], requires_grad=True)
    with record({"w": w}) as tape:
        loss = (w - 2) ** 2
        loss.backward()
    return w, loss, tape


def network() -> tuple[nn.Module, torch.Tensor]:
    torch.manual_seed(0)
    model = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 3))
    return model, nn.functional.cross_entropy(model(torch.randn(5, 4)), torch.tensor([0, 1, 2, 0, 1]))


# ---------------------------------------------------------------------------------------------------------------- numbers


def test_the_founding_example() -> None:
    w, _, tape = founding()
    text = repr(tape)
    for shown in (
        "sub = w - 2 = [3]",
        "loss = sub ** 2 = [9]",
        "∂loss/∂loss = 1",
        "∂loss/∂sub += g · 2 · sub = [6]",
        "∂loss/∂w += g = [6]",
        "g = [1], sub = [3]",
    ):
        assert shown in text
    assert [card.value.exact for card in tape.model.nodes if card.value] == [[5.0], 2, [3.0], [9.0]]
    assert [card.gradient.exact for card in tape.model.nodes if card.gradient] == [[6.0], [6.0], [1.0]]
    assert w.grad.item() == 6


def test_before_backward_there_is_a_dash_and_afterwards_the_gradient() -> None:
    model, loss = network()
    before = draw(loss, model)
    assert all(card.gradient is None for card in before.model.nodes)
    assert "grad   –" in before.to_text()
    assert "grad   0" not in before.to_text()
    loss.backward()
    after = draw(loss, model)  # the graph is still there, its saved arrays are not
    assert [card.op for card in after.model.nodes if card.kind != "constant"] == [card.op for card in before.model.nodes if card.kind != "constant"]
    for name, parameter in model.named_parameters():
        shown = after.model[name].gradient
        assert shown is not None and parameter.grad is not None
        np.testing.assert_allclose(shown.norm, np.linalg.norm(parameter.grad.numpy()), rtol=1e-6)
        assert shown.magnitude in after.to_text()
    assert any(card.saved and not card.released for card in before.model.nodes)
    assert all(card.released and not card.saved for card in after.model.nodes if card.op == "linear")


def programs() -> dict[str, Callable[[], record]]:
    def squares() -> record:
        a = torch.tensor([1.0, -2.0], requires_grad=True)
        with record() as tape:
            ((a * a) + (a * a).exp() * a).sum().backward()
        return tape

    def layers() -> record:
        model, _ = network()
        with record(model) as tape:
            (model(torch.ones(2, 4)) ** 2).sum().backward()
        return tape

    def several() -> record:
        x = torch.randn(6, requires_grad=True)
        with record() as tape:
            first, second, _ = x.split(2)
            (first * second * first).sum().backward()
        return tape

    def joint() -> record:
        q, k, v = (torch.randn(1, 1, 3, 4, requires_grad=True) for _ in range(3))
        with record() as tape:
            nn.functional.scaled_dot_product_attention(q, k, v).sum().backward()
        return tape

    def custom() -> record:
        class Cube(torch.Function):
            @staticmethod
            def forward(ctx: Any, x: Any) -> Any:
                ctx.save_for_backward(x)
                return x**3

            @staticmethod
            def backward(ctx: Any, g: Any) -> Any:
                return g * 3 * ctx.saved_tensors[0] ** 2

        x = torch.tensor(2.0, requires_grad=True)
        with record() as tape:
            (Cube.apply(x) * x).backward()
        return tape

    return {"squares": squares, "layers": layers, "several": several, "joint": joint, "custom": custom}


@pytest.mark.parametrize("program", programs().values(), ids=programs())
def test_contributions_add_up_to_the_gradient_at_every_node(program: Callable[[], record]) -> None:
    tape = program()
    total: dict[str, float] = {}
    cards = {card.id: card for card in tape.model.nodes}
    last = {step.to: step for step in tape.steps if step.kind != "forward"}
    for step in tape.steps:
        if step.contribution is not None and step.contribution.exact is not None:
            total[step.to] = total.get(step.to, 0) + np.asarray(step.contribution.exact)
    for i, step in last.items():
        card = cards[i]
        if len(card.shapes) > 1:
            continue  # the gradient of several results is shown as one norm
        assert card.gradient is not None and step.sum is not None
        np.testing.assert_allclose(step.sum.norm, card.gradient.norm, rtol=1e-6)
        if i in total and card.gradient.exact is not None:
            np.testing.assert_allclose(total[i], card.gradient.exact, rtol=1e-6)


@pytest.mark.parametrize("program", programs().values(), ids=programs())
def test_steps(program: Callable[[], record]) -> None:
    tape = program()
    model, steps = tape.model, tape.steps
    edges = [edge for edge in model.edges if edge.gradient]
    assert len(steps) == model.operations + 1 + len(edges)
    done: set[str] = set()
    for step in steps:
        if step.kind == "forward":
            assert all(e.source in done for e in model.edges if e.target == step.at and next(c for c in model.nodes if c.id == e.source).op)
            done.add(step.at)
    complete: dict[str, int] = {}
    for number, step in enumerate(steps):
        if step.kind != "forward":
            complete[step.to] = number
    for number, step in enumerate(steps):
        if step.kind == "backward":
            assert complete[step.at] < number  # its gradient was complete before it was handed on
    assert sorted((s.to, s.at, s.argument) for s in steps if s.kind == "backward") == sorted((e.source, e.target, e.argument) for e in edges)


def test_a_used_twice_has_two_edges_and_a_sum() -> None:
    a = torch.tensor(3.0, requires_grad=True)
    with record({"a": a}) as tape:
        (a * a).backward()
    assert [(e.source, e.target, e.argument) for e in tape.model.edges] == [("n0", "n1", 0), ("n0", "n1", 1)]
    assert "(sum now 6)" in tape.steps[-1].lines[0]
    assert "contribution 2 of 2" in tape.steps[-1].lines
    assert tape.model["a"].uses == 2


def test_record_around_the_backward_pass_only() -> None:
    model, loss = network()
    with record(model) as tape:
        loss.backward()
    assert tape.model["2.weight"].gradient is not None
    assert len(tape.steps) == tape.model.operations + 1 + sum(e.gradient for e in tape.model.edges)
    assert torch.autograd.core.modes.mode.observer is None
    assert not torch.is_anomaly_enabled()


def test_two_passes_in_one_record() -> None:
    x = torch.tensor(3.0, requires_grad=True)
    with record({"x": x}) as tape:
        y = torch.tanh(x * 2)
        y.backward(retain_graph=True)
        y.backward()
    assert x.grad is not None
    sums = [step.sum for step in tape.steps if step.kind == "backward"]
    assert sums[0] == sums[2]  # of tanh
    assert sums[1] is not None and sums[3] is not None and sums[3].exact == 2 * sums[1].exact  # x keeps what came before
    assert tape.steps[-1].lines[-1] == "added to the gradient that was there"
    gradient = tape.model["x"].gradient
    assert gradient is not None and gradient.exact == x.grad.item() == sums[3].exact

    with record({"x": x}) as tape:
        (first,) = torch.autograd.grad(x**3, x, create_graph=True)
        (second,) = torch.autograd.grad(first, x)
    assert tape.model.operations == 4  # x**3; and 3, x**2, the seed multiplied
    last = tape.steps[-1]
    assert last.sum is not None and last.sum.exact == second.item()


def test_leaves_that_are_outputs() -> None:
    leaves = {name: torch.tensor(1.0, requires_grad=True) for name in "ab"}
    with record(leaves) as tape:
        torch.autograd.backward(list(leaves.values()))
    assert [step.lines[0] for step in tape.steps] == ["∂a/∂a = 1", "∂b/∂b = 1"]


def test_a_record_of_nothing_says_so() -> None:
    with record() as tape:
        pass
    assert "no backward pass" in repr(tape)
    with pytest.raises(RuntimeError, match=r"call loss\.backward\(\)"):
        _ = tape.steps
    assert "text/plain" in tape._repr_mimebundle_()


# ---------------------------------------------------------------------------------------------------------------- size


def test_a_long_chain() -> None:
    x = torch.tensor(1.0, requires_grad=True)
    y = x
    for _ in range(100_000):
        y = y + x
    view = draw(y)
    assert len(view.model.nodes) <= 200
    assert view.model.operations == 100_000
    assert "of 100,000 operations are folded" in view.to_text()
    y.backward()
    assert draw(y).model["x"].gradient.exact == 100_001


@pytest.mark.parametrize(("operations", "breaks"), [(20, 0), (60, 2), (200, 5)])
def test_a_long_chain_is_drawn_in_columns(operations: int, breaks: int) -> None:
    """In one column 200 cards are a strip forty times as high as wide."""
    y = torch.tensor(0.5, requires_grad=True)
    for _ in range(operations):
        y = y.tanh()
    assert draw(y, limit=300).dot.source.count("constraint=false") == breaks
    assert draw(y, limit=300, direction="TB").dot.source.count("constraint=false") == 0


def test_a_model_of_4000_operations() -> None:
    x = torch.randn(8, requires_grad=True)
    y = x
    for _ in range(2000):
        y = torch.tanh(y * 1.01)
    loss = y.sum()
    model = collapse(make_model(loss))
    assert model.operations == 4001
    assert len(model.nodes) <= 200
    assert model.hidden + sum(1 for card in model.nodes if card.op) == 4001
    assert f"{model.hidden:,} of 4,001 operations" in draw(loss).dot.source.replace("\xa0", " ")


@needs_graphviz
def test_a_png_of_1000_nodes() -> None:
    code = """
import pathlib, re, autograd as torch
from autograd.graph import draw
x = torch.randn(8, requires_grad=True)
y = x
for i in range(250):
    y = torch.tanh(y * torch.ones(8, requires_grad=True)) + y
size = len(draw(y.sum(), limit=2000).to_png())
status = pathlib.Path("/proc/self/status")  # not getrusage, which counts the process that started this one as well
peak = re.search(r"VmHWM:\\s+(\\d+)", status.read_text())[1] if status.exists() else 0
print(int(peak) // 1024, size)
"""
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, timeout=120, cwd=Path(__file__).parents[1])
    assert done.returncode == 0, done.stderr
    assert not done.stderr
    megabytes, size = map(float, done.stdout.split())
    assert megabytes < 500
    assert size > 1000


# ---------------------------------------------------------------------------------------------------------------- names, modules


def test_the_same_text_in_every_process() -> None:
    code = """
import autograd as torch
from autograd import nn
from autograd.graph import make_dot
torch.manual_seed(0)
model = nn.Sequential(nn.Linear(3, 4), nn.Tanh(), nn.Linear(4, 1))
x = torch.ones(2, 3, requires_grad=True)
print(make_dot({"a": model(x).sum(), "b": (x * x).sum()}, model).source)
"""
    texts = set()
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            cwd=Path(__file__).parents[1],
        )
        texts.add(done.stdout)
    assert len(texts) == 1
    assert b"0.weight" in texts.pop()


def test_the_package_behind_a_link(tmp_path: Path) -> None:
    """In a home that is a link to another disk, say: names and lines are still the user's, and programs are written as ever."""
    for name in ("autograd", "nn", "optim"):
        (tmp_path / name).symlink_to(Path(__file__).parents[1] / name, target_is_directory=True)
    code = """
import autograd as torch
from autograd.graph import record
x = torch.tensor(0.5, requires_grad=True)
with record() as tape:
    torch.tanh(x).sum().backward()
print(tape)
squared = torch.compile(lambda x: torch.nn.functional.relu(x) ** 2)
for _ in range(3):
    squared(x)
print(squared.source.splitlines()[0])
"""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        cwd=tmp_path,
        env={"PYTHONIOENCODING": "utf-8"},
    )
    assert "L = sum(tanh)" in done.stdout and "self" not in done.stdout and "def forward(x):" in done.stdout, done.stdout + done.stderr


def test_nested_modules() -> None:
    model = nn.Sequential(nn.Sequential(nn.Linear(2, 3), nn.ReLU()), nn.Linear(3, 1))
    with record(model) as tape:
        model(torch.ones(4, 2)).sum().backward()
    assert [(m.path, m.kind, m.parameters) for m in tape.model.modules] == [
        ("", "Sequential", 13), ("0", "Sequential", 9), ("0.0", "Linear", 9), ("0.1", "ReLU", 0), ("1", "Linear", 4)
    ]  # fmt: skip
    assert [card.module for card in tape.model.nodes if card.op] == ["0.0", "0.1", "1", ""]
    source = tape.view().dot.source.replace("\xa0", " ")
    assert source.count("subgraph cluster_") == 4
    assert "0.0: Linear · 9 parameters" in source
    assert not model._forward_hooks and not model._forward_pre_hooks


def test_tied_and_untied_weights() -> None:
    shared = nn.Linear(3, 3)
    tied = nn.ModuleDict({"layer": shared})
    y = torch.ones(2, 3)
    with record(tied):
        for _ in range(3):
            y = shared(y)
    folded = collapse(make_model(y.sum(), tied), depth=1)
    assert "layer: Linear · 12 parameters (×3)" in [card.name for card in folded.nodes]

    untied = nn.Sequential(nn.Linear(3, 3), nn.Linear(3, 3), nn.Linear(3, 3), nn.Linear(3, 1))
    with record(untied):
        loss = untied(torch.ones(2, 3)).sum()
    folded = collapse(make_model(loss, untied), limit=4, depth=1)
    titles = [card.name for card in folded.nodes if card.kind == "folded"]
    assert titles == ["0: Linear · 12 parameters +2 more Linear", "3: Linear · 4 parameters"]
    assert [card.hides for card in folded.nodes if card.kind == "folded"] == [3, 1]
    assert "(×" not in "".join(titles)


def test_names() -> None:
    pair = {"first": torch.ones(2, requires_grad=True), "second": torch.ones(2, requires_grad=True)}
    model = make_model([pair["first"] * pair["second"], pair["second"] + 1])
    assert [card.name for card in model.nodes if not card.op and card.kind != "constant"] == ["x0", "x1"]
    assert [card.name for card in model.nodes if card.kind == "output"] == ["out0", "out1"]
    named = make_model({"loss": (inner := pair["first"] * pair["second"]).sum()}, {"x": pair["first"], "h": inner})
    assert [card.name for card in named.nodes] == ["x", "x0", "h", "loss"]
    x = pair["first"]
    assert draw(x).model.nodes[0].kind == "leaf"
    with pytest.raises(TypeError, match="expected a Tensor"):
        draw([1.0])
    with pytest.raises(ValueError, match="no tensor"):
        draw([])


def test_rules_are_those_that_run() -> None:
    x = torch.ones(2, requires_grad=True)
    tanh = draw(torch.tanh(x)).model.nodes[-1]
    assert tanh.rules == (("x", "g · (1 − out²)"),)
    assert tanh.sources == ("g * (1 - out * out)",)
    h = torch.tanh(x)
    assert draw(h.sum()).model["h"].rules == (("x", "g · (1 − h²)"),)
    assert draw(x * x).model.nodes[-1].rules == (("x", "g · x"), ("x", "g · x"))
    one, other = (lambda g: g * 1), (lambda g: g * 2)
    assert [rule_source(one), rule_source(other)] == ["g * 1", "g * 2"]
    assert rule_source(eval("lambda g: g * 3")) == UNAVAILABLE
    assert rule_source(np.add) == UNAVAILABLE


def test_every_rule_of_every_operation_has_a_source() -> None:
    from autograd.core import op

    missing = [
        f"{o.name}: {served}"
        for o in set(op.NUMPY.values())
        if isinstance(o, op.Op)
        for served, rule, _ in o.rules
        if rule_source(rule) == UNAVAILABLE
    ]
    assert not missing


def test_hostile_names() -> None:
    names = ["<b>|{}", 'a"b\\', "new\nline\x00", "-->]]>", "数", "%s {}", "x" * 500]
    leaves = {name: torch.ones(1, requires_grad=True) for name in names}
    total = sum(leaves.values())
    view = draw({"<out>": total}, leaves)
    assert json.loads(view.to_json())["operations"] == len(names)
    if can_render():
        from xml.etree import ElementTree

        texts = [e.text for e in ElementTree.fromstring(view.to_svg()).iter() if e.tag.endswith("text")]
        assert "<b>|{}" in texts
        assert "数" in texts


def test_names_that_utf8_does_not_know() -> None:
    """Every file and every text can be written, also where there is no picture but text."""
    leaf = torch.ones(1, requires_grad=True)
    with record({"a\x00b\ud800": leaf}) as tape:
        (leaf * leaf).sum().backward()
    texts = [str(tape), repr(tape), str(tape.view()), fallback(tape, 1000), *tape._repr_mimebundle_().values()]
    for text in (text for text in texts if isinstance(text, str)):
        assert "\x00" not in text
        assert text.encode()


# ---------------------------------------------------------------------------------------------------------------- nan, higher order, overlays


def planted(how: str) -> torch.Tensor:
    x = torch.tensor([1.0, 2.0], requires_grad=True)
    h = torch.tanh(x * 2)
    h = torch.log(h - 100) if how == "value" else torch.sqrt(h * 0)
    return (h + 1).sum()


@pytest.mark.parametrize("how", ["value", "gradient"])
def test_first_nonfinite(how: str) -> None:
    with record():
        loss = planted(how)
    found = first_nonfinite(loss)
    assert found is not None
    assert (found.op, found.what) == (("log", "value") if how == "value" else ("sqrt", "gradient"))
    assert found.line is not None
    file, line, *_ = found.line.replace(" in ", ":").split(":")
    assert "torch.sqrt(h * 0)" in Path(file).read_text(encoding="utf-8").splitlines()[int(line) - 1]
    assert found.op in str(found) and found.line in str(found)


def test_first_nonfinite_changes_nothing() -> None:
    x = torch.ones(2, requires_grad=True)
    h = x * 2
    h.retain_grad()
    loss = h.sum()
    assert first_nonfinite(loss) is None
    assert x.grad is None and h.grad is None
    loss.backward()
    assert h.grad is not None
    assert first_nonfinite(loss) is None


def test_first_nonfinite_without_a_record_looks_at_what_was_saved() -> None:
    found = first_nonfinite(planted("value"))
    assert found is not None and found.what == "value" and found.line is None
    assert "record()" in str(found)


def test_nan_is_red_and_a_mask_is_not() -> None:
    x = torch.tensor([1.0, 2.0], requires_grad=True)
    with record() as tape:
        torch.log(x - 5).sum().backward()
    log = tape.model["log"]
    assert log.bad == "value: 2 nan"
    assert "value: 2 nan" in tape.view().to_text()
    assert tape.model["sub"].bad == ""
    with record() as tape:
        loss = x.masked_fill(torch.tensor([True, False]), -torch.inf).softmax(0)[1]
        loss.backward()
    assert all(not card.bad for card in tape.model.nodes)
    assert first_nonfinite(loss) is None


def test_higher_order() -> None:
    x = torch.tensor(2.0, requires_grad=True)
    y = torch.tanh(x)
    (first,) = torch.autograd.grad(y, x, create_graph=True)
    model = make_model({"y": y, "dy/dx": first})
    assert {card.op for card in model.nodes if card.kind == "gradient"} >= {"mul"}
    assert model["y"].kind == "output"
    z = torch.exp(x)
    assert all(card.kind != "gradient" for card in make_model(z * 2).nodes)


@pytest.mark.parametrize("kind", ["sigmoid", "residual"])
def test_vanishing_gradients_are_seen(kind: str) -> None:
    torch.manual_seed(0)
    layers = [nn.Linear(16, 16) for _ in range(20)]
    norms = [nn.BatchNorm1d(16) for _ in range(20)]
    model = nn.ModuleList(layers)
    x = torch.randn(32, 16)
    for layer, norm in zip(layers, norms, strict=True):
        x = torch.sigmoid(layer(x)) if kind == "sigmoid" else x + torch.sigmoid(norm(layer(x)))
    loss = (x**2).mean()
    loss.backward()
    view = draw(loss, model, overlay="gradient", limit=1000)
    first, last = (heat(view.model[f"{i}.weight"], "gradient") for i in (0, 19))
    shade, _ = shades(view.model, "gradient")
    drawn = [shade[view.model[f"{i}.weight"].id] for i in (0, 19)]
    if kind == "sigmoid":
        assert first < last * 1e-6
        assert drawn[0] - drawn[1] >= 4
    else:
        assert first > last * 0.05
        assert abs(drawn[0] - drawn[1]) <= 1
    with pytest.raises(ValueError, match="overlay must be one of"):
        make_dot(loss, overlay="heat")


def test_overlays_say_what_their_colours_mean() -> None:
    x = torch.tensor([1.0, 0.0], requires_grad=True)
    y = (x.exp() * x).sum()
    assert "no gradients yet: call backward() first" in make_dot(y, overlay="gradient").source.replace("\xa0", " ")
    source = make_dot(y, overlay="bytes").source.replace("\xa0", " ")
    assert "≥ 10 B" in source and "e+" not in source and "e-" not in source
    y.backward()
    source = make_dot(y, overlay="gradient").source.replace("\xa0", " ")
    assert "≥ 1e+00" in source and source.count("≥") == 1


def test_the_arguments_of_torchviz() -> None:
    x = torch.ones(2, 3, requires_grad=True)
    y = x.softmax(dim=1)
    plain, attributes, saved = (make_dot(y.sum(), None, *flags).source.replace("\xa0", " ") for flags in ((), (True,), (False, True)))
    assert "dim: 1" in attributes and "dim: 1" not in plain
    assert "saved out: float32 [2, 3]" in saved and "saved out: float32" not in plain
    assert "saved out: floa…" in make_dot(y, show_saved=True, max_attr_chars=5).source.replace("\xa0", " ")
    assert [card.name for card in make_model(nn.LSTM(2, 2)(torch.ones(1, 1, 2))).nodes if card.kind == "output"]
    with pytest.raises(TypeError, match=r"got float as out0\.1"):
        make_dot(((x, 1.0),))


def test_numbers_without_noise() -> None:
    x = torch.arange(20.0).reshape(4, 5).requires_grad_()
    labels = torch.tensor([3, 1, 0, 2] * 5)
    model = make_model((x[0] * -0.0).sum() + x[..., 1:].sum())
    settings = {card.op: card.settings for card in model.nodes}
    assert settings["select"] == "[0]" and settings["slice"] == "[:, 1:]"
    assert str(digest(labels)) == "[3, 1, 0, 2, 3, 1, …] in [0, 3]"
    assert str(digest(torch.ones(10))) == "all 1"
    assert str(digest(torch.tensor([-0.0]))) == "[0]"
    assert "e-" not in str(digest(torch.tensor(np.linspace(-1, 1, 100) + 1e-9)))


# ---------------------------------------------------------------------------------------------------------------- what the program shows


class Residual(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.inner, self.act = nn.Linear(4, 4), nn.ReLU()

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        h = self.act(self.inner(x))
        return x + h


def test_names_are_those_of_the_program() -> None:
    x = torch.tensor([1.0, 2.0])
    w, b = (torch.tensor(v, requires_grad=True) for v in ([3.0, 4.0], [0.5, 0.5]))
    with record() as tape:
        h = w * x
        h = h + b
        loss = h.sum()
        loss.backward()
    assert [card.name for card in tape.model.nodes] == ["w", "x", "h", "b", "h_2", "loss"]
    lines = [step.lines[0] for step in tape.steps]
    assert lines[0] == "h = w * x = [3, 8]"
    assert lines[-1].startswith("mul: ∂loss/∂w += g · x = [1, 2]")
    assert [card.name for card in draw(h).model.nodes if card.op] == ["h", "h_2"]


def test_boxes_follow_the_calls_of_modules() -> None:
    model = nn.Sequential(Residual(), nn.Linear(4, 1))
    images = torch.ones(2, 4)
    with record() as tape:
        loss = model(images).sum()
        loss.backward()
    where = {card.name: card.module for card in tape.model.nodes}
    assert where["h"] == "0.act" and where["linear"] == "0.inner" and where["add"] == "0"
    assert where["images"] == "" and where["0.inner.weight"] == "0.inner"
    assert not tape.model.guessed and "boxes are drawn around parameters" not in tape.view().to_text()
    unseen = draw(model(images).sum())
    assert unseen.model.guessed and "boxes are drawn around parameters" in unseen.to_text()
    two = [nn.Linear(4, 4), nn.Linear(4, 1)]
    first, second = two
    with record() as tape:
        second(first(images)).sum().backward()
    assert {card.module for card in tape.model.nodes if card.op} == {"first", "second", ""}
    assert tape.model["first.weight"].kind == "parameter"


def test_boxes_of_a_module_that_was_recorded_under_another_name() -> None:
    net = nn.Sequential(Residual(), nn.Linear(4, 1))
    images = torch.ones(2, 4)
    with record():
        loss = net(images).sum()
        loss.backward()
    picture = draw(loss, net, depth=1)
    folded = [card.name for card in picture.model.nodes if card.kind == "folded"]
    assert folded == ["0: Residual · 20 parameters", "1: Linear · 5 parameters"]
    assert {card.module for card in draw(loss, net).model.nodes if card.op and card.op != "sum"} == {"0", "0.inner", "0.act", "1"}
    inner = net[0]
    with record():
        loss = inner(images).sum()  # a part of the module that is given
        loss.backward()
    assert {card.module for card in draw(loss, net).model.nodes if card.op and card.op != "sum"} == {"0", "0.inner", "0.act"}


def test_a_training_loop_is_a_timeline() -> None:
    w = torch.tensor([5.0], requires_grad=True)
    sgd = optim.SGD([w], lr=0.1)
    with record() as tape:
        for _ in range(3):
            loss = (w - 2) ** 2
            sgd.zero_grad()
            loss.backward()
            sgd.step()
    kinds = [step.kind for step in tape.steps]
    one = ["forward", "forward", "seed", "backward", "backward", "update"]
    assert kinds == [*one, *one[:2], "zero", *one[2:], *one[:2], "zero", *one[2:]]
    updates = [step.lines[0] for step in tape.steps if step.kind == "update"]
    assert updates == ["step: w = [4.4], was [5]", "step: w = [3.92], was [4.4]", "step: w = [3.536], was [3.92]"]
    assert {card.turn for card in tape.model.nodes if card.op} == {0, 1, 2}
    assert {card.name for card in tape.model.nodes if card.op} == {"sub", "loss"}


def test_a_forward_pass_that_fails_is_drawn_as_far_as_it_came() -> None:
    model = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(7, 3))
    images = torch.ones(5, 4)
    tape = record()
    with pytest.raises(RuntimeError), tape:
        model(images)
    assert [card.name for card in tape.model.nodes if card.op] == ["linear", "relu"]
    failed = tape.model.nodes[-1]
    assert (failed.kind, failed.name) == ("failed", "linear") and "RuntimeError" in failed.error
    names = {card.id: card.name for card in tape.model.nodes}
    assert [names[e.source] for e in tape.model.edges if e.target == failed.id] == ["relu", "2.weight", "2.bias"]
    assert tape.steps[-1].lines[0] == "linear(relu, 2.weight, 2.bias) fails"
    assert tape.steps[-1].place is not None and tape.steps[-1].place[0] == __file__
    assert failed.error in tape.view().to_text().replace("\n    ", " ") or "RuntimeError" in tape.view().to_text()


# ---------------------------------------------------------------------------------------------------------------- rendering


@needs_graphviz
def test_every_format(tmp_path: Path) -> None:
    _, loss, tape = founding()
    view = loss.graph()
    starts = {"svg": b"<svg", "png": b"\x89PNG", "pdf": b"%PDF", "dot": b"digraph", "json": b"{", "html": b"<!DOCTYPE html>", "txt": b"w ("}
    for form, start in starts.items():
        assert view.save(tmp_path / f"a.{form}").read_bytes().startswith(start)
    assert view.save(tmp_path / "a.gif").read_bytes().startswith(b"GIF8")
    for form, start in {**starts, "gif": b"GIF89a", "txt": b"1  sub"}.items():
        assert tape.save(tmp_path / f"b.{form}").read_bytes().startswith(start)
    for thing in (view, tape):
        with pytest.raises(ValueError, match="must end in"):
            thing.save(tmp_path / "a.bmp")


@needs_graphviz
def test_what_a_notebook_gets() -> None:
    _, loss, tape = founding()
    bundle = draw(loss)._repr_mimebundle_()
    assert set(bundle) == {"image/svg+xml", "image/png", "text/plain"}
    assert 'width="100%"' in bundle["image/svg+xml"] and "max-width" in bundle["image/svg+xml"] and "viewBox" in bundle["image/svg+xml"]
    steps = tape._repr_mimebundle_()
    assert set(steps) == {"text/html", "text/plain"}
    assert "http" not in steps["text/html"].replace("http://www.w3.org/2000/svg", "")


@needs_graphviz
def test_a_stepper_of_15_nodes_is_small() -> None:
    x = torch.tensor([1.0, 2.0], requires_grad=True)
    with record() as tape:
        y = x
        for _ in range(5):
            y = torch.tanh(y * x)
        y.sum().backward()
    assert len(tape.model.nodes) >= 12
    html = tape._repr_mimebundle_()["text/html"]
    assert len(html.encode()) < 100_000


def test_without_graphviz_there_is_text_and_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renderers.shutil, "which", lambda name: None)
    monkeypatch.setattr(renderers.importlib.util, "find_spec", lambda name: None)
    _, loss, tape = founding()
    bundle = draw(loss)._repr_mimebundle_()
    assert set(bundle) == {"text/plain"}
    assert bundle["text/plain"].count("pip install") == 2
    assert "square(sub)" in bundle["text/plain"]
    with pytest.raises(RuntimeError, match="pip install"):
        draw(loss).to_svg()
    assert "pip install" in tape._repr_mimebundle_()["text/html"]


@pytest.mark.skipif(renderers.importlib.util.find_spec("pygraphviz") is None, reason="needs pygraphviz")
def test_pygraphviz_draws_in_silence_where_there_is_no_dot(tmp_path: Path) -> None:
    code = "import autograd as torch; x = torch.ones(2, requires_grad=True); view = (x * x).sum().graph(); print(view.to_svg()[:4]); print(len(view.to_png()))"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        capture_output=True,
        text=True,
        timeout=60,
        cwd=Path(__file__).parents[1],
        env={"PATH": str(tmp_path)},
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("<svg")
    assert not done.stderr


def neuron() -> record:
    """The picture of the README."""
    values = {"w1": -3.0, "x1": 2.0, "w2": 1.0, "x2": 0.5, "b": 6.0}
    w1, x1, w2, x2, b = leaves = [torch.tensor(v, requires_grad=True) for v in values.values()]
    with record(dict(zip(values, leaves, strict=True))) as tape:
        torch.tanh(w1 * x1 + w2 * x2 + b).backward()
    return tape


@needs_graphviz
def test_the_picture_in_the_readme_is_what_is_drawn_now(tmp_path: Path) -> None:
    from xml.etree import ElementTree

    kept = Path(__file__).parents[1] / "docs" / "pictures" / "neuron.svg"
    new = neuron().save(tmp_path / "neuron.svg")  # copied to docs/pictures when this fails
    texts = [[e.text for e in ElementTree.parse(file).iter() if e.tag.endswith("text")] for file in (kept, new)]
    assert texts[0] == texts[1]


def test_a_failed_operation_stands_in_its_module() -> None:
    model = nn.Sequential(nn.Linear(4, 8), nn.Sequential(nn.ReLU(), nn.Linear(7, 3)))
    tape = record()
    with pytest.raises(RuntimeError), tape:
        model(torch.ones(5, 4))
    cards = {card.name: card for card in tape.model.nodes}
    failed = next(card for card in tape.model.nodes if card.kind == "failed")
    assert failed.module == cards["1.1.weight"].module == cards["1.1.bias"].module == "1.1"
    assert "1.1: Linear · 24 parameters" in [module.title for module in tape.model.modules]
    other = nn.Linear(8, 4)
    with pytest.raises(RuntimeError), record() as tape:
        model(other(torch.ones(5, 8)))
    assert [card.module for card in tape.model.nodes if card.kind == "failed"] == ["model.1.1"]


def test_the_results_of_an_operation_have_names_of_their_own() -> None:
    x = torch.tensor([1.0, 2.0, 3.0, 4.0], requires_grad=True)
    with record() as tape:
        a, b = x.split(2)
        loss = (a * b + x.unbind(0)[1]).sum()
        loss.backward()
    lines = [step.lines[0] for step in tape.steps]
    assert lines[0] == "a, b = split(x) = norm 5.477"
    assert lines[1] == "mul = a * b = [3, 8]"
    assert "add = mul + unbind[1] = [5, 10]" in lines
    assert "mul: ∂loss/∂a += g · b = [3, 4]" in lines and "mul: ∂loss/∂b += g · a = [1, 2]" in lines
    assert "add: ∂loss/∂unbind[1] += Σ(g) = 2" in lines  # it was broadcast


def test_a_gradient_that_was_there_is_added_to() -> None:
    w = torch.tensor(3.0, requires_grad=True)
    with record() as tape:
        for _ in range(2):
            loss = w * w
            loss.backward()
        torch.autograd.grad(w * 2, w)
    backward = [step.lines for step in tape.steps if step.kind == "backward"]
    assert backward[2][0] == "mul: ∂loss/∂w += g · w = 3  (sum now 9)" and backward[2][-1] == "added to the gradient that was there"
    assert backward[3][0].endswith("(sum now 12)") and w.grad is not None and w.grad.item() == 12
    assert backward[4][0].endswith("+= g · 2 = 2")  # `grad` adds to nothing


def test_zero_grad_first_in_a_loop_is_a_step() -> None:
    w = torch.tensor(5.0, requires_grad=True)
    with record() as tape:
        for _ in range(2):
            w.grad = None
            loss = (w - 2) ** 2
            loss.backward()
            with torch.no_grad():
                w -= 0.1 * w.grad
    kinds = [step.kind for step in tape.steps if step.kind not in ("forward", "backward")]
    assert kinds == ["seed", "update", "zero", "seed", "update"]


def line_of(step: Any) -> str:
    return linecache.getline(*step.place).strip() if step.place else ""


def test_updates_and_dropped_gradients_know_their_line() -> None:
    w, b = torch.tensor([1.0, 2.0], requires_grad=True), torch.tensor(0.5, requires_grad=True)
    sgd = optim.SGD([w, b], lr=0.1)

    def train() -> None:
        loss = (w * b).sum()
        sgd.zero_grad()
        loss.backward()
        sgd.step()

    def by_hand() -> None:
        loss = (w * b).sum()
        loss.backward()
        with torch.no_grad():
            for p in (w, b):
                p -= 0.5 * p.grad
                p.grad.zero_()
            w.data = w.data * 2

    def found(tape: record) -> list[tuple[str, str, str]]:
        return [(step.kind, line_of(step), step.lines[-1]) for step in tape.steps if step.kind in ("update", "zero")]

    with record() as tape:
        train()
        train()
    step = ("update", "sgd.step()", "each less 0.1 · its gradient")
    assert found(tape) == [step, ("zero", "sgd.zero_grad()", "zero_grad: the gradients of w, b are dropped"), step]
    sgd.zero_grad()
    with record() as tape:
        by_hand()
    kind, line, text = found(tape)[-1]
    assert found(tape)[:-1] == [
        ("update", "p -= 0.5 * p.grad", "each less 0.5 · its gradient"),
        ("zero", "p.grad.zero_()", "zero_grad: the gradients of w, b are dropped"),
    ]
    assert (kind, line) == ("update", "w.data = w.data * 2") and "gradient" not in text
    sgd.zero_grad()
    adam = optim.Adam([w], lr=0.1)
    with record() as tape:
        (w * b).sum().backward()
        adam.step()
    assert [(kind, line) for kind, line, _ in found(tape)] == [("update", "adam.step()")] and "less" not in str(tape)


def test_a_debugger_keeps_its_trace() -> None:
    w, seen, before = torch.tensor(1.0, requires_grad=True), [], sys.gettrace()

    def debugger(frame: Any, event: str, argument: Any) -> None:
        seen.append(event)

    sys.settrace(debugger)
    try:
        with record() as tape:
            (w * 2).backward()
            w.data = w.data * 3
        assert sys.gettrace() is debugger
    finally:
        sys.settrace(before)
    assert seen and [(step.kind, step.place) for step in tape.steps][-1] == ("update", None)
    with record():
        (w * 2).backward()
    assert sys.gettrace() is before


def test_a_constant_that_is_used_twice_is_drawn_once() -> None:
    x, w = torch.ones(3), torch.tensor(2.0, requires_grad=True)
    with record() as tape:
        (x * w + x).sum().backward()
    cards = [card for card in tape.model.nodes if card.kind == "constant"]
    assert [card.name for card in cards] == ["x"]
    assert sum(edge.source == cards[0].id for edge in tape.model.edges) == 2
    with record() as tape:
        ((w * 2) * 2).backward()
    assert [str(card.value) for card in tape.model.nodes if card.kind == "constant"] == ["2", "2"]  # numbers are each its own


@needs_graphviz
def test_titles_of_boxes_stand_above_arrows() -> None:
    model = nn.Sequential(nn.Linear(2, 2), nn.ReLU())
    with record() as tape:
        model(torch.ones(1, 2)).sum().backward()
    picture = tape.view().to_svg().replace("\xa0", " ")
    title = picture.index("0: Linear")
    assert picture.count("0: Linear") == 1 and title > picture.rindex('class="edge"')
    assert 'paint-order="stroke"' in picture[picture.rindex("<text", 0, title) : title]


def test_a_cell_is_called_a_cell() -> None:
    from autograd.graph.callers import title_of

    assert [title_of(file) for file in ("/tmp/ipykernel_12/345.py", "<ipython-input-3-abc>", "/home/me/train.py")] == ["cell", "cell", "train.py"]


def test_importing_autograd_loads_no_drawing_code() -> None:
    code = "import autograd, sys; print([m for m in sys.modules if 'graphviz' in m or m.startswith('autograd.graph')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[1])
    assert done.stdout.strip() == "[]"


def test_without_an_observer_nothing_is_captured() -> None:
    from autograd.graph.model import captured

    before = len(captured)
    x = torch.ones(3, requires_grad=True)
    loss = (x * x).sum()
    loss.backward()
    assert len(captured) == before
    assert loss.grad_fn is not None and loss.grad_fn.line is None


def test_constants_have_names_too() -> None:
    x, rows = torch.tensor(0.5), torch.ones(2, 3)
    w = torch.ones(3, requires_grad=True)
    with record({"x": x, "rows": rows, "w": w}) as tape:
        loss = (rows * w * x * 2).sum()
        loss.backward()
    assert [step.lines[0].partition(" = ")[2].partition(" = ")[0] for step in tape.steps[:3]] == ["rows * w", "mul * x", "mul_2 * 2"]
    assert [card.name for card in tape.model.nodes if card.kind == "constant"] == ["rows", "x", ""]
    for out in (loss, (rows * w).sum()):  # what was recorded, or by the array that was saved
        assert "<B>rows</B>" in make_dot(out, {"rows": rows, "w": w}).source


def test_named_results_show_their_values() -> None:
    a = torch.tensor(2.0, requires_grad=True)
    h = a * 3
    (h + a).backward()  # which saves nothing of h
    value = make_model(h + a, {"h": h})["h"].value
    assert value is not None
    assert value.exact == 6.0


def test_what_is_saved_of_one_number_counts() -> None:
    a = torch.tensor(0.5, requires_grad=True)
    h = torch.exp(a)
    model = make_model(h * torch.tanh(h))
    assert [card.saved for card in model.nodes if card.op] == [(("out", 4),), (("out", 4),), (("y", 4), ("x", 4))]
    assert model["h"].value is not None
