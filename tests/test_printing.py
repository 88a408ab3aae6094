"""Tensors as text: byte for byte what PyTorch prints (recorded by record_creation.py)."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import numpy as np
import pytest

import autograd
from autograd.files.printing import text

from .record_creation import recorded

EXPRESSIONS = """
torch.tensor(1.)
torch.tensor(0.1)
torch.tensor(1e10)
torch.tensor(3)
torch.tensor(True)
torch.tensor(float('nan'))
torch.tensor(float('-inf'))
torch.tensor([1., 2., 3.])
torch.tensor([1.5, -2.25, 1000.])
torch.tensor([1., 1e5, 1e9])
torch.tensor([0.001, 1.5])
torch.tensor([0.00001, 0.00002])
torch.tensor([1., float('nan'), float('inf')])
torch.tensor([1.5, float('nan'), -float('inf'), 0.])
torch.tensor([-0., 0.])
torch.tensor([1, -20, 300])
torch.tensor([[True, False], [False, False]])
torch.tensor([1.5], dtype=torch.float64)
torch.tensor([1.5], dtype=torch.float16)
torch.tensor([1, 2], dtype=torch.uint8)
torch.tensor([2**62, -1])
torch.zeros(0)
torch.zeros(0, 3)
torch.zeros(0, dtype=torch.int64)
torch.zeros(2, 0, dtype=torch.float64)
torch.zeros(2, 3, 4)
torch.zeros(2, 1, 2, 2)
torch.arange(100)
torch.arange(1000)
torch.arange(1001)
torch.arange(2000.).reshape(40, 50)
torch.arange(1024).reshape(4, 4, 4, 4, 4)
torch.linspace(-1, 1, 30)
torch.linspace(-1, 1, 30).reshape(3, 10) * 1e6
torch.ones(3, requires_grad=True)
torch.ones(40, requires_grad=True)
torch.ones(3, dtype=torch.float64, requires_grad=True)
torch.ones(3, requires_grad=True) * 2
(torch.ones(3, 12, requires_grad=True) * 1.5).reshape(6, 6)
torch.ones(14, dtype=torch.float64, requires_grad=True) * 2
torch.ones(3).int()
torch.arange(24).reshape(2, 3, 4).float() / 7
torch.tensor([[1e-3, 1e3], [float('inf'), 0]])
torch.tensor([123456789.])
torch.tensor([12345678.])
torch.tensor([1234567.5])
torch.nn.Parameter(torch.ones(2))
torch.nn.Parameter(torch.ones(2), requires_grad=False)
torch.nn.Buffer(torch.ones(2))
""".strip().splitlines()

OPTIONS: list[dict[str, Any]] = [
    {"profile": "default"},
    {"profile": "short"},
    {"profile": "full"},
    {"precision": 2},
    {"precision": 8, "linewidth": 40},
    {"threshold": 5, "edgeitems": 1},
    {"threshold": 5, "edgeitems": 0},
    {"sci_mode": True},
    {"sci_mode": False, "precision": 10, "linewidth": 200},
    {"linewidth": 1},
]


def printed(torch: ModuleType, expression: str) -> str:
    """The text of a tensor in the default profile."""
    torch.set_printoptions(profile="default")
    return repr(eval(expression, {"torch": torch}))


@pytest.fixture(autouse=True)
def default_options() -> Any:
    """Leave the options as they were."""
    yield
    autograd.set_printoptions(profile="default")


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_as_in_pytorch(expression: str) -> None:
    assert printed(autograd, expression) == recorded("printing")[expression]


def test_recording_is_up_to_date() -> None:
    torch = pytest.importorskip("torch")
    assert {e: printed(torch, e) for e in EXPRESSIONS} == recorded("printing")


def random_array(random: np.random.Generator) -> np.ndarray[Any, Any]:
    """An array of any shape, type and magnitude that may be hard to print."""
    shape = tuple(random.choice([0, 1, 2, 3, 5, 6, 7, 8, 12, 20], random.integers(0, 5), p=[0.02, 0.13, 0.15, 0.15, 0.1, 0.1, 0.1, 0.1, 0.1, 0.05]))
    if random.random() < 0.1:
        shape = ((999,), (1000,), (1001,), (40, 30), (2, 600))[random.integers(5)]
    values = random.normal(size=shape)
    values = [
        lambda: np.round(values * 10),
        lambda: values * 10.0 ** random.integers(-6, 10),
        lambda: values * 10.0 ** random.integers(-3, 4, size=shape),
        lambda: np.where(random.random(shape) < 0.3, np.nan, np.where(random.random(shape) < 0.3, np.inf * np.sign(values), values)),
        lambda: np.where(random.random(shape) < 0.5, 0, np.round(values * 1000)),
        lambda: np.zeros(shape),
        lambda: random.choice([-0.0, 0.0, 1.0, -1.0, np.nan, np.inf, 1e5, 1e9], size=shape),
    ][random.integers(7)]()
    kinds = [np.float32] * 4 + [np.float16, np.float64, np.int64, np.int32, np.uint8, np.int8, np.bool_]
    with np.errstate(all="ignore"):
        return np.asarray(values).astype(kinds[random.integers(len(kinds))])


def test_any_tensor_as_in_pytorch() -> None:
    torch = pytest.importorskip("torch")
    random = np.random.default_rng(0)
    try:
        for trial in range(1000):
            array = random_array(random)
            if array.size > 3000:
                continue
            options = OPTIONS[0 if trial % 2 else random.integers(len(OPTIONS))]
            ours, theirs = autograd.from_numpy(array), torch.from_numpy(array)
            if array.dtype.kind == "f" and random.random() < 0.3:
                ours.requires_grad_(), theirs.requires_grad_()
            for module in (autograd, torch):
                module.set_printoptions(profile="default")
                module.set_printoptions(**options)
            assert repr(ours) == repr(theirs), (array, options)
    finally:
        torch.set_printoptions(profile="default")


def test_options_are_returned_and_reset() -> None:
    default = {"precision": 4, "threshold": 1000, "edgeitems": 3, "linewidth": 80, "sci_mode": None}
    assert autograd.get_printoptions() == default
    autograd.set_printoptions(precision=2, sci_mode=True)
    assert autograd.get_printoptions() == {**default, "precision": 2, "sci_mode": True}
    autograd.set_printoptions(linewidth=100)  # sci_mode, not being said, is chosen by the values again
    assert autograd.get_printoptions() == {**default, "precision": 2, "linewidth": 100}
    autograd.set_printoptions(profile="default")
    assert autograd.get_printoptions() == default


def test_a_number_in_a_string_is_bare() -> None:
    loss = autograd.tensor(1.5, requires_grad=True)
    assert f"{loss} {loss * 2} {loss:.2f} {autograd.tensor(2):3d}" == "1.5 3.0 1.50   2"
    assert str(loss) == "tensor(1.5000, requires_grad=True)"
    with pytest.raises(TypeError, match="unsupported format string"):
        f"{autograd.ones(2):.2f}"


def test_subclasses_print_their_name() -> None:
    class Image(autograd.Tensor):
        """A user's class."""

    assert text(Image([1.0, 2.0])) == "Image([1., 2.])"


def test_printing_leaves_the_tensor_alone() -> None:
    w = autograd.ones(3, requires_grad=True)
    y = w * 2
    before = (w._version_counter[0], y._version_counter[0], y._node)
    assert f"{y} {y!r} {y!s}".count("MulBackward0") == 3
    assert (w._version_counter[0], y._version_counter[0], y._node) == before
