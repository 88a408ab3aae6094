"""Operations that reduce dimensions to one number: sums, means, extremes, norms."""

from __future__ import annotations

import builtins
import warnings
from collections import namedtuple
from typing import Any

import numpy as np

from ..op import NUMPY, Op, method
from ..tensor import Tensor, dimension, wrap
from .shape import axis_names, dims_of, expand_op, reshape_op, squeeze_op

__all__ = ["amax", "amin", "argmax", "argmin", "max", "mean", "min", "sum"]


def axes_of(caller: str, dim: Any, ndim: int) -> tuple[int, ...] | None:
    """The dimensions to reduce, counted from the front: a number or several; None, or none of them, means all."""
    if dim is None or dim == ():
        return None
    axes = dims_of(caller, dim, ndim)
    return axes if ndim and axes else None


def return_type(name: str, *fields: str) -> Any:
    """A named tuple of results, which prints as PyTorch's do."""
    kind: Any = namedtuple(name, fields)  # type: ignore[misc]

    def text(self: Any) -> str:
        return f"torch.return_types.{name}(\n" + ",\n".join(f"{f}={v!r}" for f, v in zip(fields, self, strict=True)) + ")"

    kind.__repr__ = text
    return kind


# ---------------------------------------------------------------------------------------------------------------- sum and mean


def _spread(g: Any, *, shape: Any, axis: Any, keepdims: bool) -> Any:
    """What a reduction does to one number each, undone: the number at every place that it came from. No memory is copied."""
    if axis is None:
        return expand_op.forward(g.reshape((1,) * len(shape)), shape=shape)
    if not keepdims:
        g = g.reshape(tuple([1 if i in axis else n for i, n in enumerate(shape)]))
    return expand_op.forward(g, shape=shape)


spread = Op(_spread, name="expand", g=lambda g, axis, keepdims: sum_op.apply(g, axis=axis, keepdims=keepdims))


def _sum(x: Any, *, axis: Any = None, keepdims: bool = False) -> Any:
    return np.add.reduce(x, axis, None if x.dtype.kind == "f" else np.int64, None, keepdims)


sum_op = Op(_sum, name="sum", x=lambda g, x_shape, axis, keepdims: spread.apply(g, shape=x_shape, axis=axis, keepdims=keepdims))


def reduced_count(shape: Any, axis: tuple[int, ...] | None) -> int:
    """How many elements are reduced to one."""
    count = 1
    for n in shape if axis is None else [shape[i] for i in axis]:
        count *= n
    return count


def _mean(x: Any, *, axis: Any = None, keepdims: bool = False) -> Any:
    return np.add.reduce(x, axis, None, None, keepdims) / reduced_count(x.shape, axis)


mean_op = Op(
    _mean,
    name="mean",
    x=lambda g, x_shape, axis, keepdims: spread.apply(g / reduced_count(x_shape, axis), shape=x_shape, axis=axis, keepdims=keepdims),
)


@method
def sum(input: Tensor, dim: Any = None, keepdim: bool = False, *, dtype: Any = None, axis: Any = None, keepdims: bool = False) -> Tensor:
    """The sum of all elements, or of those along ``dim``, a number or several; integers and bools are added as int64.

    >>> import autograd
    >>> autograd.ones(2, 3).sum(dim=1)
    tensor([3., 3.])
    """
    if dtype is not None:
        input = input.to(dtype)
    dim = axis if dim is None else dim
    if dim is None:
        return sum_op(input, keepdims=True) if keepdim or keepdims else sum_op(input)
    result: Tensor = sum_op(input, axis=axes_of("sum", dim, input.array.ndim), keepdims=keepdim or keepdims)
    return result if dtype is None else result.to(dtype)


