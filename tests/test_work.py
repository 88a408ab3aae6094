"""The work of a training step, counted: calls of functions, which no other job on the machine can disturb.

Times belong into benchmarks/; here a hot path cannot grow unnoticed. A budget is what was counted, and may be exceeded by 15 %. If a
change needs more calls and is worth them, write down the new count: ``python tests/test_work.py`` prints it.
"""

from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import numpy as np
import pytest

import autograd as torch
from autograd import nn, optim
from autograd.core.op import Op
from benchmarks import workloads
from nn import keras

# calls of Python functions, and of functions written in C, in one step
BUDGET: dict[str, tuple[int, int]] = {
    "gradient_step": (41, 41),
    "chain": (3014, 5412),
    "network": (153, 155),
    "sequence": (725, 806),
    "front_door": (3371, 3245),
    "functions": (79, 136),
    "many": (14090, 17084),
}


def network() -> Callable[[], Any]:
    """A step of Adam on a network of two layers."""
    torch.manual_seed(0)
    model = nn.Sequential(nn.Linear(20, 16), nn.ReLU(), nn.Linear(16, 4))
    optimizer = optim.Adam(model.parameters())
    x, y = torch.randn(8, 20), torch.arange(8) % 4

    def step() -> None:
        optimizer.zero_grad()
        nn.functional.cross_entropy(model(x), y).backward()
        optimizer.step()

    return step


def sequence() -> Callable[[], Any]:
    """A step on a convolution, batch norm and an LSTM."""
    torch.manual_seed(0)
    convolution, norm, lstm = nn.Conv1d(3, 8, 3, padding=1), nn.BatchNorm1d(8), nn.LSTM(8, 8, batch_first=True)
    optimizer = optim.SGD([p for m in (convolution, norm, lstm) for p in m.parameters()], lr=0.1, momentum=0.9)
    x = torch.randn(4, 3, 10)

    def step() -> None:
        optimizer.zero_grad()
        lstm(norm(convolution(x)).transpose(1, 2))[0].pow(2).mean().backward()
        optimizer.step()

    return step


def front_door() -> Callable[[], Any]:
    """Ten batches of Keras's fit."""
    keras.utils.set_random_seed(0)
    layers = [keras.layers.Dense(16, activation="relu"), keras.layers.Dense(4, activation="softmax")]
    model = keras.Sequential([keras.Input((20,)), *layers])
    model.compile(loss="sparse_categorical_crossentropy", optimizer="adam", metrics=["accuracy"])
    x, y = np.ones((80, 20), np.float32), np.arange(80) % 4
    return lambda: model.fit(x, y, batch_size=8, verbose=0)


def functions() -> Callable[[], Any]:
    """Functions of two tensors, which are no operators."""
    x, y = torch.randn(4, 4), torch.randn(4, 4).requires_grad_()
    return lambda: (torch.maximum(x, y) + torch.atan2(x, y) + torch.minimum(x, y)).sum().backward()


def many() -> Callable[[], Any]:
    """A thousand numbers made one tensor, and a thousand vectors."""
    numbers, vectors = [torch.tensor(1.0).requires_grad_() for _ in range(1000)], [torch.randn(1).requires_grad_() for _ in range(1000)]
    return lambda: (torch.stack(numbers) + torch.cat(vectors)).sum().backward()


STEPS: dict[str, Callable[[], Callable[[], Any]]] = {
    "gradient_step": lambda: workloads.gradient_step(torch),
    "chain": lambda: workloads.chain(torch),
    **{f.__name__: f for f in (network, sequence, front_door, functions, many)},
}


def profiled(step: Callable[[], Any], see: Callable[[Any, str, Any], None]) -> None:
    """Run a step, and show every call in it to ``see``."""
    before = sys.getprofile()
    sys.setprofile(see)
    try:
        step()
    finally:
        sys.setprofile(before)


def calls(step: Callable[[], Any]) -> tuple[int, int]:
    """How many functions a step calls, of Python and of C, after it has been run twice."""
    gc.collect()  # leaves with hooks, which other tests have left: as long as there are any, backward() looks for them
    step()
    step()
    counts = {"call": 0, "c_call": 0}

    def count(frame: Any, event: str, argument: Any) -> None:
        if event in counts:
            counts[event] += 1

    profiled(step, count)
    return counts["call"], counts["c_call"]


