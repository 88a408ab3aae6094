"""What programs ask of PyTorch beside computing: which GPUs there are, to compile, to choose precisions. Answered, truthfully, for one CPU.

A program that asks before it uses a GPU finds that there is none. One that uses it without asking gets an error (see device.py).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..core import dtypes
from ..core.device import check_device
from ..core.tensor import Tensor
from .amp import autocast

__all__ = [
    "Variable", "are_deterministic_algorithms_enabled", "autocast", "compile", "get_float32_matmul_precision", "is_autocast_enabled",
    "set_default_tensor_type", "set_float32_matmul_precision", "set_num_interop_threads", "use_deterministic_algorithms",
]  # fmt: skip

_precision = "highest"
_deterministic = True


class _Variable(type):
    def __instancecheck__(cls, instance: Any) -> bool:
        return isinstance(instance, Tensor)

    def __call__(cls, data: Any = None, requires_grad: bool = False, volatile: bool = False) -> Tensor:
        leaf = Tensor() if data is None else data.detach()
        return leaf.requires_grad_(requires_grad)


class Variable(metaclass=_Variable):
    """Old programs wrap a tensor in this before they compute with it. It is the tensor itself, as a leaf."""


def compile(model: Any = None, **options: Any) -> Any:
    """``model`` itself, or a decorator that returns its function: there is nothing to compile."""
    return _identity if model is None else model


def _identity(function: Callable[..., Any]) -> Callable[..., Any]:
    return function


def set_float32_matmul_precision(precision: str) -> None:
    """Note the wish. Products of float32 are always computed in float32."""
    global _precision
    if precision not in ("highest", "high", "medium"):
        raise RuntimeError(f"set_float32_matmul_precision: {precision!r} is not one of 'highest', 'high', 'medium'")
    _precision = precision


def get_float32_matmul_precision() -> str:
    """What `set_float32_matmul_precision` was told."""
    return _precision


def use_deterministic_algorithms(mode: bool, *, warn_only: bool = False) -> None:
    """Note the wish. The same program with the same seed always computes the same."""
    global _deterministic
    _deterministic = bool(mode)


def are_deterministic_algorithms_enabled() -> bool:
    """What `use_deterministic_algorithms` was told; True, and right, before that."""
    return _deterministic


def set_default_tensor_type(t: Any) -> None:
    """`set_default_dtype`, by the name or class of an old tensor type: "torch.DoubleTensor"."""
    name = t if isinstance(t, str) else t.__name__
    if ".cuda." in name:
        check_device("cuda")
    kinds = {"FloatTensor": dtypes.float32, "DoubleTensor": dtypes.float64, "HalfTensor": dtypes.float16}
    found = kinds.get(name.rpartition(".")[2])
    if found is None:
        raise TypeError(f"set_default_tensor_type: invalid type {name!r}: expected one of {', '.join(kinds)}")
    dtypes.set_default_dtype(found)


def is_autocast_enabled(device_type: str = "cpu") -> bool:
    """Always False."""
    return False


def set_num_interop_threads(num: int) -> None:
    """Nothing: operations run one after another."""
