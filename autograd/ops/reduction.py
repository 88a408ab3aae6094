"""Operations that reduce dimensions to one number: sums, means, extremes, norms of vectors."""

from __future__ import annotations

import builtins
import math
from functools import wraps
from operator import itemgetter
from typing import Any

import numpy as np

from ..core.errors import warn
from ..core.methods import axis_names, method, of_tensors, plain_number
from ..core.op import NUMPY, Op
from ..core.size import dimension
from ..core.strides import contiguous
from ..core.tensor import Tensor, wrap
from ..machine.choosing import keep
from ..machine.totals import DOT, finite, inner_total, total
from .comparison import masked
from .shape import along, broadcast, dims_of, reshape_op, squeeze

__all__ = [
    "all", "amax", "amin", "aminmax", "any", "argmax", "argmin", "corrcoef", "count_nonzero", "cov", "logsumexp", "max", "mean",
    "min", "nanmean", "nansum", "prod", "std", "std_mean", "sum", "var", "var_mean",
]  # fmt: skip


# np.sum and its like are twice as slow: they come here through Python
add: Any = np.add.reduce
multiply: Any = np.multiply.reduce
largest: Any = np.maximum.reduce
smallest: Any = np.minimum.reduce
LONG = 1 << 15  # elements whose squares are not written down
SIDE_BY_SIDE = 128  # so many products of a long row are made together: one after another, each waits for the last


def axes_of(caller: str, dim: Any, ndim: int) -> tuple[int, ...] | None:
    """The dimensions to reduce, counted from the front: a number or several; None, or none of them, means all."""
    if dim is None or (isinstance(dim, tuple) and not dim):
        return None
    axes = dims_of(caller, dim, ndim)
    return axes if ndim and axes else None


class Results(tuple[Any, ...]):
    """A named tuple of results, which prints as PyTorch's do. (Thirty of collections.namedtuple would take a tenth of the time of our import.)"""

    __slots__ = ()
    _fields: tuple[str, ...]

    def __new__(cls, *values: Any) -> Results:
        return tuple.__new__(cls, values)

    def __getnewargs__(self) -> tuple[Any, ...]:
        return tuple(self)

    def __repr__(self) -> str:
        return f"torch.return_types.{type(self).__name__}(\n" + ",\n".join(f"{f}={v!r}" for f, v in zip(self._fields, self, strict=True)) + ")"


def return_type(name: str, *fields: str) -> Any:
    """The type of an operation's results, with these names."""
    return type(name, (Results,), {"__slots__": (), "_fields": fields, **{f: property(itemgetter(i)) for i, f in enumerate(fields)}})


# ---------------------------------------------------------------------------------------------------------------- sum and mean


def _spread(g: Any, *, shape: Any, axis: Any, keepdims: bool) -> Any:
    """What a reduction does to one number each, undone: the number at every place that it came from. No memory is copied."""
    if axis is None:
        return broadcast(g.reshape((1,) * len(shape)), shape)
    if not keepdims:
        g = g.reshape(tuple([1 if i in axis else n for i, n in enumerate(shape)]))
    return broadcast(g, shape)


spread: Op = Op(_spread, name="expand", g=lambda g, axis, keepdims: sum_op.apply(g, axis=axis, keepdims=keepdims))


def _sum(x: Any, *, axis: Any = None, keepdims: bool = False) -> Any:
    return total(x, axis, keepdims) if x.dtype.kind == "f" else add(x, axis, np.int64, None, keepdims)


def reduced_count(shape: Any, axis: tuple[int, ...] | None) -> int:
    """How many elements are reduced to one."""
    return math.prod(shape if axis is None else [shape[i] for i in axis])


def _mean(x: Any, *, axis: Any = None, keepdims: bool = False) -> Any:
    return total(x, axis, keepdims) / reduced_count(x.shape, axis)


def _of_all_and_over(forward: Any, name: str, rule: Any) -> list[Op]:
    """A reduction of everything, and one over some dimensions: they differ in their node's name, as in PyTorch."""
    return [Op(forward, name=name, title=f"{name.capitalize()}Backward{i}", wide=True, layout=contiguous, x=rule) for i in (0, 1)]


