"""Random programs: the same as PyTorch where that can be imported, and right by finite differences where it cannot."""

from __future__ import annotations

import json
import os
import random
import re
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import autograd
from tests import fuzz

SEED = int(os.environ.get("FUZZ_SEED", "0"))  # another one looks at other programs: python tests/fuzz.py looks at many
BATCH = 150


@pytest.mark.parametrize("batch", range(10))
def test_the_same_as_pytorch(batch: int) -> None:
    pytest.importorskip("torch")
    start = SEED + batch * BATCH
    print(f"programs {start} to {start + BATCH - 1}")
    counts, failures = fuzz.search(range(start, start + BATCH))
    report = [f"seed {seed}, {d.kind} at {d.place}\n{fuzz.script(p)}\n  wgrad: {d.ours}\n  PyTorch: {d.theirs}" for seed, p, d in failures]
    assert not failures, "\n".join(report)
    assert counts["same"] > 0.7 * BATCH, counts


def test_programs_that_hypothesis_writes() -> None:
    """It makes the random choices, and shrinks what differs to the fewest and smallest of them."""
    pytest.importorskip("torch")
    hypothesis = pytest.importorskip("hypothesis")

    def found() -> str | None:
        @hypothesis.settings(max_examples=80, deadline=None, derandomize=True, database=None, suppress_health_check=[*hypothesis.HealthCheck])
        @hypothesis.given(hypothesis.strategies.randoms(use_true_random=False))
        def compared(r: random.Random) -> None:
            program = fuzz.generate(r, length=8)
            difference = fuzz.compare(program)
            assert difference is None or difference.allowed, f"{difference}\n{fuzz.script(program)}"

        try:
            compared()
        except AssertionError as error:
            return str(error)
        return None

    different = fuzz.in_a_process(lambda: [found()]) if hasattr(os, "fork") else [found()]
    assert different == [None], different


REGRESSIONS = json.loads(fuzz.REGRESSIONS.read_text())


@pytest.mark.parametrize("title", REGRESSIONS)
def test_what_was_once_different(title: str) -> None:
    pytest.importorskip("torch")
    difference = fuzz.compare(REGRESSIONS[title])
    assert difference is None or difference.allowed, f"{difference}\n{fuzz.script(REGRESSIONS[title])}"


# ---------------------------------------------------------------------------------------------------------------- without PyTorch

NEW = [
    t for t in (*fuzz.UNARY, *fuzz.REDUCE, *fuzz.BINARY, *fuzz.COPY) if not re.search(r"contiguous|type_as|double\(\)|bool\(\)|\.to\(|float\(\)", t)
]


@pytest.mark.filterwarnings("ignore")
@pytest.mark.filterwarnings("ignore:.*degrees of freedom:UserWarning")  # the deviation of one number
@pytest.mark.parametrize("shape", [(), (1,), (1, 1), (2, 2)])
@pytest.mark.parametrize("dtype", ["float64", "int64", "bool"])
def test_what_is_no_view_has_memory_of_its_own(shape: tuple[int, ...], dtype: str) -> None:
    """Else a write to the result would change its input unseen."""
    for template in NEW:
        x, y = (autograd.ones(shape, dtype=getattr(autograd, dtype)) for _ in range(2))
        code = template.format(x="x", y="y", d=0, i=0, k=0)
        try:
            out = eval(code, {"torch": autograd, "x": x, "y": y})
        except (RuntimeError, IndexError, TypeError, NotImplementedError):
            continue
        assert not any(np.shares_memory(out.array, t.array) for t in (x, y)), code


SMOOTH = re.compile(
    r"requires_grad|detach|no_grad|\.data|\.grad|log\.|backward|hook|bernoulli|dtype=torch.(int|bool|float32)|int64|float32|float\(\)|del |"
    r"(Twice|Tail|Doubled|Both)\.apply"  # whose rules are not derivatives
)


def by_differences(program: fuzz.Program, step: float = 1e-6) -> int:
    """Compare the gradients of what a program computes last with finite differences; how many numbers were compared."""
    leaves = [line.split(" ")[0] for line in program if line.endswith("requires_grad=True)")]

    def last(shift: dict[str, Any]) -> tuple[Any, dict[str, Any]]:
        space = fuzz.namespace(autograd)
        total: Any = 0.0
        for line in program:
            error = fuzz.attempt(compile(line, "program", "exec"), space)
            name = line.split(" ")[0]
            if error is None and name in shift and line.endswith("requires_grad=True)"):
                with autograd.no_grad():
                    space[name].add_(autograd.tensor(shift[name]))
        for i, t in enumerate(t for n, t in space.items() if re.fullmatch(r"x\d+", n) and isinstance(t, autograd.Tensor)):
            if t.is_floating_point() and t.numel():
                total = total + (t * (0.5 + 0.25 * i)).tanh().sum()
        return total, space

    total, space = last({})
    if not isinstance(total, autograd.Tensor) or not total.requires_grad:
        return 0
    try:
        found = autograd.grad(total, [space[n] for n in leaves], allow_unused=True, materialize_grads=True)
    except RuntimeError as error:
        if "modified by an inplace operation" in str(error):  # refused, not wrong
            return 0
        raise
    compared = 0
    for name, gradient in zip(leaves, found, strict=True):
        shape = tuple(space[name].shape)
        for place in np.ndindex(shape):
            shift = np.zeros(shape)
            shift[place] = step
            above, below, nearer, near = (last({name: part * shift})[0].item() for part in (1, -1, 0.5, -0.5))
            difference, exact = (above - below) / (2 * step), gradient.array[place]
            middle = total.item()
            kink = abs(above - 2 * middle + below) > 1e-8  # two slopes meet here
            jump = abs(above - below) > 1e-3 and abs(nearer - near) > 0.75 * abs(above - below)  # as that of sign at 0: half the step, no less
            if np.isfinite(difference) and not kink and not jump:
                assert abs(difference - exact) < 1e-4 * max(1.0, abs(difference)), (
                    f"{name}{list(place)}: {exact}, but by differences {difference}\n" + (fuzz.script(program))
                )
                compared += 1
    return compared


