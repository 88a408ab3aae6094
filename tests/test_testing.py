"""`testing.assert_close`: what it says, recorded, and compared with PyTorch where that is installed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import autograd

nan, inf = float("nan"), float("inf")
Case = Callable[[Any, Any, Any], Any]  # called with the library, its assert_close and its tensor
CASES: list[Case] = [
    lambda t, close, T: close(T([1.0, 2.0, 3.0]), T([1.0, 2.5, 3.0])),
    lambda t, close, T: close(T([1.0, 2.0, 3.0]), T([1.0, 2.5, 3.0]), rtol=0, atol=0),
    lambda t, close, T: close(T([1, 2, 3]), T([1, 4, 3])),
    lambda t, close, T: close(T([1, 2, 3]), T([1, 2, 3])),
    lambda t, close, T: close(T([True, False]), T([True, True])),
    lambda t, close, T: close(T(1.0), T(2.0)),
    lambda t, close, T: close(T(1), T(2)),
    lambda t, close, T: close(1.0, 2.0),
    lambda t, close, T: close(1, 2),
    lambda t, close, T: close(1, 2.0),
    lambda t, close, T: close(1, 1.0, check_dtype=False),
    lambda t, close, T: close(True, False),
    lambda t, close, T: close(T([1.0, 2.0]), T([1.0, 2.0, 3.0])),
    lambda t, close, T: close(T([1.0, 2.0]), T([1.0, 2.0]).double()),
    lambda t, close, T: close(T([1.0, 2.0]), T([1.0, 2.1]).double(), check_dtype=False),
    lambda t, close, T: close(T([1.0, 2.0]), T([1, 2]), check_dtype=False),
    lambda t, close, T: close(T([1.0, 2.0]), T([1, 3]), check_dtype=False),
    lambda t, close, T: close([T([1.0, 2.0]), T(3.0)], [T([1.0, 2.0]), T(4.0)]),
    lambda t, close, T: close([T([1.0, 2.0])], [T([1.0, 2.0]), T(4.0)]),
    lambda t, close, T: close({"a": T([1.0, 2.0]), "b": [T(3.0)]}, {"a": T([1.0, 2.0]), "b": [T(4.0)]}),
    lambda t, close, T: close({"a": T([1.0, 2.0])}, {"a": T([1.0, 2.0]), "b": [T(4.0)]}),
    lambda t, close, T: close({"a": [T(1.0)]}, {"a": []}),
    lambda t, close, T: close(T([1.0, 2.0]), T([1.0, nan])),
    lambda t, close, T: close(T([1.0, nan]), T([1.0, nan])),
    lambda t, close, T: close(T([1.0, nan]), T([1.0, nan]), equal_nan=True),
    lambda t, close, T: close(nan, nan),
    lambda t, close, T: close(T([[1.0, 2.0], [3.0, 4.0]]), T([[1.0, 2.0], [3.5, 4.0]])),
    lambda t, close, T: close(T([1.0, 2.0]), T([1.0, 2.0]), rtol=1e-3),
    lambda t, close, T: close(T([1.0, 2.0]), T([1.0, 2.001]), rtol=1e-2, atol=0),
    lambda t, close, T: close(T([1.0, 2.0]), T([1.0, 2.5]), msg="other words"),
    lambda t, close, T: close(T([1.0, 2.0]), T([1.0, 2.5]), msg=lambda said: "first\n" + said),
    lambda t, close, T: close(np.array([1.0, 2.0]), np.array([1.0, 2.5])),
    lambda t, close, T: close(T([1e-6, 0.0]), T([0.0, 0.0])),
    lambda t, close, T: close(T([1e-3, 0.0]), T([0.0, 0.0])),
    lambda t, close, T: close(T([1.0, 2.0]).half(), T([1.0, 2.01]).half()),
    lambda t, close, T: close(T([1.0, inf]), T([1.0, 2.0])),
    lambda t, close, T: close(T([1.0, inf]), T([1.0, inf])),
    lambda t, close, T: close(t.zeros(0), t.zeros(0)),
    lambda t, close, T: close(t.ones(2, 3).T, t.ones(3, 2), check_stride=True),
    lambda t, close, T: close(t.ones(2, 3).T, t.ones(3, 2)),
    lambda t, close, T: close(None, None),
    lambda t, close, T: close(None, T(1.0)),
    lambda t, close, T: close((1.0, 2.0), (1.0, 2.5)),
    lambda t, close, T: close(t.nn.Parameter(T(1.0)), T(1.0)),
    lambda t, close, T: close(t.arange(6.0).view(2, 3), t.arange(6.0).view(2, 3) + T([0, 1, 2.0])),
]
REFUSED: list[Case] = [
    lambda t, close, T: close(T([1.0, 2.0]), [1.0, 2.0]),
    lambda t, close, T: close("a", "a"),
    lambda t, close, T: close(np.ones(1), T([1.0])),
    lambda t, close, T: close(T([1.0]), 1.0),
    lambda t, close, T: close(t.nn.Parameter(T(1.0)), T(1.0), allow_subclasses=False),
]


def outcome(torch: Any, case: Case) -> Any:
    try:
        return case(torch, torch.testing.assert_close, torch.tensor)
    except (AssertionError, ValueError) as error:
        return type(error), str(error)


@pytest.mark.parametrize("case", CASES)
def test_says_what_pytorch_says(case: Case) -> None:
    torch = pytest.importorskip("torch")
    assert outcome(autograd, case) == outcome(torch, case)


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_compared(case: Case) -> None:
    with pytest.raises(TypeError, match="No comparison pair was able to handle inputs of type"):
        outcome(autograd, case)


def test_recorded() -> None:
    same = "AssertionError: Tensor-likes are not close!\n\nMismatched elements: 1 / 4 (25.0%)\n"
    same += "Greatest absolute difference: 0.5 at index (1, 0) (up to 1e-05 allowed)\n"
    same += "Greatest relative difference: 0.1428571492433548 at index (1, 0) (up to 1.3e-06 allowed)"
    kind, said = outcome(autograd, CASES[26])
    assert f"{kind.__name__}: {said}" == same
    assert outcome(autograd, CASES[3]) is None
    assert outcome(autograd, CASES[19])[1].endswith("\n\nThe failure occurred for item ['b'][0]")