sum_op: Op
sum_over: Op
sum_op, sum_over = _of_all_and_over(_sum, "sum", lambda g, x_shape, axis, keepdims: spread.apply(g, shape=x_shape, axis=axis, keepdims=keepdims))
mean_op, mean_over = _of_all_and_over(
    _mean,
    "mean",
    lambda g, x_shape, axis, keepdims: spread.apply(g / reduced_count(x_shape, axis), shape=x_shape, axis=axis, keepdims=keepdims),
)


@method
@axis_names
def sum(input: Tensor, dim: Any = None, keepdim: bool = False, *, dtype: Any = None) -> Tensor:
    """The sum of all elements, or of those along ``dim``, a number or several; integers and bools are added as int64.

    >>> import autograd
    >>> autograd.ones(2, 3).sum(dim=1)
    tensor([3., 3.])
    """
    if dtype is not None:
        input = input.to(dtype)
    if dim is None and not keepdim:
        result: Tensor = sum_op(input)
    else:
        result = sum_over(input, axis=axes_of("sum", dim, input.array.ndim), keepdims=keepdim)
    return result if dtype is None else result.to(dtype)


@method
@axis_names
def mean(input: Tensor, dim: Any = None, keepdim: bool = False, *, dtype: Any = None) -> Tensor:
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
    if dim is None and not keepdim:
        return mean_op(input)
    return mean_over(input, axis=axes_of("mean", dim, input.array.ndim), keepdims=keepdim)


# ---------------------------------------------------------------------------------------------------------------- extremes


def share_gradient(g: Any, x: Any, out: Any) -> Any:
    """The gradient of one element of all, in equal parts for those that equal it; 0 for the others, also where it is infinite."""
    chosen = np.isnan(x) if np.isnan(out) else x == out
    return np.where(chosen, g / sum_op.apply(chosen), 0)


def _share_gradient_over(g: Any, x: Any, out: Any, axis: Any, keepdims: bool) -> Any:
    setting = {"shape": x.shape, "axis": axis, "keepdims": keepdims}
    chosen = x == spread.apply(out, **setting)
    return spread.apply(g / sum_op.apply(chosen, axis=axis, keepdims=keepdims), **setting) * chosen


def _amax(x: Any, *, axis: Any = None, keepdims: bool = False) -> Any:
    return largest(x, axis, None, None, keepdims)


def _amin(x: Any, *, axis: Any = None, keepdims: bool = False) -> Any:
    return smallest(x, axis, None, None, keepdims)


amax_op, amin_op = (Op(f, name=n, layout=contiguous, x=_share_gradient_over) for f, n in ((_amax, "amax"), (_amin, "amin")))
max_op, min_op = Op(_amax, name="max", title="MaxBackward1", x=share_gradient), Op(_amin, name="min", title="MinBackward1", x=share_gradient)


def _pick(x: Any, *, indices: Any, dim: int, keepdim: bool) -> Any:
    if not x.ndim:
        return x.copy()
    picked = np.take_along_axis(x, indices, dim)
    return picked if keepdim else picked.squeeze(dim)


def _put_back(g: Any, *, shape: Any, indices: Any, dim: int, keepdim: bool) -> Any:
    full = np.zeros(shape, g.dtype)
    if full.ndim:
        np.put_along_axis(full, indices, g if keepdim else np.expand_dims(g, dim), dim)
    else:
        full[...] = g
    return full


def picking(name: str, title: str | None = None, layout: Any = contiguous) -> Op:
    """The operation that takes the elements at certain indices, all different, along a dimension: where a maximum was, or in sorted order."""
    return Op(
        _pick,
        name=name,
        title=title,
        layout=layout,
        x=lambda g, x_shape, indices, dim, keepdim: put_back.apply(g, shape=x_shape, indices=indices, dim=dim, keepdim=keepdim),
    )


pick = picking("max")
put_back = Op(_put_back, name="scatter", g=lambda g, indices, dim, keepdim: pick.apply(g, indices=indices, dim=dim, keepdim=keepdim))


def picked(op: Op, kind: Any, input: Tensor, indices: Any, dim: int, keepdim: bool = True) -> Any:
    """The values at ``indices`` along ``dim`` (a dimension of size 1 unless ``keepdim``) and the indices, as a named tuple."""
    values = op(input, indices=indices, dim=dim, keepdim=keepdim)
    return kind(values, _shown(op, input, indices, values.array.shape))


def _shown(op: Op, input: Tensor, indices: Any, shape: tuple[int, ...]) -> Tensor:
    """The indices of what was picked, laid out as the values are."""
    indices = indices.reshape(shape)
    return wrap(indices if op.layout is None else op.layout(indices, [input.array]))


