"""What a rule returns, made into the gradient of its input: of the input's shape and type.

Rules say nothing of broadcasting. Where an input was broadcast, each of its elements was used several times, and its gradient is the sum over
those uses: so the sum over the axes that broadcasting has added or stretched.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..machine.totals import total
from .tensor import Tensor

__all__: list[str] = []


def fitted(gradient: Any, shape: tuple[int, ...], dtype: Any) -> Any:
    """What a rule has returned, as a gradient of an input of this shape and type."""
    if gradient.shape != shape:
        gradient = unbroadcast(gradient, shape)
    return gradient if gradient.dtype is dtype else as_type(gradient, dtype)


def unbroadcast(gradient: Any, shape: tuple[int, ...]) -> Any:
    """Sum a gradient over the axes along which its input was broadcast, back to the input's shape."""
    extra = len(gradient.shape) - len(shape)
    if extra < 0 or any(n not in (1, m) for n, m in zip(shape, gradient.shape[extra:], strict=True)):
        raise RuntimeError(f"a rule returned a gradient of shape {tuple(gradient.shape)} for an input of shape {tuple(shape)}")
    axes = (*range(extra), *(i + extra for i, n in enumerate(shape) if n == 1 and gradient.shape[i + extra] != 1))
    return total(gradient, axes).reshape(shape) if axes else gradient.reshape(shape)


def as_type(gradient: Any, dtype: Any) -> Any:
    """A rule's result as a gradient of its input: a NumPy scalar becomes an array, and the input's type is kept."""
    if isinstance(gradient, Tensor):
        return gradient if gradient.array.dtype is dtype else gradient.to(dtype)
    return np.asarray(gradient, dtype)
