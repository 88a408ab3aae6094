"""Linear maps on the planes of a (N, C, *size) tensor that pooling and resampling share.

Picking elements, summing windows, and multiplying by a matrix along each axis; and their adjoints.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from math import prod
from typing import Any

import numpy as np

from autograd import Tensor
from autograd.core.op import Op
from autograd.core.strides import channels, channels_of_planes, contiguous
from autograd.machine.threads import cut, each, product
from autograd.machine.totals import ROWS, add_rows, add_up, finite

from .windows import Windows


def _pick(x: Any, *, index: Any, distinct: bool = False) -> Any:
    """The elements of each plane at ``index``, counted in row-major order: (N, C, *size) -> (N, C, *count).

    ``distinct``: no position of a plane is picked twice, as by windows that do not overlap; the adjoint is then faster.
    """
    picked = np.empty((*x.shape[:2], *index.shape[2:]), x.dtype)
    into = picked
    if index.shape[1] == x.shape[1]:
        x, index, into = apart(x), apart(index), apart(picked)

    def take(these: slice) -> None:
        some = x[these]
        into[these] = np.take(some, among_all(index[these], some.shape))

    each(take, cut(len(x), 2 * picked.size))
    return picked


def apart(x: Any) -> Any:
    """Planes as samples, (N * C, 1, *size): to be divided among threads also if there is one picture."""
    return x.reshape(prod(x.shape[:2]), 1, *x.shape[2:])


CACHED = 1 << 16  # numbers of the planes that are added to at a time


def _place(y: Any, *, index: Any, size: tuple[int, ...], distinct: bool = False) -> Any:
    """Planes of zeros with the elements of y added at ``index``: (N, C, *count) -> (N, C, *size)."""
    whole = np.zeros((*y.shape[:2], *size), y.dtype)
    planes = whole
    if index.shape[1] == y.shape[1]:
        y, index, planes = apart(y), apart(index), apart(whole)

    def put(these: slice) -> None:
        some = planes[these]
        some.reshape(-1)[among_all(index[these], some.shape)] = y[these]

    def add(these: slice) -> None:
        step = max(1, CACHED // max(1, prod(planes.shape[1:])))
        for start in range(these.start, these.stop, step):
            part = slice(start, min(start + step, these.stop))
            some = planes[part]
            some[...] = add_rows((some.size,), among_all(index[part], some.shape), y[part].reshape(-1)).reshape(some.shape)

    each(put if distinct else add, cut(len(y), 4 * y.size))
    return whole


def among_all(index: Any, shape: tuple[int, ...]) -> Any:
    """Positions within each plane, (N, C, ...) or (N, 1, ...) if all channels have the same, as positions in the whole array."""
    first = np.arange(0, prod(shape), max(1, prod(shape[2:])))
    return index + first.reshape(shape[0], shape[1], *[1] * (index.ndim - 2))


def picking(name: str, title: str | None = None, **settings: Any) -> Op:
    """Elements of x at given positions: one operation under the names of the functions that choose the positions."""
    settings = {"layout": channels, **settings}
    return Op(
        _pick,
        name=name,
        title=title,
        **settings,
        x=lambda g, x_shape, index, distinct: place.apply(g, index=index, size=x_shape[2:], distinct=distinct),
    )


pick = picking("pick")
place: Op = Op(_place, name="place", y=lambda g, index, distinct: pick.apply(g, index=index, distinct=distinct))


def _window_sums(x: Any, *, windows: Windows) -> Any:
    """The sum of each window's elements: (N, C, *size) -> (N, C, *count)."""
    return _added_taps(x, windows.out, windows.taps())


def _added_taps(x: Any, size: tuple[int, ...], taps: Sequence[tuple[Any, Any]]) -> Any:
    """For each tap (met, inside), ``x[met]`` added at ``inside`` of planes of zeros; of a large kernel a few taps at a time."""

    def of_some(some: Sequence[tuple[Any, Any]]) -> Any:
        sums = np.zeros((*x.shape[:2], *size), x.dtype)
        for met, inside in some:
            sums[inside] += x[met]
        return sums

    return add_up(of_some(taps[start : start + ROWS]) for start in range(0, len(taps), ROWS))