def _not_empty(caller: str, input: Tensor, dim: int | None, kind: type[Exception] = RuntimeError) -> None:
    """IndexError, or for all dimensions ``kind``, if there is no element among which to choose."""
    if input.array.size == 0:
        if dim is None:
            raise kind(f"{caller}(): Expected reduction dim to be specified for input.numel() == 0. Specify the reduction dim with 'dim'.")
        if input.array.ndim and input.array.shape[dim] == 0:
            raise IndexError(f"{caller}(): Expected reduction dim {dim} to have non-zero size.")


def _extreme_along(op: Op, kind: Any, choose: Any, input: Tensor, dim: int, keepdim: bool) -> Any:
    """The values and indices of the extremes along one dimension; gradient flows to the first of those that are equal."""
    dim = dimension(op.name, dim, input.array.ndim)
    _not_empty(op.name, input, dim)
    return picked(op, kind, input, _places(choose, input, dim), dim, keepdim)


def _places(choose: Any, input: Tensor, dim: int) -> Any:
    """Where the extremes are."""
    return np.asarray(choose(input.array, dim, keepdims=True) if input.array.ndim else 0)


_min_along = picking("min")
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
        return input.maximum(dim if other is None else other)
    if dim is None:
        _not_empty("max", input, None)
        return max_op(input)
    return _extreme_along(pick, _max_type, np.argmax, input, dim, keepdim)


@method
@axis_names
def min(input: Tensor, dim: Any = None, keepdim: bool = False, *, other: Any = None) -> Any:
    """The smallest element; or, along ``dim``, the ``values`` and ``indices`` of the smallest; or, of two tensors, the smaller elements.

    Gradients as for `max`.

    >>> import autograd
    >>> autograd.min(autograd.tensor([3, 1, 2]))
    tensor(1)
    >>> autograd.min(autograd.tensor([[3, 1], [2, 5]]), dim=1).indices
    tensor([1, 0])
    """
    if isinstance(dim, Tensor) or other is not None:
        return input.minimum(dim if other is None else other)
    if dim is None:
        _not_empty("min", input, None)
        return min_op(input)
    return _extreme_along(_min_along, _min_type, np.argmin, input, dim, keepdim)


def _extreme_over(op: Op, input: Tensor, dim: Any, keepdim: bool) -> Tensor:
    axes = axes_of(op.name, dim, input.array.ndim)
    for axis in axes or (None,):
        _not_empty(op.name, input, axis)
    return op(input, axis=axes, keepdims=keepdim)


@method
@axis_names
def amax(input: Tensor, dim: Any = (), keepdim: bool = False) -> Tensor:
    """The largest elements along ``dim``, a number or several; equal ones share the gradient evenly.

    >>> import autograd
    >>> autograd.amax(autograd.tensor([[3, 1], [2, 5]]), dim=1)
    tensor([3, 5])
    """
    return _extreme_over(amax_op, input, dim, keepdim)


@method
@axis_names
def amin(input: Tensor, dim: Any = (), keepdim: bool = False) -> Tensor:
    """The smallest elements along ``dim``, a number or several; equal ones share the gradient evenly.

    >>> import autograd
    >>> autograd.amin(autograd.tensor([[3, 1], [2, 5]]), dim=1)
    tensor([1, 2])
    """
    return _extreme_over(amin_op, input, dim, keepdim)


def _index_of(name: str, choose: Any, input: Tensor, dim: Any, keepdim: bool) -> Tensor:
    dim = None if dim is None else dimension(name, dim, input.array.ndim)
    _not_empty(name, input, dim, IndexError)
    return wrap(choose(input.array, dim if input.array.ndim else None, keepdims=keepdim))


@method
@axis_names
def argmax(input: Tensor, dim: int | None = None, keepdim: bool = False) -> Tensor:
    """The index of the largest element, the first if several are equal: of all, counted in row-major order, or along ``dim``.

    >>> import autograd
    >>> autograd.argmax(autograd.tensor([[3, 1], [2, 5]]), dim=1)
    tensor([0, 1])
    """
    return _index_of("argmax", np.argmax, input, dim, keepdim)


