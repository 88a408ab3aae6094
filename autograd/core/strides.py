"""In which order the elements of a result lie in memory: PyTorch's order, because it decides whether ``view`` works.

NumPy's results follow the order of their inputs only roughly. An operation that must not leave it at that names one of the functions
here, its ``layout``: given the result and the inputs, it returns the result, in a copy if its order is not PyTorch's. Nothing is done
where all inputs are in row-major order, as nearly always.
"""

from __future__ import annotations

from typing import Any

import numpy as np

__all__: list[str] = []

ndarray = np.ndarray


def is_packed(array: Any, order: tuple[int, ...]) -> bool:
    """Whether its elements are packed in memory so that the last dimension in ``order`` varies fastest, the first slowest."""
    shape, strides, packed = array.shape, array.strides, array.itemsize
    for d in reversed(order):
        if shape[d] != 1:
            if strides[d] != packed:
                return False
            packed *= shape[d]
    return True


def ordered(array: Any, order: tuple[int, ...]) -> Any:
    """The array, in a copy unless `is_packed`."""
    if is_packed(array, order):
        return array
    copy = np.empty([array.shape[d] for d in order], array.dtype).transpose(sorted(range(len(order)), key=order.__getitem__))
    copy[...] = array
    return copy


def order_of(shape: tuple[int, ...], operands: list[Any]) -> tuple[int, ...]:
    """The dimensions from slowest to fastest, as they lie in the first operand; those that it does not tell apart, as in the next one.

    A dimension along which an operand is broadcast tells nothing. What no operand decides stays in row-major order.
    """
    ndim = len(shape)
    strides = []
    for a in operands:
        own = [0 if n == 1 != m else s for n, m, s in zip(a.shape, shape[ndim - a.ndim :], a.strides, strict=True)]
        strides.append([0] * (ndim - a.ndim) + own)

    def is_slower(d: int, e: int) -> bool | None:
        """True if dimension d must vary more slowly than e; None if nothing says so."""
        for s in strides:
            if s[d] and s[e]:
                if s[d] != s[e]:
                    return s[d] > s[e]
                if shape[d] > shape[e]:
                    return True
        return None

    order = list(reversed(range(ndim)))  # fastest first; sorted by insertion, as not all pairs are decided
    for i in range(1, ndim):
        k = i
        for j in range(i - 1, -1, -1):
            slower = is_slower(order[j], order[k])
            if slower:
                order[j], order[k] = order[k], order[j]
                k = j
            elif slower is False:
                break
    return tuple(reversed(order))


def elementwise(out: Any, inputs: Any) -> Any:
    """As the inputs lie, the first before the others."""
    if out.ndim < 2:
        return out
    for a in inputs:
        if type(a) is ndarray and not a.flags.c_contiguous:
            if a is inputs[0] and a.strides == out.strides and a.shape == out.shape:
                return out
            return ordered(out, order_of(out.shape, [a for a in inputs if type(a) is ndarray and a.ndim > 1]))
    return out


def like_input(out: Any, inputs: Any) -> Any:
    """As the first input lies."""
    return elementwise(out, inputs[:1])


def contiguous(out: Any, inputs: Any = ()) -> Any:
    """In row-major order."""
    return out if out.flags.c_contiguous else out.copy()


def channels(out: Any, inputs: Any) -> Any:
    """With the channels, dimension 1, varying fastest if they do so in the first input, else in row-major order."""
    x = inputs[0]
    if out.ndim < 3 or x.flags.c_contiguous or not is_channels_last(x):
        return contiguous(out)
    return ordered(out, (0, *range(2, out.ndim), 1))


def channels_of_planes(out: Any, inputs: Any) -> Any:
    """`channels` for (N, C, H, W) and (N, C, D, H, W); of a sequence (N, C, L) PyTorch has no such layout, and makes it row-major."""
    return channels(out, inputs) if out.ndim > 3 else contiguous(out)


def is_channels_last(x: Any) -> bool:
    """Whether the channels of (N, C, ...) vary fastest, and the dimensions after them faster than N, in row-major order."""
    if x.ndim < 3 or x.size == 0:
        return False
    least = 0
    for d in (1, *range(x.ndim - 1, 1, -1), 0):
        if x.strides[d] < least or (d == 0 and least == x.strides[1]):
            return False
        least = x.strides[d] * x.shape[d]
    return True


def columns(out: Any, inputs: Any) -> Any:
    """Matrices column by column, as LAPACK writes them; batches of them, and of vectors, in row-major order."""
    if out.ndim < 2 or out.ndim < max([a.ndim for a in inputs]):
        return out
    return ordered(out, (*range(out.ndim - 2), out.ndim - 1, out.ndim - 2))


def like_leaf(gradient: Any, leaf: Any) -> Any:
    """A gradient as the tensor lies to which it belongs, if that is packed in memory; else in row-major order."""
    order = tuple(sorted(range(leaf.ndim), key=lambda d: (-leaf.strides[d], d)))
    return ordered(gradient, order) if is_packed(leaf, order) else contiguous(gradient)
