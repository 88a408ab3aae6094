"""Distances between all pairs of rows, without the differences of all pairs in memory at once."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np

from ..core.dtypes import of
from ..core.methods import of_tensors
from ..core.op import Op
from ..core.strides import contiguous
from ..core.tensor import Tensor
from .indexing import index_backward
from .reduction import _vector_norm, _vector_norm_rule, add

__all__ = ["cdist"]

BLOCK = 1 << 16  # elements of the differences that are in memory at once: as many as a processor's cache holds
NEAR = 1e-8  # squared distances below this part of the squared lengths are computed from the differences
ROWS = 128  # of a matrix whose own rows are compared: so many at once with all behind them

# ---------------------------------------------------------------------------------------------------------------- in blocks


def _blocks(x1: Any, x2: Any) -> Iterator[tuple[Any, Any, Any]]:
    """For (b, n, d) and (b, m, d): which batches and which rows of x1 make a block, and the block's differences (., ., m, d)."""
    (batches, n, d), m = x1.shape, x2.shape[1]
    if m > d:  # NumPy then has the longer dimension innermost
        x1, x2 = (np.ascontiguousarray(x.swapaxes(1, 2)).swapaxes(1, 2) for x in (x1, x2))
    together = max(1, BLOCK // max(n * m * d, 1))  # batches
    count = max(1, BLOCK // max(m * d, 1))  # rows
    for b in range(0, batches, together):
        for i in range(0, n, count):
            part, rows = slice(b, b + together), slice(i, i + count)
            yield part, rows, x1[part, rows, None, :] - x2[part, None, :, :]


def _difference_rule(g: Any, difference: Any, out: Any, p: float, axis: int) -> Any:
    """The gradient of differences whose norms are the distances; of order inf, each of several largest ones has it whole, as in PyTorch."""
    return _vector_norm_rule(g, difference, out, p, (axis,), False, shared=False)


def _in_blocks(x1: Any, x2: Any, p: float) -> Any:
    out = np.zeros((*x1.shape[:2], x2.shape[1]), x1.dtype)
    for part, rows, difference in _blocks(x1, x2) if x1.shape[2] else ():  # between rows without columns the distance is 0
        out[part, rows] = _vector_norm(difference, ord=p, axis=(3,), keepdims=False)
    return out


def _rule_in_blocks(g: Any, x1: Any, x2: Any, out: Any, p: float) -> tuple[Any, Any]:
    first, second = np.empty(x1.shape, x1.dtype), np.zeros(x2.shape, np.float64)  # the second adds up over many blocks
    for part, rows, difference in _blocks(x1, x2):
        of_difference = _difference_rule(g[part, rows], difference, out[part, rows], p, 3)
        first[part, rows] = add(of_difference, 2)
        second[part] -= add(of_difference, 1)
    return first, second.astype(x2.dtype)


# ---------------------------------------------------------------------------------------------------------------- by products


def _by_products(x1: Any, x2: Any, p: float) -> bool:
    """Whether to use |x - y|² = |x|² - 2 x·y + |y|²: in float64, which has twice the digits that a distance in float32 or float16 needs."""
    return p == 2 and x1.dtype != np.float64 and x1.shape[-2] * x2.shape[-2] * x1.shape[-1] > BLOCK


def _centred(x1: Any, x2: Any) -> tuple[Any, Any]:
    """Both in float64, moved so that the lengths are no greater than the distances ask for."""
    centre = x2.mean(0, np.float64)
    return x1 - centre, x2 - centre


def _row_blocks(n: int, m: int) -> Iterator[slice]:
    count = max(1, BLOCK // max(m, 1))
    return (slice(i, i + count) for i in range(0, n, count))


def _euclidean(x1: Any, x2: Any) -> Any:
    out = np.empty((len(x1), len(x2)), x1.dtype)
    a, b = _centred(x1, x2)
    lengths = np.vecdot(b, b)
    for rows in _row_blocks(*out.shape):
        squared = a[rows] @ b.T
        squared *= -2
        sums = np.vecdot(a[rows], a[rows])[:, None] + lengths
        squared += sums
        sums *= NEAR
        near = np.flatnonzero(squared <= sums)
        for k in range(0, len(near), 1024):
            i, j = np.divmod(near[k : k + 1024], len(x2))
            difference = np.subtract(x1[rows][i], x2[j], dtype=np.float64)
            squared[i, j] = np.vecdot(difference, difference)
        out[rows] = np.sqrt(squared, out=squared)
    return out


def _euclidean_rule(g: Any, x1: Any, x2: Any, out: Any) -> tuple[Any, Any]:
    """∂|x - y|/∂x = (x - y) / |x - y|: sums of rows, weighted by g / |x - y|."""
    a, b = _centred(x1, x2)
    first, second = np.empty_like(a), np.zeros_like(b)
    for rows in _row_blocks(*out.shape):
        apart = out[rows] != 0
        weights = np.divide(g[rows], out[rows], out=np.zeros(apart.shape), where=apart)
        first[rows] = weights.sum(1)[:, None] * a[rows] - weights @ b
        second += weights.sum(0)[:, None] * b - weights.T @ a[rows]
    return first.astype(x1.dtype), second.astype(x2.dtype)


# ---------------------------------------------------------------------------------------------------------------- operations


def _batched(x1: Any, x2: Any) -> tuple[Any, Any, tuple[int, ...]]:
    """(..., n, d) and (..., m, d) as (b, n, d) and (b, m, d), with the dimensions that b stands for."""
    batch = np.broadcast_shapes(x1.shape[:-2], x2.shape[:-2])
    x1, x2 = (np.broadcast_to(x, (*batch, *x.shape[-2:])).reshape(math.prod(batch), *x.shape[-2:]) for x in (x1, x2))
    return x1, x2, batch


def _cdist(x1: Any, x2: Any, *, p: float) -> Any:
    x1, x2, batch = _batched(x1, x2)
    if _by_products(x1, x2, p):
        out = np.stack([_euclidean(a, b) for a, b in zip(x1, x2, strict=True)])
    else:
        out = _in_blocks(x1, x2, p)
    return out.reshape(*batch, *out.shape[1:])


def _cdist_rule(g: Any, x1: Any, x2: Any, out: Any, p: float) -> tuple[Any, Any]:
    if isinstance(g, Tensor):  # to be differentiated again: with all differences in memory
        difference = x1[..., :, None, :] - x2[..., None, :, :]
        of_difference = _difference_rule(g, difference, out, p, difference.ndim - 1)
        return of_difference.sum(-2), -of_difference.sum(-3)
    x1, x2, batch = _batched(x1, x2)
    g, out = (x.reshape(math.prod(batch), *x.shape[-2:]) for x in (g, out))
    if _by_products(x1, x2, p):
        pairs = [_euclidean_rule(*matrices) for matrices in zip(g, x1, x2, out, strict=True)]
        first, second = (np.stack(parts) for parts in zip(*pairs, strict=True))
    else:
        first, second = _rule_in_blocks(g, x1, x2, out, p)
    return first.reshape(*batch, *first.shape[1:]), second.reshape(*batch, *second.shape[1:])


cdist_op: Op = Op(_cdist, name="cdist", promote="same", layout=contiguous, joint={("x1", "x2"): _cdist_rule})


@of_tensors
def cdist(x1: Tensor, x2: Tensor, p: float = 2.0, compute_mode: str = "use_mm_for_euclid_dist_if_necessary") -> Tensor:
    """The p-norm distances between the rows of two matrices: (..., n, d), (..., m, d) -> (..., n, m).

    >>> import autograd
    >>> autograd.cdist(autograd.zeros(1, 2), autograd.tensor([[3.0, 4.0]]))
    tensor([[5.]])
    """
    if x1.array.dtype.kind != "f" or x2.array.dtype.kind != "f":
        raise RuntimeError(f"cdist only supports floating-point dtypes, got {of(x1.array).name} and {of(x2.array).name}")
    if x1.ndim < 2 or x2.ndim < 2 or x1.array.shape[-1] != x2.array.shape[-1]:
        raise RuntimeError(
            f"cdist: expected tensors of at least two dimensions with the same number of columns, got {tuple(x1.shape)} and {tuple(x2.shape)}"
        )
    if p < 0:
        raise RuntimeError(f"cdist only supports non-negative p values, got {p}")
    return cdist_op(x1, x2, p=p)


# ---------------------------------------------------------------------------------------------------------------- pairs of one matrix


def _stretches(n: int) -> Iterator[tuple[int, slice, list[tuple[int, slice]]]]:
    """Rows that are done together: the first, all, and for each where its distances from the rows behind it are among those of all pairs."""
    start = 0
    for first in range(0, n, ROWS):
        places = []
        for i in range(first, min(first + ROWS, n)):
            places.append((i - first, slice(start, start + n - 1 - i)))
            start += n - 1 - i
        yield first, slice(first, first + len(places)), places


def _pdist(x: Any, *, p: float) -> Any:
    pairs = np.empty(len(x) * (len(x) - 1) // 2, x.dtype)
    for first, rows, places in _stretches(len(x)):
        distances = _cdist(x[rows], x[first:], p=p)
        for i, place in places:
            pairs[place] = distances[i, i + 1 :]
    return pairs


def _pdist_rule(g: Any, x: Any, out: Any, p: float) -> Any:
    n = x.shape[0]
    if isinstance(g, Tensor):
        i, j = np.triu_indices(n, 1)
        of_difference = _difference_rule(g, x[i] - x[j], out, p, 1)
        return sum(index_backward.apply(side, k, places=(0,), shape=x.shape) for side, k in ((of_difference, i), (-of_difference, j)))
    gradient = np.zeros(x.shape, np.float64)
    for first, rows, places in _stretches(n):
        distances = _cdist(x[rows], x[first:], p=p)  # also those of rows from rows before them, which `out` does not have
        slopes = np.zeros_like(distances)
        for row, place in places:
            slopes[row, row + 1 :] = g[place]
        for part, found in zip((rows, slice(first, None)), _cdist_rule(slopes, x[rows], x[first:], distances, p), strict=True):
            gradient[part] += found
    return gradient.astype(x.dtype)


pdist_op: Op = Op(_pdist, name="pdist", x=_pdist_rule)