@method
@axis_names
def argmin(input: Tensor, dim: int | None = None, keepdim: bool = False) -> Tensor:
    """The index of the smallest element, the first if several are equal: of all, counted in row-major order, or along ``dim``.

    >>> import autograd
    >>> autograd.argmin(autograd.tensor([[3, 1], [2, 5]]), dim=1)
    tensor([1, 0])
    """
    return _index_of("argmin", np.argmin, input, dim, keepdim)


_aminmax_type = return_type("aminmax", "min", "max")


@method
@axis_names
def aminmax(input: Tensor, *, dim: int | None = None, keepdim: bool = False) -> Any:
    """The smallest and the largest element, of all or along ``dim``.

    >>> import autograd
    >>> autograd.aminmax(autograd.tensor([3, 1, 2])).max
    tensor(3)
    """
    axes = () if dim is None else dim
    return _aminmax_type(amin(input, axes, keepdim), amax(input, axes, keepdim))


# ---------------------------------------------------------------------------------------------------------------- products


def _others(x: Any, axis: int) -> Any:
    """For each element along ``axis``: the product of all the others. Nothing is divided, so that zeros do no harm."""
    one = np.ones_like(x[along(axis, slice(0, 1))])
    products = np.multiply.accumulate if isinstance(x, np.ndarray) else np.cumprod
    before = products(np.concatenate((one, x[along(axis, slice(0, -1))]), axis), axis)
    after = products(np.flip(np.concatenate((x[along(axis, slice(1, None))], one), axis), axis), axis)
    product = before * np.flip(after, axis)
    if isinstance(x, np.ndarray):  # where another one is 0, be the rest too large for the type or not
        zeros = x == 0
        product[np.add.reduce(zeros, axis, keepdims=True, dtype=int) > zeros] = 0
    return product


def _prod_rule(g: Any, x: Any, out: Any, axis: Any, keepdims: bool) -> Any:
    setting = {"shape": x.shape, "axis": axis, "keepdims": keepdims}
    if not (x == 0).any():
        return spread.apply(g * out, **setting) / x
    if axis is None:
        return spread.apply(g, **setting) * _others(x.reshape((-1,)), 0).reshape(x.shape)
    return spread.apply(g, **setting) * _others(x, axis[0])


def _prod(x: Any, *, axis: Any = None, keepdims: bool = False) -> Any:
    if x.dtype.kind != "f":
        return multiply(x, axis, np.int64, None, keepdims)
    length = x.size if axis is None else x.shape[-1] if axis == (x.ndim - 1,) else 0
    blocks = length // SIDE_BY_SIDE
    if blocks > 2 and x.size and x.flags.c_contiguous:
        rows = x.reshape(-1, length)
        done = blocks * SIDE_BY_SIDE
        found = multiply(multiply(rows[:, :done].reshape(-1, blocks, SIDE_BY_SIDE), 1), 1)
        if done < length:
            found = found * multiply(rows[:, done:], 1)
        kept = () if axis is None else x.shape[:-1]
        return found.reshape((*kept, *[1] * (x.ndim - len(kept))) if keepdims else kept)
    return multiply(x, axis, None, None, keepdims)


prod_op, prod_over = _of_all_and_over(_prod, "prod", _prod_rule)


@method
@axis_names
def prod(input: Tensor, dim: int | None = None, keepdim: bool = False, *, dtype: Any = None) -> Tensor:
    """The product of all elements, or of those along ``dim``; integers and bools are multiplied as int64.

    >>> import autograd
    >>> autograd.prod(autograd.tensor([[1, 2], [3, 4]]), dim=1)
    tensor([ 2, 12])
    """
    if dtype is not None:
        input = input.to(dtype)
    axes = None if dim is None else axes_of("prod", (dim,), input.array.ndim)
    result: Tensor = (prod_op if dim is None else prod_over)(input, axis=axes, keepdims=keepdim)
    return result if dtype is None else result.to(dtype)


# ---------------------------------------------------------------------------------------------------------------- variance


def _freedom(shape: Any, axis: Any, correction: float) -> float:
    return builtins.max(reduced_count(shape, axis) - correction, 0)


def _in_double_if_large(function: Any) -> Any:
    """A function of float32 that is computed again in float64 where squares or sums were too large, though the result need not be."""

    @wraps(function)
    def computed(x: Any, **settings: Any) -> Any:
        out = function(x, **settings)
        if not finite(out) and out.dtype == np.float32:
            return function(x.astype(np.float64), **settings).astype(np.float32)
        return out

    return computed