def spread_sums(sums: Any, *, windows: Windows) -> Any:
    """Each window's number added to all its elements: (N, C, *count) -> (N, C, *size)."""
    return _added_taps(sums, windows.size, [(inside, met) for met, inside in windows.taps()])


window_sums = Op(
    _window_sums,
    name="avg_pool",
    layout=lambda out, inputs: channels(out, inputs) if out.ndim < 5 else contiguous(out),
    piecewise_linear=True,
    x=lambda g, windows: spread.apply(g, windows=windows),
)
spread: Op = Op(spread_sums, name="avg_pool_backward", title="AvgPoolBackward", sums=lambda g, windows: window_sums.apply(g, windows=windows))


in_layout_of = Op(
    lambda result, input: result,
    name="clone",
    layout=lambda out, inputs: channels_of_planes(out, inputs[1:]),
    result=lambda g: g,
    doc="A result that was computed by way of other shapes, with the channels last if they are so in the input.",
)


LARGEST_MATRIX = 1 << 20  # elements of a matrix that is written down, zeros and all


KEPT_MATRIX = 1 << 16  # elements of one that is kept for the next time


class Matrix:
    """A matrix most of whose elements are zero: the others by their rows, columns and values; those that share a place are added."""

    def __init__(self, shape: tuple[int, int], rows: Any, columns: Any, values: Any) -> None:
        self.shape, self.rows, self.columns, self.values = shape, rows, columns, values
        self._kept: dict[Any, Any] = {}

    @cached_property
    def transposed(self) -> Matrix:
        """Its rows as columns."""
        return Matrix(self.shape[::-1], self.columns, self.rows, self.values)

    def dense(self, dtype: Any) -> Any:
        """All of it, as an array."""
        found = self._kept.get(dtype)
        if found is None:
            size = prod(self.shape)
            found = np.bincount(self.rows * self.shape[1] + self.columns, self.values, size).reshape(self.shape).astype(dtype)
            if size <= KEPT_MATRIX:
                self._kept[dtype] = found
        return found


def stretches(start: Any, end: Any) -> tuple[Any, Any]:
    """The rows and columns of a matrix that meets, in each row, the columns from ``start`` up to ``end``."""
    lengths = end - start
    before = np.cumsum(lengths) - lengths
    return np.repeat(np.arange(len(start)), lengths), np.arange(lengths.sum()) - np.repeat(before - start, lengths)


def _along(x: Any, *, matrix: Matrix, axis: int) -> Any:
    """The matrix times each of the vectors along ``axis``: (..., n, ...) -> (..., m, ...).

    A product with zeros would make nan of an infinity that does not count: where there are such numbers, and where the matrix would be too
    large, only the elements that count are taken.
    """
    count, size = matrix.shape
    lead, rest = x.shape[:axis], x.shape[axis + 1 :]
    if count * size <= LARGEST_MATRIX:
        dense = matrix.dense(x.dtype)
        if axis == x.ndim - 1:
            sums = product(x.reshape(prod(lead), size), np.ascontiguousarray(dense.T))
        else:
            sums = product(np.broadcast_to(dense, (prod(lead), count, size)), x.reshape(prod(lead), size, prod(rest)))
        if finite(sums):
            return sums.reshape(*lead, count, *rest)
    lines = np.moveaxis(x, axis, 0).reshape(size, prod(lead) * prod(rest))
    sums = add_rows((count, lines.shape[1]), matrix.rows, lines.take(matrix.columns, 0) * matrix.values.astype(x.dtype)[:, None])
    return np.moveaxis(sums.reshape(count, *lead, *rest), 0, axis)


along: Op = Op(
    _along,
    wide=True,
    name="weighted_sums",
    layout=contiguous,
    x=lambda g, matrix, axis: along.apply(g, matrix=matrix.transposed, axis=axis),
)


def separable(input: Tensor, matrices: Sequence[Matrix | None]) -> Tensor:
    """A matrix (m_d, n_d) for each of the last dimensions, applied one after another: (..., n_1, n_2) -> (..., m_1, m_2). None changes nothing."""
    given = input
    for d, matrix in enumerate(matrices, start=input.array.ndim - len(matrices)):
        if matrix is not None:
            input = along(input, matrix=matrix, axis=d)
    return input.clone() if input is given else input
