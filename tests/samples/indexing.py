"""Samples of autograd/ops/indexing.py."""

from typing import Any

import numpy as np

import autograd
from autograd import Tensor
from tests.samples import Sample, normal

x, y, v = normal(3, 4), normal(2, 3, 4), normal(5)
rows, columns = np.array([0, 2, 0]), np.array([[1, 3], [0, 1]])
mask = np.array([[True, False, True, True], [False, False, True, False], [True, True, False, False]])
number = np.asarray(normal(1)[0])


def squared(name: str, function: Any, **keywords: Any) -> Any:
    """The squares of what an operation gives, so that there is a second order."""

    def call(*inputs: Any) -> Any:
        result = function(*inputs, **keywords)
        return result * result

    call.__name__ = name
    return call


def part(*index: Any) -> Any:
    """``t[index]``, squared."""

    def call(t: Tensor) -> Any:
        p = t[index if len(index) != 1 else index[0]]
        return p * p

    call.__name__ = "getitem"
    return call


def written(*index: Any) -> Any:
    """A tensor after ``t[index] = value``, squared: gradients go to the old tensor where it remains, else to the value."""

    def call(t: Tensor, value: Tensor) -> Any:
        t = t * 1.0
        t[index if len(index) != 1 else index[0]] = value
        return t * t

    call.__name__ = "setitem"
    return call


def written_through_views(t: Tensor, value: Tensor) -> Any:
    """A tensor after writes to a view of its view, by assignment and by in-place multiplication."""
    t = (t * 1.0).contiguous()
    view = t[1:].view(-1)[2:6]
    view[::2] = value
    t[:, 0] *= value[0]
    t[rows[:2]] += value[1]  # two different rows
    return t * t, view * 3.0


def through_numpy(t: Tensor) -> Any:
    """The same by NumPy's names."""
    return np.take(t, rows, axis=1) ** 2, np.take(t, columns) ** 2, np.take_along_axis(t, columns % 2, 1) ** 2


READ = [
    ("integer", x, (1,)),
    ("integers", x, (2, -1)),
    ("slice", y, (slice(1, None), slice(None, None, 2), slice(-3, -1))),
    ("new axis", x, (1, None)),
    ("all", x, (Ellipsis,)),
    ("rows", x, (rows,)),
    ("increasing rows", x, (np.array([0, 2]),)),
    ("rows of numbers", v, (columns,)),
    ("pairs", x, (rows, np.array([1, 3, 1]))),
    ("in the middle", y, (slice(None), rows)),
    ("apart", y, (np.array([0, 1]), slice(None), np.array([3, 0]))),
    ("integer and rows", y, (1, slice(None), columns)),
    ("mask", x, (mask,)),
    ("mask of columns", x, (slice(None), mask[0])),
    ("mask with integers", y, (0, mask[0, :3], slice(2))),
]
WRITE = [
    ("row", x, normal(4), (1,)),
    ("element", x, number, (1, 2)),
    ("column, broadcast", x, normal(1, 1, seed=3), (slice(None), slice(1, 3))),
    ("rows", x, normal(2, 4), (np.array([2, 0]),)),
    ("mask", x, normal(6), (mask,)),
    ("mask, one number", x, number, (mask,)),
    ("integer and columns", y, normal(3, 2), (1, slice(None), np.array([3, 0]))),
]
index, at_columns, at_rows = (autograd.from_numpy(i) for i in (rows, np.array([[1, 3], [0, 1], [2, 2]]), np.array([2, 0])))
on = autograd.from_numpy(mask)
REDUCED = normal(3, 2, seed=1)
OTHERS = [
    ("gather", lambda t: t.gather(1, at_columns), x),
    ("take_along_dim", lambda t: t.take_along_dim(at_columns, 1), x),
    ("index_select", lambda t: t.index_select(-1, index), x),
    ("scatter", lambda t, s: t.scatter(1, at_columns[:2], s), x, normal(2, 2)),
    ("scatter_add", lambda t, s: t.scatter_add(1, at_columns, s), x, normal(3, 3)),
    ("index_add", lambda t, s: t.index_add(1, index, s, alpha=2), x, normal(3, 3)),
    ("index_copy", lambda t, s: t.index_copy(0, at_rows, s), x, normal(2, 4)),
    ("index_fill", lambda t, s: t.index_fill(0, index, s), x, number),
    ("index_put", lambda t, s: t.index_put((index,), s, accumulate=True), x, normal(4)),
    ("put", lambda t, s: t.put(at_rows, s), x, normal(2)),
    ("masked_fill", lambda t, s: t.masked_fill(on, s), x, number),
    ("masked_select", lambda t: t.masked_select(on[0]), x),
    ("masked_scatter", lambda t, s: t.masked_scatter(on, s), x, normal(3, 3)),
    ("select_scatter", lambda t, s: t.select_scatter(s, 1, 2), x, normal(3)),
    ("slice_scatter", lambda t, s: t.slice_scatter(s, 0, 1), x, normal(2, 4)),
    ("diagonal_scatter", lambda t, s: t.diagonal_scatter(s, 1), x, normal(3)),
    ("index_reduce", lambda t, s: t.index_reduce(1, index, s, "prod"), x, np.where(np.eye(3), 0, normal(3, 3))),
]
REDUCTIONS = [(reduce, own) for reduce in ("sum", "mean", "prod", "amax", "amin") for own in (True, False)]


def scatter_reduce(t: Tensor, s: Tensor, reduce: str, own: bool) -> Any:
    """A reduction by index, squared."""
    return autograd.scatter_reduce(t, 1, at_columns, s, reduce, include_self=own) ** 2


SAMPLES = [
    *(Sample(part(*index), values, name=name) for name, values, index in READ),
    *(Sample(written(*index), values, value, name=name) for name, values, value, index in WRITE),
    Sample(written_through_views, x, normal(2)),
    Sample(through_numpy, normal(2, 4)),
    *(Sample(squared(name, function), *inputs) for name, function, *inputs in OTHERS),
    *(Sample(scatter_reduce, x, REDUCED, name=f"{reduce} {own}", reduce=reduce, own=own) for reduce, own in REDUCTIONS),
]