def _var(x: Any, *, axis: Any, keepdims: bool, correction: float) -> Any:
    centred = np.asarray(x - _mean(x, axis=axis, keepdims=True))
    return total(np.multiply(centred, centred, out=centred), axis, keepdims) / _freedom(x.shape, axis, correction)


def _var_rule(g: Any, x: Any, axis: Any, keepdims: bool, correction: float) -> Any:
    scaled = spread.apply(g * 2 / _freedom(x.shape, axis, correction), shape=x.shape, axis=axis, keepdims=keepdims)
    return scaled * (x - mean_over.apply(x, axis=axis, keepdims=True))


def _std_rule(g: Any, x: Any, out: Any, axis: Any, keepdims: bool, correction: float) -> Any:
    return _var_rule(masked.apply(g / (2 * out), out != 0), x, axis, keepdims, correction)  # 0 where all elements are equal


def _std(x: Any, *, axis: Any, keepdims: bool, correction: float) -> Any:
    return np.sqrt(_var(x, axis=axis, keepdims=keepdims, correction=correction))


var_op = Op(_in_double_if_large(_var), wide=True, name="var", layout=contiguous, x=_var_rule)
std_op = Op(_in_double_if_large(_std), wide=True, name="std", layout=contiguous, x=_std_rule)


def _spread_of(op: Op, input: Tensor, dim: Any, unbiased: Any, keepdim: bool, correction: Any) -> Tensor:
    """Variance or standard deviation, with the arguments in either of PyTorch's two forms."""
    name = op.name
    if isinstance(dim, bool):
        dim, unbiased = None, dim
    if unbiased is not None and correction is not None:
        raise TypeError(f"{name}() received an invalid combination of arguments: give unbiased or correction, and not both")
    if input.array.dtype.kind != "f":
        raise RuntimeError(f"{name}: std and var only support floating point and complex dtypes, got {input.dtype.name}")
    correction = plain_number(name, "correction", correction) if correction is not None else 1 if unbiased is None else int(unbiased)
    axes = axes_of(name, dim, input.array.ndim)
    if reduced_count(input.array.shape, axes) - correction <= 0:
        warn(
            f"{name}(): degrees of freedom is <= 0. Correction should be strictly less than the reduction factor (input numel divided by "
            "output numel).",
            UserWarning,
            stacklevel=4,
        )
    return op(input, axis=axes, keepdims=keepdim, correction=correction)


@method
@axis_names
def var(input: Tensor, dim: Any = None, unbiased: bool | None = None, keepdim: bool = False, *, correction: float | None = None) -> Tensor:
    """The variance: squared differences from the mean, summed and divided by the number of elements less ``correction``, 1 if not given.

    ``unbiased=False`` is the older way to say ``correction=0``.

    >>> import autograd
    >>> x = autograd.tensor([1.0, 2.0, 6.0])
    >>> x.var(), x.var(correction=0)
    (tensor(7.), tensor(4.6667))
    """
    return _spread_of(var_op, input, dim, unbiased, keepdim, correction)


@method
@axis_names
def std(input: Tensor, dim: Any = None, unbiased: bool | None = None, keepdim: bool = False, *, correction: float | None = None) -> Tensor:
    """The standard deviation: the square root of `var`.

    >>> import autograd
    >>> autograd.std(autograd.tensor([1.0, 3.0]))
    tensor(1.4142)
    >>> autograd.std(autograd.tensor([1.0, 3.0]), correction=0)
    tensor(1.)
    """
    return _spread_of(std_op, input, dim, unbiased, keepdim, correction)


@axis_names
def var_mean(input: Tensor, dim: Any = None, unbiased: Any = None, keepdim: bool = False, *, correction: Any = None) -> tuple[Tensor, Tensor]:
    """The variance and the mean.

    >>> import autograd
    >>> autograd.var_mean(autograd.tensor([1.0, 3.0]))
    (tensor(2.), tensor(2.))
    """
    return _spread_of(var_op, input, dim, unbiased, keepdim, correction), mean(input, None if isinstance(dim, bool) else dim, keepdim)


@axis_names
def std_mean(input: Tensor, dim: Any = None, unbiased: Any = None, keepdim: bool = False, *, correction: Any = None) -> tuple[Tensor, Tensor]:
    """The standard deviation and the mean.

    >>> import autograd
    >>> autograd.std_mean(autograd.tensor([1.0, 3.0]))
    (tensor(1.4142), tensor(2.))
    """
    return _spread_of(std_op, input, dim, unbiased, keepdim, correction), mean(input, None if isinstance(dim, bool) else dim, keepdim)


