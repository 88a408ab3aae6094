"""Operations that run along a dimension: cumulative sums, products and extremes, differences, and the trapezoidal rule."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..core.methods import axis_names, method
from ..core.op import NUMPY, Op, rounded_once
from ..core.size import dimension
from ..core.strides import contiguous
from ..core.tensor import Tensor, wrap
from .comparison import logical_xor, masked
from .conversion import clone
from .indexing import gather
from .joining import cat
from .reduction import return_type
from .shape import along, narrow, ravel

__all__ = [
    "cummax", "cummin", "cumprod", "cumsum", "cumulative_trapezoid", "diff", "gradient", "logcumsumexp", "trapezoid", "trapz",
]  # fmt: skip


def _sums_from_the_end(x: Any, dim: int) -> Any:
    """The cumulative sums from the last place to the first."""
    return np.flip(cumsum_op.apply(np.flip(x, dim), dim=dim), dim)


def _delayed(x: Any, start: Any, dim: int) -> Any:
    """x one place later along ``dim``, behind ``start`` (0 or 1)."""
    first = np.zeros_like(x[along(dim, slice(0, 1))]) + start
    return np.concatenate((first, x[along(dim, slice(0, x.shape[dim] - 1))]), dim)


def _recurrence(a: Any, b: Any, *, dim: int) -> Any:
    out = b.copy()
    factors, states = np.moveaxis(a, dim, 0), np.moveaxis(out, dim, 0)
    for k in range(1, len(states)):
        states[k] += factors[k] * states[k - 1]
    return out


def _adjoint(g: Any, a: Any, dim: int) -> Any:
    """λ_k = g_k + a_(k+1) λ_(k+1): the same recurrence, from the end."""
    return np.flip(recurrence.apply(np.flip(np.roll(a, -1, dim), dim), np.flip(g, dim), dim=dim), dim)


recurrence = Op(
    _recurrence,
    name="recurrence",
    a=lambda g, a, out, dim: _adjoint(g, a, dim) * _delayed(out, 0, dim),
    b=lambda g, a, dim: _adjoint(g, a, dim),
    doc="s_k = b_k + a_k s_(k-1) along a dimension; s_0 = b_0.",
)


WIDE = 512  # numbers in a row: so many are added to a running row in less time than `accumulate` takes, which goes number by number


def _accumulated(ufunc: Any, x: Any, dim: int) -> Any:
    """All steps in float64, as in PyTorch: what one of float32 adds can be too small for the sum so far."""
    kind, type_of_result = (np.float64, x.dtype) if x.dtype.kind == "f" else (np.int64, np.int64)
    if dim == x.ndim - 1 or x.size < WIDE * x.shape[dim]:
        return ufunc.accumulate(x, dim, kind).astype(type_of_result, copy=False)
    out = np.empty(x.shape, type_of_result)
    running: Any = None
    for row, result in zip(np.moveaxis(x, dim, 0), np.moveaxis(out, dim, 0), strict=True):
        running = row.astype(kind) if running is None else ufunc(running, row, out=running)
        result[...] = running
    return out


def _cumprod_rule(g: Any, x: Any, out: Any, dim: int) -> Any:
    """∂L/∂x_k = Σ_(j≥k) g_j out_j / x_k; where an x is 0, by the recurrence that the sum satisfies, without division."""
    if not (x == 0).any():
        return _sums_from_the_end(g * out, dim) / x
    return _delayed(out, 1, dim) * _adjoint(g, x, dim)


def _exp_of_difference(x: Any, y: Any) -> Any:
    """exp(x - y), and 1 between equal infinities."""
    return np.exp(masked.apply(x - y, ~((x == y) & np.isinf(y))))


def _logcumsumexp_rule(g: Any, x: Any, out: Any, dim: int) -> Any:
    """∂L/∂x_k = Σ_(j≥k) g_j exp(x_k - out_j), by a recurrence in which every exponent is negative."""
    before = np.concatenate((out[along(dim, slice(0, 1))], out[along(dim, slice(0, out.shape[dim] - 1))]), dim)
    decay = _exp_of_difference(before, out)  # the factor from place k to place k - 1; out never falls
    return np.where((x == out) & np.isinf(out), np.nan, _exp_of_difference(x, out) * _adjoint(g, decay, dim))


def _cumulative(ufunc: Any, name: str, rule: Any, promote: str | None = None) -> Op:
    return Op(lambda x, *, dim: _accumulated(ufunc, x, dim), name=name, promote=promote, layout=contiguous, x=rule)


cumsum_op: Op = _cumulative(np.add, "cumsum", lambda g, dim: _sums_from_the_end(g, dim))
cumprod_op = _cumulative(np.multiply, "cumprod", _cumprod_rule)
logcumsumexp_op = _cumulative(np.logaddexp, "logcumsumexp", _logcumsumexp_rule, "float")


def _run(op: Op, input: Tensor, dim: int, dtype: Any) -> Tensor:
    if dtype is not None:
        input = input.to(dtype)
    dim = dimension(op.name, dim, input.array.ndim)
    if input.array.ndim:
        result: Any = op(input, dim=dim)
    else:
        result = clone(input if input.array.dtype.kind == "f" else input.long())
    return result if dtype is None else result.to(dtype)


@method(inplace=True)
@axis_names
def cumsum(input: Tensor, dim: int, *, dtype: Any = None) -> Tensor:
    """The sum of all elements up to each place along ``dim``; integers and bools are added as int64.

    >>> import autograd
    >>> autograd.tensor([1, 2, 3]).cumsum(0)
    tensor([1, 3, 6])
    """
    return _run(cumsum_op, input, dim, dtype)


@method(inplace=True)
@axis_names
def cumprod(input: Tensor, dim: int, *, dtype: Any = None) -> Tensor:
    """The product of all elements up to each place along ``dim``; integers and bools are multiplied as int64.

    >>> import autograd
    >>> autograd.cumprod(autograd.tensor([1, 2, 3, 4]), dim=0)
    tensor([ 1,  2,  6, 24])
    """
    return _run(cumprod_op, input, dim, dtype)


@method
@axis_names
def logcumsumexp(input: Tensor, dim: int) -> Tensor:
    """The logarithm of the sum of the exponentials up to each place along ``dim``.

    >>> import autograd
    >>> autograd.logcumsumexp(autograd.zeros(3), dim=0)
    tensor([0.0000, 0.6931, 1.0986])
    """
    if input.array.dtype.kind != "f":
        raise NotImplementedError(f"logcumsumexp: not implemented for {input.dtype!r}: convert the tensor with .float() first")
    return _run(logcumsumexp_op, input, dim, None)


def _running_extreme(kind: Any, ufunc: Any, input: Tensor, dim: int) -> Any:
    """The extreme so far and its index, the last of equal ones; nan counts as an extreme that nothing surpasses."""
    dim = dimension(kind.__name__, dim, input.array.ndim)
    if not input.array.ndim:
        return kind(input.clone(), wrap(np.zeros((), np.int64)))
    indices = _extremes(ufunc, input, dim)
    return kind(gather(input, dim, indices), indices)


def _extremes(ufunc: Any, input: Tensor, dim: int) -> Tensor:
    x = input.array
    places = np.arange(x.shape[dim]).reshape([-1 if d == dim else 1 for d in range(x.ndim)])
    attained = (x == ufunc.accumulate(x, dim)) | np.isnan(x)
    return wrap(contiguous(np.maximum.accumulate(np.where(attained, places, 0), dim)))


_cummax_type, _cummin_type = return_type("cummax", "values", "indices"), return_type("cummin", "values", "indices")


@method
@axis_names
def cummax(input: Tensor, dim: int) -> Any:
    """The largest element up to each place along ``dim``, as ``values`` and ``indices``.

    >>> import autograd
    >>> autograd.cummax(autograd.tensor([1, 3, 2, 5]), dim=0).values
    tensor([1, 3, 3, 5])
    """
    return _running_extreme(_cummax_type, np.maximum, input, dim)


@method
@axis_names
def cummin(input: Tensor, dim: int) -> Any:
    """The smallest element up to each place along ``dim``, as ``values`` and ``indices``.

    >>> import autograd
    >>> autograd.cummin(autograd.tensor([3, 1, 2, 0]), dim=0).indices
    tensor([0, 1, 1, 3])
    """
    return _running_extreme(_cummin_type, np.minimum, input, dim)


@method
@axis_names
def diff(input: Tensor, n: int = 1, dim: int = -1, prepend: Tensor | None = None, append: Tensor | None = None) -> Tensor:
    """The differences of neighbours along ``dim``, taken ``n`` times, with more values put before and behind first.

    >>> import autograd
    >>> autograd.diff(autograd.tensor([1, 4, 9, 16]))
    tensor([3, 5, 7])
    """
    if not input.array.ndim:
        raise RuntimeError("diff expects input to be at least one-dimensional")
    if n < 0:
        raise RuntimeError(f"order must be non-negative but got {n}")
    dim = dimension("diff", dim, input.array.ndim)
    ends = [x for x in (prepend, input, append) if x is not None]
    x: Any = clone(input) if not n else cat(ends, dim) if len(ends) > 1 else input
    for _ in range(min(n, x.shape[dim])):
        count = max(x.shape[dim] - 1, 0)
        later, earlier = narrow(x, dim, x.shape[dim] - count, count), narrow(x, dim, 0, count)
        x = logical_xor(later, earlier) if x.array.dtype == np.bool_ else later - earlier
    return x


def gradient(input: Tensor, *, spacing: Any = 1, dim: Any = None, edge_order: int = 1) -> tuple[Tensor, ...]:
    """The derivatives of a function that is known at the points of a grid: one tensor of the input's shape for each of its dimensions, or of ``dim``.

    ``spacing`` is the distance of neighbours, a number or one for each dimension, or a list of tensors of coordinates. Inside, it is the slope of
    the parabola through a point and its two neighbours (Fornberg 1988); at the edges that of the line through the last two points, or with
    ``edge_order=2`` of the parabola through the last three.

    >>> import autograd
    >>> x = autograd.tensor([0.0, 1.0, 2.0, 4.0])
    >>> autograd.gradient(x**2, spacing=[x], edge_order=2)
    (tensor([0., 2., 4., 8.]),)
    """
    if not isinstance(input, Tensor):
        raise TypeError(f"gradient(): argument 'input' (position 1) must be Tensor, not {type(input).__name__}: use tensor(...)")
    x, ndim = input, input.array.ndim
    if x.array.dtype == np.uint8:
        raise RuntimeError("torch.gradient does not support uint8 input.")
    if edge_order not in (1, 2):
        raise RuntimeError("torch.gradient only supports edge_order=1 and edge_order=2.")
    dims = [dimension("gradient", d, ndim) for d in (range(ndim) if dim is None else [dim] if isinstance(dim, int) else dim)]
    for d in dims:
        if dims.count(d) > 1:
            raise RuntimeError(f"gradient: dim {d} appears multiple times in the list of dims")
        if x.array.shape[d] <= edge_order:
            raise RuntimeError(f"torch.gradient expected each dimension size to be at least edge_order+1, but dim {d} of {tuple(x.shape)} is not")
    if isinstance(spacing, (Tensor, str)):
        raise TypeError(f"gradient(): argument 'spacing' must be a number, or a list of numbers or tensors, not {type(spacing).__name__}")
    steps = list(spacing) if isinstance(spacing, (list, tuple)) else [1 if spacing is None else spacing] * len(dims)
    if len(steps) != len(dims):
        raise RuntimeError(
            f"torch.gradient expected spacing to be unspecified, a scalar, or a list of one for each of the {len(dims)} dimensions, "
            f"but got a list of length {len(steps)}"
        )
    return tuple([_slopes(x, step, d, edge_order) for step, d in zip(steps, dims, strict=True)])


def _slopes(x: Tensor, spacing: Any, dim: int, edge_order: int) -> Any:
    """The derivatives along one dimension."""
    n = x.array.shape[dim]
    first, last = narrow(x, dim, 0, 1), narrow(x, dim, n - 1, 1)
    second, last_but_one = narrow(x, dim, 1, 1), narrow(x, dim, n - 2, 1)
    left, middle, right = (narrow(x, dim, start, n - 2) for start in range(3))
    if not isinstance(spacing, Tensor):
        slopes = (right - left) / (2 * spacing)
        if edge_order == 1:
            return cat([(second - first) / spacing, slopes, (last - last_but_one) / spacing], dim)
        before, after = narrow(x, dim, n - 3, 1), narrow(x, dim, 2, 1)
        begin = (second * 2.0 - first * 1.5 - after * 0.5) / spacing
        return cat([begin, slopes, (last * 1.5 - last_but_one * 2.0 + before * 0.5) / spacing], dim)
    if spacing.array.ndim != 1:
        raise RuntimeError(
            f"torch.gradient expected each element of spacing to have one dimension, but got an element with {spacing.array.ndim} dimensions!"
        )
    if spacing.array.size != n:
        raise RuntimeError(f"gradient: there must be one coordinate for each point: got {spacing.array.size} for the {n} of dimension {dim}")
    widths = diff(spacing).reshape([-1 if d == dim else 1 for d in range(x.array.ndim)])
    before, after = narrow(widths, dim, 0, n - 2), narrow(widths, dim, 1, n - 2)
    both = before + after
    slope_before, slope_after = (middle - left) / before, (right - middle) / after
    slopes = (slope_before * after + slope_after * before) / both
    begin, end = (second - first) / narrow(widths, dim, 0, 1), (last - last_but_one) / narrow(widths, dim, n - 2, 1)
    if edge_order == 2:  # how fast the slope changes, times the way from the middle of the edge's interval to the edge
        bend = (slope_after - slope_before) / both
        begin = begin - narrow(bend * before, dim, 0, 1)
        end = end + narrow(bend * after, dim, n - 3, 1)
    return cat([begin, slopes, end], dim)


def _gradient_of_numpy(f: Any, *varargs: Any, axis: Any = None, edge_order: int = 1) -> Any:
    """NumPy's form: one distance for all or one for each dimension, as arguments, and no tuple around a single result."""
    spacing = varargs[0] if len(varargs) == 1 and not np.ndim(varargs[0]) else varargs or None
    slopes = gradient(f, spacing=spacing, dim=axis, edge_order=edge_order)
    return slopes[0] if len(slopes) == 1 else slopes