@method
def mean(input: Tensor, dim: Any = None, keepdim: bool = False, *, dtype: Any = None, axis: Any = None, keepdims: bool = False) -> Tensor:
    """The mean of all elements, or of those along ``dim``, a number or several.

    >>> import autograd
    >>> autograd.tensor([1.0, 2.0, 6.0]).mean()
    tensor(3.)
    """
    if dtype is not None:
        input = input.to(dtype)
    if input.array.dtype.kind != "f":
        raise RuntimeError(
            "mean(): could not infer output dtype. Input dtype must be either a floating point or complex dtype. "
            f"Got: {input.dtype.name}: convert it with .float() first"
        )
    dim = axis if dim is None else dim
    return mean_op(input, axis=axes_of("mean", dim, input.array.ndim), keepdims=keepdim or keepdims)


# ---------------------------------------------------------------------------------------------------------------- extremes


def _shared(g: Any, x: Any, out: Any, axis: Any, keepdims: bool) -> Any:
    """The gradient of an extreme, in equal parts for all elements that attain it."""
    setting = {"shape": x.shape, "axis": axis, "keepdims": keepdims}
    chosen = x == spread.apply(out, **setting)
    return spread.apply(g / sum_op.apply(chosen, axis=axis, keepdims=keepdims), **setting) * chosen


def _amax(x: Any, *, axis: Any = None, keepdims: bool = False) -> Any:
    return np.maximum.reduce(x, axis, None, None, keepdims)


def _amin(x: Any, *, axis: Any = None, keepdims: bool = False) -> Any:
    return np.minimum.reduce(x, axis, None, None, keepdims)


amax_op, amin_op = Op(_amax, name="amax", x=_shared), Op(_amin, name="amin", x=_shared)


def _take(x: Any, *, indices: Any, dim: int) -> Any:
    return np.take_along_axis(x, indices, dim)


def _put(g: Any, *, shape: Any, indices: Any, dim: int) -> Any:
    full = np.zeros(shape, g.dtype)
    if indices.shape[dim] == 1 or indices.shape == shape:  # the indices are all different
        np.put_along_axis(full, indices, g, dim)
        return full
    places = [i if d != dim else indices for d, i in enumerate(np.ogrid[tuple(slice(n) for n in indices.shape)])]
    np.add.at(full, tuple(places), g)
    return full


put_op = Op(_put, name="put_along", g=lambda g, indices, dim: take_op.apply(g, indices=indices, dim=dim))
take_op = Op(_take, name="gather", x=lambda g, x_shape, indices, dim: put_op.apply(g, shape=x_shape, indices=indices, dim=dim))


def _not_empty(caller: str, input: Tensor, dim: int | None) -> None:
    """IndexError, or RuntimeError, if there is no element among which to choose."""
    if input.array.size == 0:
        if dim is None:
            raise RuntimeError(f"{caller}(): Expected reduction dim to be specified for input.numel() == 0. Specify the reduction dim with 'dim'.")
        if input.array.ndim and input.array.shape[dim] == 0:
            raise IndexError(f"{caller}(): Expected reduction dim {dim} to have non-zero size.")


def _extreme_along(kind: Any, choose: Any, input: Tensor, dim: int, keepdim: bool) -> Any:
    """The values and indices of the extremes along one dimension; gradient flows to the first of those that are equal."""
    name, ndim = kind.__name__, input.array.ndim
    dim = dimension(name, dim, ndim)
    _not_empty(name, input, dim)
    flat = input if ndim else reshape_op(input, shape=(1,))
    indices = np.expand_dims(choose(flat.array, dim), dim)
    values = take_op(flat, indices=indices, dim=dim)
    if not keepdim or not ndim:
        shape = (*indices.shape[:dim], *indices.shape[dim + 1 :])
        values, indices = squeeze_op(values, shape=shape), indices.reshape(shape)
    return kind(values, wrap(indices))


_max_type, _min_type = return_type("max", "values", "indices"), return_type("min", "values", "indices")