@method
def cov(input: Tensor, *, correction: int = 1, fweights: Tensor | None = None, aweights: Tensor | None = None) -> Tensor:
    """The covariance matrix of variables in rows, observed in columns; fweights are counts and aweights importances of the observations.

    >>> import autograd
    >>> autograd.cov(autograd.tensor([[0.0, 1.0, 2.0], [2.0, 1.0, 0.0]]))
    tensor([[ 1., -1.],
            [-1.,  1.]])
    """
    if input.array.ndim > 2:
        raise RuntimeError(f"cov(): expected input to have two or fewer dimensions but got an input with {input.array.ndim} dimensions")
    if input.array.dtype == np.bool_:
        raise RuntimeError("cov(): bool dtype is not supported for input")
    if input.array.dtype == np.float16:
        return cov(input.float(), correction=correction, fweights=fweights, aweights=aweights).to(input.dtype)
    x: Any = input if input.array.ndim == 2 else reshape_op(input, shape=(1, -1))
    n = x.shape[1]
    w: Any = 1.0
    for name, weights, kinds in (("fweights", fweights, "iu"), ("aweights", aweights, "f")):
        if weights is None:
            continue
        _check_weights(name, weights, n, kinds)
        w = w * weights
    total = w.sum() if isinstance(w, Tensor) else n
    freedom = total - correction * (1 if aweights is None else (w * aweights).sum() / total)
    if freedom <= 0:
        warn("cov(): degrees of freedom is <= 0. Correction should be strictly less than the number of observations.", stacklevel=2)
        freedom = 0
    centred = x - (x * w).sum(1, True) / total
    return squeeze(centred @ (centred * w).mT / freedom)


def _check_weights(name: str, weights: Tensor, n: int, kinds: str) -> None:
    if weights.array.ndim > 1 or weights.array.size != n or weights.array.dtype.kind not in kinds or (weights.array < 0).any():
        raise RuntimeError(
            f"cov(): {name} must be {n} non-negative numbers, one for each observation, of {'integral' if kinds == 'iu' else 'floating point'} "
            f"dtype; got {weights.dtype.name} {list(weights.shape)}"
        )


@method
@of_tensors
def corrcoef(input: Tensor) -> Tensor:
    """The matrix of correlation coefficients of variables in rows, observed in columns.

    >>> import autograd
    >>> autograd.corrcoef(autograd.tensor([[0.0, 1.0, 2.0], [2.0, 1.0, 0.0]]))
    tensor([[ 1., -1.],
            [-1.,  1.]])
    """
    if input.array.dtype == np.float16:
        return corrcoef(input.float()).to(input.dtype)
    c: Any = cov(input)
    if c.ndim == 0:
        return c / c
    deviation = c.diagonal().sqrt()
    return (c / deviation[:, None] / deviation).clamp(-1, 1)


# ---------------------------------------------------------------------------------------------------------------- norms


def _logsumexp(x: Any, *, axis: Any, keepdims: bool) -> Any:
    top = x.max(axis, keepdims=True, initial=-np.inf)
    top = np.where(np.isfinite(top), top, 0)
    out = np.log(total(np.exp(x - top), axis, True)) + top
    return out if keepdims else out.reshape(()) if axis is None else out.squeeze(axis)


def _logsumexp_rule(g: Any, x: Any, out: Any, axis: Any, keepdims: bool) -> Any:
    setting = {"shape": x.shape, "axis": axis, "keepdims": keepdims}
    return spread.apply(g, **setting) * np.exp(x - spread.apply(out, **setting))


logsumexp_op = Op(_logsumexp, name="logsumexp", promote="float", wide=True, layout=contiguous, x=_logsumexp_rule)


@method
@axis_names
def logsumexp(input: Tensor, dim: Any, keepdim: bool = False) -> Tensor:
    """log(sum(exp(x))) over ``dim``, a number or several; the largest x is taken out of the sum, so that no exponential overflows.

    >>> import autograd
    >>> autograd.logsumexp(autograd.tensor([1000.0, 1000.0]), dim=0)
    tensor(1000.6932)
    """
    return logsumexp_op(input, axis=axes_of("logsumexp", dim, input.array.ndim), keepdims=keepdim)


