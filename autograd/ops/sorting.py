"""Order: sorting, ranks and quantiles, distinct values, places in a sorted sequence, and histograms."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..core.methods import axis_names, method, of_tensors
from ..core.op import NUMPY, Op
from ..core.size import dimension
from ..core.strides import like_input
from ..core.tensor import Tensor, wrap
from .comparison import where
from .indexing import gather
from .reduction import picked, picking, return_type, share_gradient
from .shape import along, ravel

__all__ = [
    "argsort", "bincount", "bucketize", "histc", "histogram", "kthvalue", "median", "mode", "msort", "nanmedian", "nanquantile",
    "quantile", "searchsorted", "sort", "topk", "unique", "unique_consecutive",
]  # fmt: skip


def _order(x: Any, dim: int, descending: bool = False) -> Any:
    """The indices that sort along ``dim``; equal elements keep their order, and nan counts as larger than all numbers."""
    if not x.ndim:
        return np.zeros((), np.int64)
    if not descending:
        return np.argsort(x, dim, kind="stable")
    backwards = along(dim, slice(None, None, -1))
    return x.shape[dim] - 1 - np.argsort(x[backwards], dim, kind="stable")[backwards]


FEW, MANY = 1 / 8, 128  # so few of so many are selected, and not sorted
CACHED = 1 << 17  # numbers of the rows that are looked at together
LONG = 1 << 13  # numbers of a row that is looked at like several: a short one by itself takes less time


def _ranked(x: Any, dim: int, start: int, stop: int, descending: bool = False) -> Any:
    """The indices from ``start`` to ``stop`` of those that `_order` gives."""
    n = x.shape[dim] if x.ndim else 1
    if n < MANY or not 0 < stop - start <= FEW * n:
        order = _order(x, dim, descending)
        return order[along(dim, slice(start, stop))] if x.ndim else order
    beside = np.moveaxis(x, dim, -1)
    rows = beside.reshape(-1, n)
    found = np.empty((len(rows), stop - start), np.int64)
    count = max(1, CACHED // n)
    for first in range(0, len(rows), count):
        some, places = rows[first : first + count], found[first : first + count]
        missed = _select(some, start, stop, descending, places) if len(some) > 1 or n >= LONG else range(1)
        for i in missed:
            places[i] = _selected(some[i], start, stop, descending)
    return np.moveaxis(found.reshape(*beside.shape[:-1], stop - start), -1, dim)


def _select(rows: Any, start: int, stop: int, descending: bool, found: Any) -> Any:
    """`_ranked` of each row, all at a time; returns the numbers of rows for which that is not the way, of many equal numbers or with nan."""
    n = rows.shape[1]
    group = min(32, n // (4 * stop))
    exactly = group < 4
    best = rows
    if not exactly:  # the best of each group: the last that is asked for is no worse than the last of as many of those
        best = (np.max if descending else np.min)(rows[:, : n // group * group].reshape(len(rows), group, -1), 1)
    place = best.shape[1] - stop if descending else stop - 1
    bound = np.partition(best, place)[:, place, None]
    one = exactly and stop - start == 1
    hits = rows == bound if one else rows >= bound if descending else rows <= bound
    counts = np.count_nonzero(hits, 1)
    few = counts == 1 if one else (counts >= stop) & (counts <= 2 * stop + 8)
    if descending and rows.dtype.kind == "f":
        few &= ~np.isnan(rows).any(1)  # which would come first
    if not few.all():
        hits[~few] = False
    flat = np.flatnonzero(hits)
    if one:
        found[few, 0] = flat % n
    else:
        values = rows[np.divmod(flat, n)]
        order = np.lexsort((values if not descending else -values if values.dtype.kind == "f" else ~values, flat // n))
        starts = np.cumsum(counts[few]) - counts[few]
        found[few] = flat[order][starts[:, None] + np.arange(start, stop)] % n
    return np.flatnonzero(~few)


def _selected(x: Any, start: int, stop: int, descending: bool) -> Any:
    """`_ranked` of a vector: what comes before the last value that is asked for, and the first of those that equal it."""
    last = np.partition(x, len(x) - stop if descending else stop - 1)[len(x) - stop if descending else stop - 1]
    if last != last:
        return _order(x, 0, descending)[start:stop]
    before = ~(x <= last) if descending else x < last  # nan is larger than all
    count = np.count_nonzero(before)
    equal = np.flatnonzero(x == last)[max(start - count, 0) : stop - count]
    if start >= count:
        return equal
    places = np.flatnonzero(before)
    return np.append(places[_order(x[places], 0, descending)[start:]], equal)


_sort = picking("sort", layout=like_input)
_topk, _kthvalue, _mode = (picking(n) for n in ("topk", "kthvalue", "mode"))
_median_along = picking("median", "MedianBackward1")
_sort_type, _topk_type, _kthvalue_type, _median_type, _nanmedian_type, _mode_type = (
    return_type(n, "values", "indices") for n in ("sort", "topk", "kthvalue", "median", "nanmedian", "mode")
)


@method
@axis_names
def sort(input: Tensor, dim: int = -1, descending: bool = False, stable: bool = False) -> Any:
    """The elements in ascending or descending order along ``dim``, as ``values`` and ``indices``. Always stable; nan counts as largest.

    >>> import autograd
    >>> values, indices = autograd.tensor([3, 1, 2]).sort()
    >>> values, indices
    (tensor([1, 2, 3]), tensor([1, 2, 0]))
    """
    dim = dimension("sort", dim, input.array.ndim)
    return picked(_sort, _sort_type, input, _order(input.array, dim, descending), dim)


@method
@axis_names
def argsort(input: Tensor, dim: int = -1, descending: bool = False, stable: bool = False) -> Tensor:
    """The indices that sort along ``dim``.

    >>> import autograd
    >>> autograd.argsort(autograd.tensor([3, 1, 2]))
    tensor([1, 2, 0])
    """
    order = _order(input.array, dimension("argsort", dim, input.array.ndim), descending)
    return wrap(like_input(order, [input.array]))


@method
def msort(input: Tensor) -> Tensor:
    """The elements in ascending order along the first dimension.

    >>> import autograd
    >>> autograd.msort(autograd.tensor([3, 1, 2]))
    tensor([1, 2, 3])
    """
    return sort(input, 0)[0]


@method
@axis_names
def topk(input: Tensor, k: int, dim: int = -1, largest: bool = True, sorted: bool = True) -> Any:
    """The ``k`` largest (or smallest) elements along ``dim``, best first, as ``values`` and ``indices``.

    >>> import autograd
    >>> autograd.tensor([3.0, 1.0, 2.0]).topk(2)
    torch.return_types.topk(
    values=tensor([3., 2.]),
    indices=tensor([0, 2]))
    """
    dim = dimension("topk", dim, input.array.ndim)
    if not 0 <= k <= (input.array.shape[dim] if input.array.ndim else 1):
        raise RuntimeError(f"topk: selected index k={k} out of range for the size {list(input.shape)} along dimension {dim}")
    return picked(_topk, _topk_type, input, _ranked(input.array, dim, 0, k, largest), dim)


@method
@axis_names
def kthvalue(input: Tensor, k: int, dim: int = -1, keepdim: bool = False) -> Any:
    """The ``k``-th smallest element along ``dim``, counted from 1, as ``values`` and ``indices``.

    >>> import autograd
    >>> autograd.kthvalue(autograd.tensor([3, 1, 2]), 2).values
    tensor(2)
    """
    dim = dimension("kthvalue", dim, input.array.ndim)
    n = input.array.shape[dim] if input.array.ndim else 1
    if n == 0:
        raise IndexError(f"kthvalue(): Expected reduction dim {dim} to have non-zero size.")
    if not 1 <= k <= n:
        raise RuntimeError(f"kthvalue(): selected number k={k} out of range for dimension {dim} of size {n}")
    return picked(_kthvalue, _kthvalue_type, input, _ranked(input.array, dim, k - 1, k), dim, keepdim)


# ---------------------------------------------------------------------------------------------------------------- medians, mode, quantiles


def _middle(x: Any, dim: int, skip_nan: bool) -> Any:
    """The index of the median, the lower of two; of the first nan, unless they are skipped or there is no other."""
    n = x.shape[dim]
    missing = np.isnan(x)
    if not missing.any():
        return _ranked(x, dim, max(n - 1, 0) // 2, max(n - 1, 0) // 2 + 1)
    numbers = np.sum(~missing, dim, keepdims=True)
    place = np.maximum(numbers - 1, 0) // 2
    if not skip_nan:
        place = np.where(numbers < n, numbers, place)
    return np.take_along_axis(_order(x, dim), place, dim)


def _median(x: Any, *, skip_nan: bool = False) -> Any:
    flat = x.reshape(-1)
    if not flat.size:
        return np.asarray(np.iinfo(x.dtype).min if x.dtype.kind in "iu" else np.nan, x.dtype)
    return flat[_middle(flat, 0, skip_nan)].reshape(())


_median_of_all, _nanmedian_of_all = (Op(_median, name=n, x=share_gradient) for n in ("median", "nanmedian"))


def _median_or_along(kind: Any, op: Op, input: Tensor, dim: int | None, keepdim: bool) -> Any:
    skip_nan = kind is _nanmedian_type
    if dim is None:
        return op(input, skip_nan=skip_nan)
    dim = dimension("median", dim, input.array.ndim)
    if input.array.ndim and input.array.shape[dim] == 0:
        raise IndexError(f"median(): Expected reduction dim {dim} to have non-zero size.")
    indices = _middle(input.array, dim, skip_nan) if input.array.ndim else np.zeros((), np.int64)
    return picked(_median_along, kind, input, indices, dim, keepdim)


@method
@axis_names
def median(input: Tensor, dim: int | None = None, keepdim: bool = False) -> Any:
    """The middle element in sorted order, the lower of two; along ``dim``, as ``values`` and ``indices``. nan if there is a nan.

    >>> import autograd
    >>> autograd.median(autograd.tensor([3.0, 1.0, 2.0, 9.0]))
    tensor(2.)
    """
    return _median_or_along(_median_type, _median_of_all, input, dim, keepdim)


@method
@axis_names
def nanmedian(input: Tensor, dim: int | None = None, keepdim: bool = False) -> Any:
    """`median` of the elements that are not nan.

    >>> import autograd
    >>> autograd.nanmedian(autograd.tensor([3.0, float("nan"), 1.0]))
    tensor(1.)
    """
    return _median_or_along(_nanmedian_type, _nanmedian_of_all, input, dim, keepdim)


@method
@axis_names
def mode(input: Tensor, dim: int = -1, keepdim: bool = False) -> Any:
    """The most frequent element along ``dim``, the smallest of several, with the last index at which it stands.

    >>> import autograd
    >>> autograd.mode(autograd.tensor([1, 2, 2, 3])).values
    tensor(2)
    """
    dim = dimension("mode", dim, input.array.ndim)
    if not input.array.ndim:
        return picked(_mode, _mode_type, input, np.zeros((), np.int64), 0, keepdim)
    if input.array.shape[dim] == 0:
        raise IndexError(f"mode(): Expected reduction dim {dim} to have non-zero size.")
    return picked(_mode, _mode_type, input, _most_frequent(input.array, dim), dim, keepdim)


def _most_frequent(x: Any, dim: int) -> Any:
    """The last index of the most frequent value, the smallest of several."""
    order = _order(x, dim)
    values = np.take_along_axis(x, order, dim)
    places = np.arange(values.shape[dim]).reshape([-1 if d == dim else 1 for d in range(values.ndim)])
    begins = values != np.roll(values, 1, dim)  # of a run of equal values
    length = places - np.maximum.accumulate(np.where(begins, places, 0), dim)
    return np.take_along_axis(order, np.argmax(length, dim, keepdims=True), dim)


def _check_fraction(name: str, q: Tensor) -> None:
    if not ((q.array >= 0) & (q.array <= 1)).all():
        raise RuntimeError(f"{name}() q must be in the range [0, 1] but got {q}")


def _quantile(name: str, input: Tensor, q: Any, dim: int | None, keepdim: bool, interpolation: str, skip_nan: bool) -> Tensor:
    """Source of the five interpolations: torch.quantile. The place of quantile q among n sorted values is q (n - 1)."""
    if input.array.dtype not in (np.float32, np.float64):
        raise RuntimeError(f"{name}() input tensor must be either float or double dtype, got {input.dtype.name}")
    if not input.array.size:
        raise RuntimeError(f"{name}() input tensor must be non-empty")
    if isinstance(q, Tensor) and (q.array.ndim > 1 or q.array.dtype != input.array.dtype):
        raise RuntimeError(f"{name}() q must be a scalar or 1D tensor of the input's dtype {input.dtype.name}, got {q.dtype.name} {list(q.shape)}")
    if interpolation not in ("linear", "lower", "higher", "midpoint", "nearest"):
        raise RuntimeError(f"{name}() interpolation must be one of linear, lower, higher, midpoint or nearest, but got {interpolation}")
    ndim = input.array.ndim
    at: Any = q if isinstance(q, Tensor) else wrap(np.asarray(q, input.array.dtype))
    _check_fraction(name, at)
    x: Any = ravel(input) if dim is None or not ndim else input.movedim(dimension(name, dim, ndim), -1)
    values = sort(x, -1)[0]
    missing, n = values.isnan(), values.array.shape[-1]
    if skip_nan:
        ranks = at.reshape(-1) * (n - 1 - missing.sum(-1, keepdim=True)).clamp(min=0).to(x.dtype)
    else:
        ranks = where(missing[..., -1:], float(n - 1), at.reshape(-1) * (n - 1))
    ranks = ranks.expand(*x.shape[:-1], at.array.size)
    places = ranks.detach()
    below = (places.ceil() if interpolation == "higher" else places.round() if interpolation == "nearest" else places.floor()).long()
    result = gather(values, values.ndim - 1, below)
    if interpolation in ("linear", "midpoint"):
        weight = 0.5 if interpolation == "midpoint" else ranks - below
        above = gather(values, values.ndim - 1, places.ceil().long())
        result = result.lerp(above, weight)
    result = result.movedim(-1, 0)
    if keepdim:
        result = result.unsqueeze(1 + dimension(name, dim, ndim)) if dim is not None and ndim else result.reshape(-1, *(1,) * ndim)
    return result if at.array.ndim else result.squeeze(0)


@method
@axis_names
def quantile(input: Tensor, q: Any, dim: int | None = None, keepdim: bool = False, *, interpolation: str = "linear") -> Tensor:
    """The value below which a fraction ``q`` of the elements lies, of all or along ``dim``; several q are the first dimension of the result.

    >>> import autograd
    >>> autograd.quantile(autograd.tensor([0.0, 1.0, 4.0]), 0.75)
    tensor(2.5000)
    """
    return _quantile("quantile", input, q, dim, keepdim, interpolation, skip_nan=False)


@method
@axis_names
def nanquantile(input: Tensor, q: Any, dim: int | None = None, keepdim: bool = False, *, interpolation: str = "linear") -> Tensor:
    """`quantile` of the elements that are not nan.

    >>> import autograd
    >>> autograd.nanquantile(autograd.tensor([1.0, float("nan"), 3.0]), 0.5)
    tensor(2.)
    """
    return _quantile("nanquantile", input, q, dim, keepdim, interpolation, skip_nan=True)


# ---------------------------------------------------------------------------------------------------------------- distinct values


def _results(output: Any, inverse: Any, counts: Any, return_inverse: bool, return_counts: bool) -> Any:
    extra = [wrap(a) for a, wanted in ((inverse, return_inverse), (counts, return_counts)) if wanted]
    return (wrap(output), *extra) if extra else wrap(output)


@method
@axis_names
def unique(input: Tensor, sorted: bool = True, return_inverse: bool = False, return_counts: bool = False, dim: int | None = None) -> Any:
    """The distinct elements (or parts along ``dim``), in order; on request also where each went, and how often each occurs.

    >>> import autograd
    >>> autograd.unique(autograd.tensor([3, 1, 3]), return_counts=True)
    (tensor([1, 3]), tensor([1, 2]))
    """
    if dim is not None:
        dim = dimension("unique", dim, input.array.ndim)
    if dim is None and not return_inverse:
        return unique_consecutive(wrap(np.sort(input.array, None)), return_counts=return_counts)
    output, inverse, counts = np.unique(input.array, return_inverse=True, return_counts=True, axis=dim, equal_nan=False)
    inverse = inverse.reshape(-1 if dim is not None else input.array.shape)
    return _results(output, inverse, counts, return_inverse, return_counts)


@method
@axis_names
def unique_consecutive(input: Tensor, return_inverse: bool = False, return_counts: bool = False, dim: int | None = None) -> Any:
    """The elements (or parts along ``dim``) that differ from the one before; on request also where each went, and how many were equal.

    >>> import autograd
    >>> autograd.unique_consecutive(autograd.tensor([1, 1, 2, 1]))
    tensor([1, 2, 1])
    """
    x = input.array.reshape(-1) if dim is None else np.moveaxis(input.array, dimension("unique_consecutive", dim, input.array.ndim), 0)
    begins = np.ones(len(x), np.bool_)
    begins[1:] = x[1:] != x[:-1] if x.ndim == 1 else (x[1:] != x[:-1]).any(tuple(range(1, x.ndim)))
    output = x[begins] if dim is None else np.moveaxis(x[begins], 0, dim)
    inverse = (np.cumsum(begins) - 1).reshape(input.array.shape if dim is None else -1) if return_inverse else None
    counts = np.diff(np.append(np.flatnonzero(begins), len(x))) if return_counts else None
    return _results(output, inverse, counts, return_inverse, return_counts)


# ---------------------------------------------------------------------------------------------------------------- places and histograms


def searchsorted(
    sorted_sequence: Tensor, input: Any, *, out_int32: bool = False, right: bool = False, side: str | None = None, sorter: Tensor | None = None
) -> Tensor:
    """Where in a sorted sequence each value would be inserted: before those that equal it, or behind them (``right``, ``side="right"``).

    A sequence of several dimensions is one sequence per row, for the values of the same row.

    >>> import autograd
    >>> autograd.searchsorted(autograd.tensor([1, 3, 5]), autograd.tensor([0, 3, 9]))
    tensor([0, 1, 3])
    """
    sequence, values = sorted_sequence.array, np.asarray(input.array if isinstance(input, Tensor) else input)
    if side not in (None, "left", "right") or (side == "left" and right):
        raise RuntimeError(f"torch.searchsorted(): side must be 'left' or 'right', and not contradict right, got side={side!r} and right={right}")
    if isinstance(input, Tensor) and values.dtype != sequence.dtype:
        raise RuntimeError(
            "torch.searchsorted(): boundary tensor and input value tensor should have same dtype, "
            f"but got {sorted_sequence.dtype.name} and {input.dtype.name}"
        )
    if sequence.ndim == 0 or (sequence.ndim > 1 and values.shape[:-1] != sequence.shape[:-1]):
        raise RuntimeError(
            "torch.searchsorted(): boundaries tensor should be 1 dimension or the first N-1 dimensions of boundaries tensor and input value "
            f"tensor must match, but we got {list(sequence.shape)} and {list(values.shape)}"
        )
    if sorter is not None:
        if sorter.array.shape != sequence.shape or sorter.array.dtype != np.int64:
            raise RuntimeError(f"torch.searchsorted(): sorter must be int64 of the boundaries' size {list(sequence.shape)}, got {list(sorter.shape)}")
        if sorter.array.size and (sorter.array.min() < 0 or sorter.array.max() >= sequence.shape[-1]):
            raise RuntimeError("torch.searchsorted(): sorter index out of range")
        sequence = np.take_along_axis(sequence, sorter.array, -1)
    where_equal: Any = "right" if right or side == "right" else "left"
    found = np.zeros(values.shape, np.int32 if out_int32 else np.int64)
    for row in np.ndindex(sequence.shape[:-1]):
        found[row] = np.searchsorted(sequence[row], values[row], where_equal)
    return wrap(found)


def bucketize(input: Any, boundaries: Tensor, *, out_int32: bool = False, right: bool = False) -> Tensor:
    """The number of the bucket, between sorted boundaries, into which each value falls; see `searchsorted`.

    >>> import autograd
    >>> autograd.bucketize(autograd.tensor([0, 3, 9]), autograd.tensor([1, 3, 5]))
    tensor([0, 1, 3])
    """
    if boundaries.array.ndim != 1:
        raise RuntimeError(f"bucketize: boundaries tensor must be 1 dimension, but got dim({boundaries.array.ndim})")
    values = input.array if isinstance(input, Tensor) else np.asarray(input)
    return wrap(np.searchsorted(boundaries.array, values, "right" if right else "left").astype(np.int32 if out_int32 else np.int64))


@method
@of_tensors
def histc(input: Tensor, bins: int = 100, min: float = 0, max: float = 0) -> Tensor:
    """How many elements fall into each of ``bins`` equal intervals from min to max; both 0 stand for the extremes of the elements.

    >>> import autograd
    >>> autograd.histc(autograd.tensor([1.0, 2.0, 1.0]), bins=4, min=0, max=3)
    tensor([0., 2., 1., 0.])
    """
    if bins <= 0:
        raise RuntimeError(f"histc: bins must be > 0, got {bins}")
    if not (np.isfinite(min) and np.isfinite(max)) or min > max:
        raise RuntimeError(f"histc: max must be larger than min, and both finite, got min={min} and max={max}")
    x = input.array
    if x.dtype.kind != "f":
        raise NotImplementedError(f"histc: not implemented for {input.dtype.name}: convert the tensor with .float() first")
    low, high = (x.min(), x.max()) if min == max and x.size else (min, max)
    if not (np.isfinite(low) and np.isfinite(high)):
        raise RuntimeError(f"histc: range of [{low}, {high}] is not finite")
    if low == high:
        low, high = low - 1, high + 1
    low, high = x.dtype.type(low), x.dtype.type(high)
    inside = x[(x >= low) & (x <= high)]
    places = ((inside - low) * x.dtype.type(bins) / (high - low)).astype(np.int64)  # in x's precision, as PyTorch
    return wrap(np.bincount(np.minimum(places, bins - 1), minlength=bins).astype(x.dtype))


def _evenly(low: Any, high: Any, count: int) -> Any:
    """The edges of so many equal bins, counted from the nearer end as PyTorch does, each rounded once."""
    number = np.arange(count + 1)
    step = np.float64((high - low) / low.dtype.type(count))
    return np.where(number < (count + 1) // 2, low + step * number, high - step * (count - number)).astype(low.dtype)


_histogram_type = return_type("histogram", "hist", "bin_edges")


@method
@of_tensors
def histogram(input: Tensor, bins: Any = 100, *, range: Any = None, weight: Tensor | None = None, density: bool = False) -> Any:
    """The number of elements (or the sum of their weights) in each bin, and the edges of the bins: so many equal ones, or edges given.

    >>> import autograd
    >>> autograd.histogram(autograd.tensor([1.0, 2.0, 1.0]), 4, range=(0.0, 3.0)).hist
    tensor([0., 2., 1., 0.])
    """
    x = input.array.reshape(-1)
    if weight is not None and weight.array.dtype != x.dtype:
        raise RuntimeError(f"histogram: expected weight of the input's dtype {input.dtype.name}, got {weight.dtype.name}")
    edges: Any = np.histogram_bin_edges(x, bins.array if isinstance(bins, Tensor) else bins, range).astype(x.dtype)
    if not isinstance(bins, Tensor):
        edges = _evenly(edges[0], edges[-1], bins)
    inside = (x >= edges[0]) & (x <= edges[-1])
    places = np.minimum(np.searchsorted(edges, x[inside], "right"), len(edges) - 1) - 1
    weights = None if weight is None else weight.array.reshape(-1)[inside]
    hist: Any = np.bincount(places, weights, len(edges) - 1)
    if density:
        hist = hist / (hist.sum() * np.diff(edges))
    return _histogram_type(wrap(hist.astype(x.dtype)), wrap(edges))


@method
@of_tensors
def bincount(input: Tensor, weights: Tensor | None = None, minlength: int = 0) -> Tensor:
    """How often each of 0, 1, 2, ... occurs, or the sum of the weights of its occurrences.

    >>> import autograd
    >>> autograd.bincount(autograd.tensor([0, 2, 2]))
    tensor([1, 0, 2])
    """
    x = input.array
    if x.ndim != 1 or x.dtype.kind not in "iu" or (x.size and x.min() < 0):
        raise RuntimeError(f"bincount only supports 1-d non-negative integral inputs, got {input.dtype.name} {list(x.shape)}")
    if minlength < 0:
        raise RuntimeError(f"bincount: minlength should be >= 0, got {minlength}")
    if weights is None:
        return wrap(np.bincount(x, minlength=minlength))
    if weights.array.shape != x.shape:
        raise RuntimeError(f"bincount: weights should be 1-d and have the same length as input, got {list(weights.shape)} for {list(x.shape)}")
    counts = np.bincount(x, weights.array, minlength)
    return wrap(counts.astype(np.float32) if weights.array.dtype == np.float32 else counts)


NUMPY.update(
    {
        np.sort: lambda a, axis=-1: sort(a, axis)[0],
        np.argsort: lambda a, axis=-1: argsort(a, axis),
        np.median: lambda a, axis=None, keepdims=False: quantile(a, 0.5, axis, keepdims),
        np.quantile: lambda a, q, axis=None, keepdims=False: quantile(a, q, axis, keepdims),
    }
)