def _areas(name: str, y: Tensor, x: Tensor | None, dx: float, dim: int) -> Any:
    """The areas of the trapezoids between neighbours along ``dim``, twice them if there is an x."""
    dim = dimension(name, dim, y.array.ndim)
    n = y.array.shape[dim]
    if "b" in (y.array.dtype.kind, *([] if x is None else [x.array.dtype.kind])):
        raise RuntimeError(f"{name}: received a bool input for `x` or `y`, but bool is not supported")
    sums: Any = narrow(y, dim, 0, max(n - 1, 0)) + narrow(y, dim, min(1, n), max(n - 1, 0))
    if x is None:
        return sums * (dx / 2)
    if x.array.ndim == 1:
        if x.array.size != n:
            raise RuntimeError(f"{name}: There must be one `x` value for each sample point: got {x.array.size} for {n}")
        x = x.reshape([n if d == dim else 1 for d in range(y.array.ndim)])
    else:
        dim -= y.array.ndim
    return sums * diff(x, dim=dim)


@axis_names
@rounded_once
def trapezoid(y: Tensor, x: Tensor | None = None, *, dx: float = 1, dim: int = -1) -> Tensor:
    """The integral of the values y along ``dim`` by the trapezoidal rule; the points are x, or ``dx`` apart.

    >>> import autograd
    >>> autograd.trapezoid(autograd.tensor([0.0, 1.0, 4.0]), dx=0.5)
    tensor(1.5000)
    """
    areas = _areas("trapezoid", y, x, dx, dim)
    if x is not None:
        return areas.sum(dim) / 2
    return (y.sum(dim) - (y.select(dim, 0) + y.select(dim, -1)) * 0.5) * dx if y.size(dim) else areas.sum(dim)


trapz = trapezoid


@axis_names
@rounded_once
def cumulative_trapezoid(y: Tensor, x: Tensor | None = None, *, dx: float = 1, dim: int = -1) -> Tensor:
    """`trapezoid` up to each point.

    >>> import autograd
    >>> autograd.cumulative_trapezoid(autograd.tensor([0.0, 1.0, 4.0]))
    tensor([0.5000, 3.0000])
    """
    sums: Tensor = _areas("cumulative_trapezoid", y, x, dx, dim).cumsum(dim)
    return sums if x is None else sums / 2


def _flat(function: Any) -> Any:
    """NumPy's ``axis=None``: along all elements, flattened."""
    return lambda a, axis=None, dtype=None: function(ravel(a), 0, dtype=dtype) if axis is None else function(a, axis, dtype=dtype)


NUMPY.update(
    {np.cumsum: _flat(cumsum), np.cumprod: _flat(cumprod), np.diff: lambda a, n=1, axis=-1: diff(a, n, axis), np.gradient: _gradient_of_numpy}
)