def _of_squares(x: Any, axis: Any, keepdims: bool) -> Any:
    """The sum of the squares. Where those of a sum lie side by side, they are not written down."""
    if x.size > LONG and x.flags.c_contiguous and (axis is None or (axis == (x.ndim - 1,) and x.shape[-1] >= DOT)):
        sums = inner_total(x.reshape(1, -1), x.reshape(1, -1)).reshape([1] * x.ndim) if axis is None else inner_total(x, x)
        return sums if keepdims else sums.reshape(sums.shape[:-1] if axis else ())[()]
    return total(x * x, axis, keepdims)


def _vector_norm(x: Any, *, ord: float, axis: Any, keepdims: bool) -> Any:
    alone = ord != 0 and reduced_count(x.shape, axis) == 1  # the norm of one number is its size, and its powers might leave the range
    if ord == 2 and not alone:
        return np.sqrt(_of_squares(x, axis, keepdims))
    size = np.abs(x)
    if ord == 1 or alone:
        return total(size, axis, keepdims)
    if ord == 0:
        return add(x != 0, axis, np.int64, None, keepdims).astype(x.dtype)
    if np.isinf(ord):
        return (largest if ord > 0 else smallest)(size, axis, None, None, keepdims)
    return total(size**ord, axis, keepdims) ** (1 / ord)


def _vector_norm_rule(g: Any, x: Any, out: Any, ord: float, axis: Any, keepdims: bool, shared: bool = True) -> Any:
    """∂(Σ|x|^p)^(1/p)/∂x = sign(x) (|x| / norm)^(p-1), and 0 where x or the norm is 0.

    All of the largest share the gradient of a norm of order inf; where it is not to be ``shared``, each has it whole.
    Below 2 the two powers are taken apart, so that in the second derivative an x of 0, where it does not exist, makes no other element nan.
    """
    setting = {"shape": x.shape, "axis": axis, "keepdims": keepdims}
    g, norm = spread.apply(g, **setting), spread.apply(out, **setting)
    if ord == 0:
        return np.zeros_like(x)
    if ord == 1 or reduced_count(x.shape, axis) == 1:
        return g * np.sign(x)
    if np.isinf(ord):
        attained = np.abs(x) == norm
        if not shared:
            return masked.apply(g * np.sign(x), attained)
        return g * np.sign(x) * attained / spread.apply(sum_over.apply(attained, axis=axis, keepdims=keepdims), **setting)
    if ord == 2:
        return masked.apply(g * x / norm, norm != 0)
    if ord < 2:
        return masked.apply(np.sign(x) * np.abs(x) ** (ord - 1), x != 0) * masked.apply(g * norm ** (1 - ord), norm != 0)
    zero = norm == 0  # where x is zero throughout: no division by it, in the second derivative either
    return g * x * np.abs(x) ** (ord - 2) / (norm + zero) ** (ord - 1)


vector_norm_op = Op(
    _vector_norm,
    name="linalg_vector_norm",
    wide=True,
    layout=contiguous,
    x=lambda g, x, out, ord, axis, keepdims: _vector_norm_rule(g, x, out, ord, axis, keepdims),
)


def vector_norm(x: Tensor, ord: float = 2, dim: Any = None, keepdim: bool = False, *, dtype: Any = None) -> Tensor:
    """(Σ|x|^ord)^(1/ord) over ``dim``: all of them, one or several. inf and -inf mean the largest and smallest |x|, 0 the count of nonzeros."""
    if dtype is not None:
        x = x.to(dtype)
    if x.array.dtype.kind != "f":
        raise RuntimeError(f"linalg.vector_norm: Expected a floating point or complex tensor as input. Got {x.dtype.name}")
    ord = plain_number("linalg.vector_norm", "ord", ord)
    axes = axes_of("linalg.vector_norm", dim, x.array.ndim)
    if x.array.size == 0 and (ord < 0 or np.isinf(ord)) and reduced_count(x.array.shape, axes) == 0:
        raise RuntimeError(f"linalg.vector_norm cannot compute the {ord} norm on an empty tensor because the operation does not have an identity")
    return vector_norm_op(x, ord=ord, axis=axes, keepdims=keepdim)


# ---------------------------------------------------------------------------------------------------------------- nan, truth, counts