def smooth_program(seed: int) -> fuzz.Program:
    return [line for line in fuzz.generate(seed, floats_only=True) if line.endswith("requires_grad=True)") or not SMOOTH.search(line)]


@pytest.mark.parametrize("batch", range(4))
def test_right_by_differences(batch: int) -> None:
    compared = 0
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        for seed in range(SEED + batch * 25, SEED + batch * 25 + 25):
            compared += by_differences(smooth_program(seed))
    assert compared > 40


WRITES_TO_PARTS = [
    ["a, b = y.split(2)", "a.mul_(b)"],
    ["a, b = y.split(2)", "b.mul_(a)", "a.mul_(b)"],
    ["a, b, c, d = y.unbind()", "a.mul_(b)", "c.add_(a)", "y.mul_(2)"],
    ["a, b = y.chunk(2)", "a.copy_(b + b)", "b[0] = a[1]"],
    ["a, b = y.split(2)", "y.mul_(y)", "a.exp_()"],
    ["a = y[:2]", "a.mul_(y[2:])", "y[2:].mul_(a)"],
    ["a = y.swapaxes(0, -1)", "a.mul_(y)"],
    ["a = y.flip(0)", "a.mul_(y.clone())", "y.add_(a)"],
    ["y.view(2, 2).t().mul_(y.view(2, 2))"],
    ["y.view(2, 2).diagonal().mul_(y[1])", "y[1:3] *= y[:2]"],
    ["y.unsqueeze_(0)", "y[0, 1:] = y[0, :3] * 2"],
    ["y += y[0]", "y[0] = y[1] + y[2]", "y *= y"],
]


@pytest.mark.parametrize("lines", WRITES_TO_PARTS, ids="; ".join)
def test_writes_to_parts_by_differences(lines: list[str]) -> None:
    """Also where PyTorch refuses: writes to the parts of split, chunk and unbind."""

    def run(values: Any) -> tuple[Any, Any]:
        x = autograd.tensor(values, dtype=autograd.float64, requires_grad=True)
        space = {"y": x * 1.5}
        for line in lines:
            exec(line, space)
        weights = autograd.tensor([0.3, 0.7, 1.1, 1.3], dtype=autograd.float64)
        return (space["y"].reshape(-1).tanh() * weights).sum(), x

    values = np.array([0.3, -0.7, 0.9, 0.45])
    total, x = run(values.tolist())
    (gradient,) = autograd.grad(total, x)
    for i in range(4):
        above, below = values.copy(), values.copy()
        above[i] += 1e-6
        below[i] -= 1e-6
        difference = (run(above.tolist())[0].item() - run(below.tolist())[0].item()) / 2e-6
        assert abs(difference - gradient[i].item()) < 1e-6


@pytest.mark.parametrize("count", [10, 100, 1000, 5000])
def test_large_random_graphs(count: int) -> None:
    """Graphs of up to thousands of nodes, with shared parts and dead ends, against a difference in a random direction."""
    chosen = random.Random(count)
    steps = [(chosen.randrange(6), chosen.random(), chosen.random()) for _ in range(count)]
    operations: list[Callable[[Any, Any], Any]] = [
        lambda a, b: a * b.tanh(),
        lambda a, b: (a + b) * 0.5,
        lambda a, b: a.sin() - 0.1 * b,
        lambda a, b: autograd.maximum(a, b) * 0.9,
        lambda a, b: (a / (1 + b * b)).reshape(3, 1).expand(3, 2)[:, 0],
        lambda a, b: autograd.stack([a, b]).mean(0),
    ]

    def value(x: Any) -> Any:
        tensors = [x, x.cos(), x * 2]
        for which, first, second in steps:
            recent = tensors[-50:]  # deep, and each value used several times
            tensors.append(operations[which](recent[int(first * len(recent))], recent[int(second * len(recent))]))
        return (autograd.stack(tensors[-20:]) ** 2).sum()

    random_numbers = np.random.default_rng(count)
    x, direction = random_numbers.normal(size=3), random_numbers.normal(size=3)
    leaf = autograd.tensor(x.tolist(), dtype=autograd.float64, requires_grad=True)
    (gradient,) = autograd.grad(value(leaf), leaf)
    above, below = (value(autograd.tensor((x + s * 1e-6 * direction).tolist(), dtype=autograd.float64)).item() for s in (1, -1))
    assert abs((above - below) / 2e-6 - gradient.array @ direction) < 1e-5 * max(1.0, abs(above - below) / 2e-6)
