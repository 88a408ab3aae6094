"""softmax and its logarithm: the exponentials of a dimension, as fractions of their sum.

Both subtract the largest value first, so that no exponential overflows; the result is the same because the factor cancels.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..core import dtypes
from ..core.methods import axis_names, method
from ..core.op import Op
from ..core.size import dimension
from ..core.strides import contiguous
from ..core.tensor import Tensor
from ..machine.totals import inner_total, total

__all__ = ["log_softmax", "softmax"]


def _inner(x: Any, y: Any, *, dim: int) -> Any:
    if not x.ndim:
        return x * y
    return inner_total(x, y) if dim in (-1, x.ndim - 1) else total(x * y, dim, True)


inner = Op(
    _inner,
    wide=True,
    name="inner",
    x=lambda g, y: g * y,
    y=lambda g, x: g * x,
    doc="The inner product of x and y along ``dim``, which stays with size 1.",
)


def below_largest(x: Any, dim: int) -> Any:
    """x less its largest value along ``dim``: what can be exponentiated without overflow."""
    if x.ndim == 2 and dim in (-1, 1) and x.shape[1] < 32:  # of short rows NumPy finds the largest in a quarter of the time by whole columns
        return x - np.maximum.reduce(np.asanyarray(x.T, order="C"), 0, initial=-np.inf)[:, None]
    return np.asarray(x - np.maximum.reduce(x, dim, keepdims=True, initial=-np.inf))


def _softmax(x: Any, *, dim: int) -> Any:
    out = below_largest(x, dim)
    np.exp(out, out)
    out /= total(out, dim, True)
    return out


def _log_softmax(x: Any, *, dim: int) -> Any:
    out = below_largest(x, dim)
    out -= np.log(total(np.exp(out), dim, True))
    return out


softmax_op = Op(_softmax, name="softmax", wide=True, layout=contiguous, x=lambda g, out, dim: out * (g - inner.apply(g, out, dim=dim)))
log_softmax_op = Op(
    _log_softmax,
    wide=True,
    name="log_softmax",
    title="LogSoftmax",
    layout=contiguous,
    x=lambda g, out, dim: g - np.exp(out) * total(g, dim, True),
)


def _prepared(name: str, input: Tensor, dim: int, dtype: Any) -> tuple[Tensor, int]:
    """The input in the type in which to compute, and the dimension counted from the front."""
    if dtype is not None:
        input = input.to(dtype)
    elif input.array.dtype.kind != "f":
        raise NotImplementedError(f"{name}: not implemented for {dtypes.of(input.array).name}: make it float first, or pass dtype=")
    return input, dimension(name, dim, input.array.ndim)


@method
@axis_names
def softmax(input: Tensor, dim: int, dtype: Any = None) -> Tensor:
    """exp(input) divided by its sum along ``dim``: numbers between 0 and 1 whose sum is 1.

    ``dtype`` converts the input first. Shape of the result: the input's.

    >>> import autograd
    >>> autograd.softmax(autograd.tensor([0.0, 0.0, 0.0, 0.0]), dim=0)
    tensor([0.2500, 0.2500, 0.2500, 0.2500])
    """
    input, dim = _prepared("softmax", input, dim, dtype)
    return softmax_op(input, dim=dim)


@method
@axis_names
def log_softmax(input: Tensor, dim: int, dtype: Any = None) -> Tensor:
    """The logarithm of `softmax`, exact also where softmax itself is rounded to zero.

    ``dtype`` converts the input first. Shape of the result: the input's.

    >>> import autograd
    >>> autograd.log_softmax(autograd.tensor([0.0, 1.0]), dim=0)
    tensor([-1.3133, -0.3133])
    """
    input, dim = _prepared("log_softmax", input, dim, dtype)
    return log_softmax_op(input, dim=dim)
