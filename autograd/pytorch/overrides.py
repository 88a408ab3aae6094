"""``torch.overrides``: questions about classes that behave like tensors."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..core.errors import refuse as _refuse
from ..core.tensor import Tensor

__all__ = ["has_torch_function", "is_tensor_like"]


def is_tensor_like(inp: Any) -> bool:
    """True for tensors, and for objects with their own ``__torch_function__``."""
    return isinstance(inp, Tensor) or hasattr(type(inp), "__torch_function__")


def has_torch_function(relevant_args: Iterable[Any]) -> bool:
    """True if an argument has its own ``__torch_function__``."""
    return any(hasattr(type(arg), "__torch_function__") for arg in relevant_args)


__getattr__ = _refuse(__name__)