def _nansum(x: Any, *, axis: Any = None, keepdims: bool = False) -> Any:
    result = _sum(x, axis=axis, keepdims=keepdims)
    return _sum(keep(x, ~np.isnan(x)), axis=axis, keepdims=keepdims) if np.isnan(result).any() else result  # else no element is


nansum_op = Op(
    _nansum,
    name="nansum",
    wide=True,
    layout=contiguous,
    x=lambda g, x, axis, keepdims: masked.apply(spread.apply(g, shape=x.shape, axis=axis, keepdims=keepdims), ~np.isnan(x)),
)


@method
@axis_names
def nansum(input: Tensor, dim: Any = None, keepdim: bool = False, *, dtype: Any = None) -> Tensor:
    """`sum` in which nan counts as 0.

    >>> import autograd
    >>> autograd.nansum(autograd.tensor([1.0, float("nan"), 2.0]))
    tensor(3.)
    """
    if dtype is None:
        return nansum_op(input, axis=axes_of("nansum", dim, input.array.ndim), keepdims=keepdim)
    return sum(masked(input, ~input.isnan()), dim, keepdim, dtype=dtype)


@method
@axis_names
def nanmean(input: Tensor, dim: Any = None, keepdim: bool = False, *, dtype: Any = None) -> Tensor:
    """`mean` of the elements that are not nan.

    >>> import autograd
    >>> autograd.nanmean(autograd.tensor([1.0, float("nan"), 2.0]))
    tensor(1.5000)
    """
    if input.array.dtype.kind != "f":
        raise RuntimeError(f"nanmean(): expected input to have floating point or complex dtype but got {input.dtype.name}")
    if input.array.dtype == np.float16:
        return nanmean(input.float(), dim, keepdim).to(dtype or input.dtype)
    return nansum(input, dim, keepdim, dtype=dtype) / sum(~input.isnan(), dim, keepdim)


def _truth(name: str, ufunc: Any, input: Tensor, dim: Any, keepdim: bool) -> Tensor:
    """Logical and, or. An empty tuple of dimensions reduces none."""
    axes = () if isinstance(dim, (tuple, list)) and not dim else axes_of(name, dim, input.array.ndim)
    found = ufunc.reduce(input.array, axes, np.bool_, None, keepdim)
    return wrap(contiguous(np.asarray(found, None if input.array.dtype != np.uint8 else np.uint8)))


@method
@axis_names
def all(input: Tensor, dim: Any = None, keepdim: bool = False) -> Tensor:
    """True if all elements are true (not 0), of the tensor or along ``dim``.

    >>> import autograd
    >>> autograd.all(autograd.tensor([[True, False], [True, True]]), dim=1)
    tensor([False,  True])
    """
    return _truth("all", np.logical_and, input, dim, keepdim)


@method
@axis_names
def any(input: Tensor, dim: Any = None, keepdim: bool = False) -> Tensor:
    """True if an element is true (not 0), of the tensor or along ``dim``.

    >>> import autograd
    >>> autograd.any(autograd.tensor([[True, False], [False, False]]), dim=1)
    tensor([ True, False])
    """
    return _truth("any", np.logical_or, input, dim, keepdim)


@method
@axis_names
def count_nonzero(input: Tensor, dim: Any = None) -> Tensor:
    """The number of elements that are not 0, as int64.

    >>> import autograd
    >>> autograd.count_nonzero(autograd.tensor([[0, 1], [2, 3]]), dim=1)
    tensor([1, 2])
    """
    return wrap(contiguous(np.asarray(add(input.array != 0, axes_of("count_nonzero", dim, input.array.ndim), np.int64))))


def _numpy(function: Any) -> Any:
    """A reduction with NumPy's arguments."""
    return lambda a, axis=None, *, keepdims=False, **settings: function(a, axis, keepdim=keepdims, **settings)


NUMPY |= {np.sum: _numpy(sum), np.mean: _numpy(mean), np.prod: _numpy(prod), np.max: _numpy(amax), np.min: _numpy(amin)}
NUMPY |= {np.all: _numpy(all), np.any: _numpy(any), np.argmax: _numpy(argmax), np.argmin: _numpy(argmin)}
NUMPY[np.var] = lambda a, axis=None, *, ddof=0, keepdims=False: var(a, axis, correction=ddof, keepdim=keepdims)
NUMPY[np.std] = lambda a, axis=None, *, ddof=0, keepdims=False: std(a, axis, correction=ddof, keepdim=keepdims)