@method
@axis_names
def max(input: Tensor, dim: Any = None, keepdim: bool = False, *, other: Any = None) -> Any:
    """The largest element; or, along ``dim``, the ``values`` and ``indices`` of the largest; or, of two tensors, the larger elements.

    Without ``dim`` the gradient is shared evenly among equal elements; with it, the element at the index gets it all.

    >>> import autograd
    >>> autograd.tensor([[1.0, 5.0], [4.0, 2.0]]).max(dim=1)
    torch.return_types.max(
    values=tensor([5., 4.]),
    indices=tensor([1, 0]))
    """
    if isinstance(dim, Tensor) or other is not None:
        from .arithmetic import maximum

        return maximum(input, dim if other is None else other)
    if dim is None:
        _not_empty("max", input, None)
        return amax_op(input)
    return _extreme_along(_max_type, np.argmax, input, dim, keepdim)


@method
@axis_names
def min(input: Tensor, dim: Any = None, keepdim: bool = False, *, other: Any = None) -> Any:
    """The smallest element; or, along ``dim``, the ``values`` and ``indices`` of the smallest; or, of two tensors, the smaller elements.

    Gradients as for `max`.
    """
    if isinstance(dim, Tensor) or other is not None:
        from .arithmetic import minimum

        return minimum(input, dim if other is None else other)
    if dim is None:
        _not_empty("min", input, None)
        return amin_op(input)
    return _extreme_along(_min_type, np.argmin, input, dim, keepdim)


def _extreme_over(op: Op, input: Tensor, dim: Any, keepdim: bool) -> Tensor:
    axes = axes_of(op.name, dim, input.array.ndim)
    for axis in axes or (None,):
        _not_empty(op.name, input, axis)
    result: Tensor = op(input, axis=axes, keepdims=keepdim)
    return result


@method
@axis_names
def amax(input: Tensor, dim: Any = (), keepdim: bool = False) -> Tensor:
    """The largest elements along ``dim``, a number or several; equal ones share the gradient evenly."""
    return _extreme_over(amax_op, input, dim, keepdim)


@method
@axis_names
def amin(input: Tensor, dim: Any = (), keepdim: bool = False) -> Tensor:
    """The smallest elements along ``dim``, a number or several; equal ones share the gradient evenly."""
    return _extreme_over(amin_op, input, dim, keepdim)


def _index_of(name: str, choose: Any, input: Tensor, dim: Any, keepdim: bool) -> Tensor:
    dim = None if dim is None else dimension(name, dim, input.array.ndim)
    _not_empty(name, input, dim)
    return wrap(choose(input.array, dim if input.array.ndim else None, keepdims=keepdim))


@method
@axis_names
def argmax(input: Tensor, dim: int | None = None, keepdim: bool = False) -> Tensor:
    """The index of the largest element, the first if several are equal: of all, counted in row-major order, or along ``dim``."""
    return _index_of("argmax", np.argmax, input, dim, keepdim)


@method
@axis_names
def argmin(input: Tensor, dim: int | None = None, keepdim: bool = False) -> Tensor:
    """The index of the smallest element, the first if several are equal: of all, counted in row-major order, or along ``dim``."""
    return _index_of("argmin", np.argmin, input, dim, keepdim)


NUMPY.update(
    {
        np.sum: lambda a, axis=None, dtype=None, out=None, keepdims=False: sum(a, axis, keepdims, dtype=dtype),
        np.mean: lambda a, axis=None, dtype=None, out=None, keepdims=False: mean(a, axis, keepdims, dtype=dtype),
        np.max: lambda a, axis=None, out=None, keepdims=False: amax(a, axis, keepdims),
        np.min: lambda a, axis=None, out=None, keepdims=False: amin(a, axis, keepdims),
        np.argmax: lambda a, axis=None, out=None, keepdims=False: argmax(a, axis, keepdims),
        np.argmin: lambda a, axis=None, out=None, keepdims=False: argmin(a, axis, keepdims),
    }
)