@pytest.mark.parametrize("name", STEPS)
def test_a_step_takes_no_more_calls_than_it_did(name: str) -> None:
    counted = calls(STEPS[name]())
    for kind, found, budget in zip(("Python", "C"), counted, BUDGET[name], strict=True):
        assert found <= 1.15 * budget, f"{name}: {found} calls of {kind} functions in a step, and the budget is {budget}"


def test_the_count_is_the_same_each_time() -> None:
    step = network()
    assert calls(step) == calls(step)


def test_tensors_without_dimensions_are_computed_with_as_scalars() -> None:
    """Which takes NumPy a fraction of the time that 0-dim arrays take; others are saved as they are."""
    s, t, x = (torch.tensor(v, requires_grad=True) for v in (2.0, 3.0, [4.0, 5.0]))
    for y in (s * t, s * 2, 2 * s, s / t, s.exp(), s.sin(), x * s, s * x, x * 2, x / s, x.sin(), x * x):
        saved = [value for _, _, arguments in y.grad_fn.calls for value in arguments]
        held = [leaf.array for leaf in (s, t, x)]
        assert saved and all(type(v) is not np.ndarray if y.ndim == 0 else type(v) is int or any(v is a for a in held) for v in saved)
    given = []
    double = Op(lambda x: x * 2, name="double", x=lambda g: (given.append(type(g)), g * 2)[1])
    double(s).backward()
    double(x[:1]).backward()
    assert given == [np.float32, np.ndarray]


# ---------------------------------------------------------------------------------------------------------------- anomaly mode

# in a process where the mode was never used: the calls of every step, before it is and after it was
BEFORE_AND_AFTER = """
import sys
sys.path.insert(0, sys.argv[1])
import autograd
from tests.test_work import STEPS, calls
for name, make in STEPS.items():
    step = make()
    before = calls(step)
    with autograd.detect_anomaly():
        during = calls(step)
    after_a_block = calls(step)
    autograd.set_detect_anomaly(True)
    step()
    autograd.set_detect_anomaly(False)
    print(name, before == after_a_block == calls(step), during > before)
"""


def test_anomaly_mode_costs_no_call_before_it_is_used_or_after() -> None:
    ran = subprocess.run([sys.executable, "-c", BEFORE_AND_AFTER, str(ROOT)], capture_output=True, text=True, cwd=ROOT)
    assert ran.stdout.splitlines() == [f"{name} True True" for name in STEPS], ran.stdout + ran.stderr


def called_of_anomaly(step: Callable[[], Any]) -> set[str]:
    """The functions of autograd/core/anomaly.py, which looks up lines and watches gradients, that a step calls."""
    found: set[str] = set()

    def see(frame: Any, event: str, argument: Any) -> None:
        if event == "call" and frame.f_globals.get("__name__") == "autograd.core.anomaly":
            found.add(frame.f_code.co_name)

    profiled(step, see)
    return found


@pytest.mark.parametrize("name", STEPS)
def test_nothing_of_anomaly_mode_runs_without_it(name: str) -> None:
    step = STEPS[name]()
    assert called_of_anomaly(step) == set()
    with torch.detect_anomaly():
        assert called_of_anomaly(step) >= {"note", "calling_line", "inspect"}
    assert called_of_anomaly(step) == set()


def test_no_line_is_kept_without_anomaly_mode() -> None:
    """A node has no place for it, nor for anything else that few nodes have."""
    x = torch.ones(2, 3, requires_grad=True)

    def nodes() -> list[Any]:
        found, stack = [], [(x.tanh() @ x.T).softmax(0).log().sum().grad_fn]
        while stack:
            found.append(stack.pop())
            stack += [node for node, _ in found[-1].next_functions if not hasattr(node, "variable")]
        return found

    def without() -> bool:
        return len(nodes()) >= 6 and all(node.extras is None and node.line is None for node in nodes())

    assert without()
    with torch.detect_anomaly():
        assert all("test_work.py" in node.line for node in nodes())
    assert without()


if __name__ == "__main__":
    for name, make in STEPS.items():
        print(f'    "{name}": {calls(make())},')
