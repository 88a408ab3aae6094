"""Comparisons, logic and bits, and choosing by them: where, maximum, clamp, relu."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from ..core import dtypes
from ..core.errors import wrong_kind
from ..core.methods import in_place, method, of_tensors
from ..core.op import NUMPY, Op
from ..core.strides import elementwise
from ..core.tensor import Tensor, wrap
from ..core.views import constant
from ..machine.choosing import choose, keep
from .arithmetic import only, operator, reflected, strict

__all__ = [
    "allclose", "bitwise_and", "bitwise_left_shift", "bitwise_not", "bitwise_or", "bitwise_right_shift", "bitwise_xor", "clamp", "clamp_",
    "clamp_max", "clamp_min", "clip", "eq", "equal", "fmax", "fmin", "ge", "greater", "greater_equal", "gt", "heaviside", "isclose",
    "isfinite", "isin", "isinf", "isnan", "isneginf", "isposinf", "isreal", "le", "less", "less_equal", "logical_and", "logical_not",
    "logical_or", "logical_xor", "lt", "maximum", "minimum", "ne", "not_equal", "relu", "relu_", "signbit", "where",
]  # fmt: skip

SMALL = 2048  # elements for which NumPy's maximum is faster than its clip
AT_ONCE = 1 << 14  # elements that `equal` compares before it looks whether they were

# ---------------------------------------------------------------------------------------------------------------- choosing

masked: Op = Op(keep, name="where", layout=elementwise, x=lambda g, mask: masked.apply(g, mask))
where_op = Op(
    choose,
    name="where",
    layout=elementwise,
    x=lambda g, condition: masked.apply(g, condition),
    y=lambda g, condition: masked.apply(g, ~condition),
)


def where(condition: Any, input: Any = None, other: Any = None) -> Any:
    """``input`` where the condition is true, ``other`` elsewhere; with the condition alone, the indices at which it is true, or not zero.

    >>> import autograd
    >>> x = autograd.tensor([-1.0, 2.0])
    >>> autograd.where(x > 0, x, 0.0)
    tensor([0., 2.])
    """
    if input is None and other is None:  # numbers are true unless zero
        if not isinstance(condition, Tensor):
            raise TypeError(f"where(): argument 'condition' (position 1) must be Tensor, not {type(condition).__name__}")
        return _true_places(condition)
    mask = condition.array.dtype if isinstance(condition, Tensor) else np.asarray(condition).dtype
    if mask.kind != "b":
        if mask != np.uint8:
            raise RuntimeError(
                f"where expected condition to be a boolean tensor, but got a tensor with dtype {dtypes.BY_NUMPY[mask].name}: "
                "compare it with a number, or convert it with .bool()"
            )
        condition = condition != 0
    if input is None or other is None:
        raise TypeError("where: one of 'input' and 'other' is missing: give both, or the condition alone")
    dtype = dtypes.promote([a.array if isinstance(a, Tensor) else a for a in (input, other)])
    wide = np.dtype(np.float32) if dtype == np.float16 else dtype  # what is too large for float16 becomes inf
    given = [a if isinstance(a, (Tensor, np.ndarray)) else dtypes.number(a, wide) for a in (input, other)]
    x, y = (a.to(dtype) if isinstance(a, Tensor) else a.astype(dtype) for a in given)
    if not any(isinstance(a, Tensor) for a in (condition, x, y)):
        return wrap(choose(np.asarray(condition), x, y))
    return where_op(condition, x, y)


def _true_places(condition: Tensor) -> tuple[Tensor, ...]:
    return tuple(wrap(i) for i in np.atleast_1d(condition.array).nonzero())


NUMPY[np.where] = where

# at a tie each of the two gets half of the gradient
maximum_op = Op(
    np.maximum,
    name="maximum",
    promote="same",
    x=lambda g, x, y: np.where(x == y, g / 2, masked.apply(g, ~(x < y))),
    y=lambda g, x, y: np.where(x == y, g / 2, masked.apply(g, ~(x > y))),
    doc="The larger of two, element by element; nan if either is.",
)
minimum_op = Op(
    np.minimum,
    name="minimum",
    promote="same",
    x=lambda g, x, y: np.where(x == y, g / 2, masked.apply(g, ~(x > y))),
    y=lambda g, x, y: np.where(x == y, g / 2, masked.apply(g, ~(x < y))),
    doc="The smaller of two, element by element; nan if either is.",
)
fmax_op = Op(
    np.fmax,
    name="fmax",
    promote="same",
    x=lambda g, x, y: masked.apply(g, (x >= y) | np.isnan(y)),
    y=lambda g, x, y: masked.apply(g, ~((x >= y) | np.isnan(y))),
    doc="The larger of two, element by element; the other one if one is nan.",
)
fmin_op = Op(
    np.fmin,
    name="fmin",
    promote="same",
    x=lambda g, x, y: masked.apply(g, (x <= y) | np.isnan(y)),
    y=lambda g, x, y: masked.apply(g, ~((x <= y) | np.isnan(y))),
    doc="The smaller of two, element by element; the other one if one is nan.",
)

maximum, minimum, fmax, fmin = (method(strict(operation, 2)) for operation in (maximum_op, minimum_op, fmax_op, fmin_op))


def _between(x: Any, low: Any = None, high: Any = None) -> Any:
    """min(max(x, low), high). With numbers as bounds NumPy's clip takes a third of the time that its maximum takes beside one number."""
    if x.size > SMALL and x.dtype.kind == "f" and not isinstance(low, np.ndarray) and not isinstance(high, np.ndarray):
        return x.clip(-math.inf if low is None else low, math.inf if high is None else high)
    least = x if low is None else np.maximum(x, low)
    return least if high is None else np.minimum(least, high)


def _bounds(dtype: np.dtype[Any], arrays: list[Any]) -> None:
    """A check: a number that is a bound must be one of the result's type, and bools have no such bounds."""
    for a in arrays:
        if isinstance(a, (int, float)):
            if dtype.kind == "b":
                raise NotImplementedError("clamp: not implemented for bool: convert the tensor first, with .int()")
            dtypes.number(a, dtype)


# at a bound the gradient passes
clamp_min_op = Op(
    lambda x, low: _between(x, low),
    name="clamp_min",
    promote="same",
    check=_bounds,
    x=lambda g, x, low: masked.apply(g, x >= low),
    low=lambda g, x, low: masked.apply(g, x < low),
    doc="The input, but no less than ``min``.",
)
clamp_max_op = Op(
    lambda x, high: _between(x, None, high),
    name="clamp_max",
    promote="same",
    check=_bounds,
    x=lambda g, x, high: masked.apply(g, x <= high),
    high=lambda g, x, high: masked.apply(g, x > high),
    doc="The input, but no more than ``max``.",
)
clamp_op = Op(
    lambda x, low, high: _between(x, low, high),
    name="clamp",
    promote="same",
    check=_bounds,
    x=lambda g, x, low, high: masked.apply(g, (x >= low) & (x <= high)),
    low=lambda g, x, low, high: masked.apply(g, (x < low) & (low < high)),
    high=lambda g, x, low, high: masked.apply(g, (x > high) | (high < low)),
)
_at_least, _at_most = strict(clamp_min_op, 1), strict(clamp_max_op, 1)


@method(inplace=True)
def clamp_min(input: Tensor, min: Any) -> Tensor:
    """The input, but no less than ``min``.

    >>> import autograd
    >>> autograd.clamp_min(autograd.tensor([-2.0, 0.5]), min=0.0)
    tensor([0.0000, 0.5000])
    """
    return _at_least(input, min)


@method(inplace=True)
def clamp_max(input: Tensor, max: Any) -> Tensor:
    """The input, but no more than ``max``.

    >>> import autograd
    >>> autograd.clamp_max(autograd.tensor([-2.0, 0.5]), max=0.0)
    tensor([-2.,  0.])
    """
    return _at_most(input, max)


@method(inplace=True, aliases=("clip",))
def clamp(input: Tensor, min: Any = None, max: Any = None) -> Tensor:
    """The input limited to the range from ``min`` to ``max``: numbers, tensors or None for no limit; ``max`` wins if they cross.

    The gradient passes within the range and at its bounds, and is zero outside.

    >>> import autograd
    >>> autograd.clamp(autograd.tensor([-2.0, 0.5, 3.0]), min=-1.0, max=1.0)
    tensor([-1.0000,  0.5000,  1.0000])
    """
    if min is None and max is None:
        raise RuntimeError("torch.clamp: At least one of 'min' or 'max' must not be None")
    if min is None:
        return clamp_max_op(input, max)
    if max is None:
        return clamp_min_op(input, min)
    return clamp_op(input, min, max)


def _relu(x: Any) -> Any:
    """max(x, 0), a number at once."""
    if x.shape == () and x.dtype.kind == "f":
        return x.dtype.type(0) if x[()] <= 0 else x[()]
    return _between(x, 0)


# not out > 0: nan lets the gradient pass, as in PyTorch
relu_op = Op(_relu, name="relu", piecewise_linear=True, x=lambda g, out: masked.apply(g, out != 0))


@method(inplace=True)
def relu(input: Tensor) -> Tensor:
    """max(0, x), with gradient 0 at 0.

    >>> import autograd
    >>> autograd.relu(autograd.tensor([-1.0, 2.0]))
    tensor([0., 2.])
    """
    try:
        kind = input.array.dtype.kind
    except AttributeError:
        raise wrong_kind("relu", "input", 0, input) from None
    if kind == "b":
        raise RuntimeError("relu: Boolean inputs not supported for relu")
    return relu_op(input)


clip, clamp_, relu_ = clamp, in_place(clamp, "clamp_"), in_place(relu, "relu_")

# ---------------------------------------------------------------------------------------------------------------- comparisons


def _comparison(ufunc: Any, name: str, doc: str, *aliases: str, promote: str | None = "same", tensors: int = 1) -> Any:
    """An operation whose result is bool, and so never requires a gradient: its Op, and its public function, also a method."""
    operation = Op(ufunc, name=name, promote=promote, layout=elementwise, doc=doc)
    function = operation if ufunc is np.logical_not else method(strict(operation, tensors), aliases=aliases)

    def overwriting(self: Tensor, *others: Any) -> Tensor:
        return constant(operation(self, *others).to(self.dtype), self)

    for n in (name, *aliases):
        setattr(Tensor, f"{n}_", in_place(overwriting, f"{n}_"))
    return operation, function


eq_op, eq = _comparison(np.equal, "eq", "input == other, element by element.")
ne_op, ne = _comparison(np.not_equal, "ne", "input != other, element by element.", "not_equal")
lt_op, lt = _comparison(np.less, "lt", "input < other, element by element.", "less")
le_op, le = _comparison(np.less_equal, "le", "input <= other, element by element.", "less_equal")
gt_op, gt = _comparison(np.greater, "gt", "input > other, element by element.", "greater")
ge_op, ge = _comparison(np.greater_equal, "ge", "input >= other, element by element.", "greater_equal")
not_equal, less, less_equal, greater, greater_equal = ne, lt, le, gt, ge
_, logical_and = _comparison(np.logical_and, "logical_and", "True where both are nonzero.", promote=None, tensors=2)
_, logical_or = _comparison(np.logical_or, "logical_or", "True where either is nonzero.", promote=None, tensors=2)
_, logical_xor = _comparison(np.logical_xor, "logical_xor", "True where one of the two is nonzero.", promote=None, tensors=2)
_, logical_not = _comparison(np.logical_not, "logical_not", "True where the input is zero.", promote=None)
method(logical_not)
isnan = Op(np.isnan, name="isnan", doc="True where the input is not a number.")
isinf = Op(np.isinf, name="isinf", doc="True where the input is infinite.")
isfinite = Op(np.isfinite, name="isfinite", doc="True where the input is neither infinite nor nan.")
isposinf = Op(lambda x: x == np.inf, name="isposinf", numpy=(np.isposinf,), doc="True where the input is +inf.")
isneginf = Op(lambda x: x == -np.inf, name="isneginf", numpy=(np.isneginf,), doc="True where the input is -inf.")
isreal = Op(lambda x: np.ones(x.shape, np.bool_), name="isreal", numpy=(np.isreal,), doc="True everywhere: there are no complex numbers.")
signbit = Op(
    lambda x: np.signbit(x) if x.dtype.kind == "f" else x < 0, name="signbit", numpy=(np.signbit,), doc="True where the sign is minus, -0. too."
)
for _operation in (isnan, isinf, isfinite, isposinf, isneginf, isreal, signbit):
    method(_operation)


def _where_method(self: Tensor, condition: Tensor, other: Any) -> Tensor:
    """The tensor where the condition is True, ``other`` elsewhere; see `where`."""
    return where(condition, self, other)


for _name, _method in {
    "where": _where_method,
    **{f"__{operation.name}__": operator(operation) for operation in (eq_op, ne_op, lt_op, le_op, gt_op, ge_op)},
}.items():
    setattr(Tensor, _name, _method)


@method
def isclose(input: Tensor, other: Tensor, rtol: float = 1e-05, atol: float = 1e-08, equal_nan: bool = False) -> Tensor:
    """True where |input - other| <= atol + rtol * |other|, or both are the same infinity (or nan, with ``equal_nan``).

    >>> import autograd
    >>> autograd.isclose(autograd.tensor([1.0, 2.0]), autograd.tensor([1.0, 2.1]))
    tensor([ True, False])
    """
    for argument, t in (("input", input), ("other", other)):
        if not isinstance(t, Tensor):
            raise TypeError(f"isclose(): argument '{argument}' must be Tensor, not {type(t).__name__}")
    x, y = input.array, other.array
    if x.dtype != y.dtype:
        raise RuntimeError(f"isclose: {input.dtype.name} did not match {other.dtype.name}: convert one of them with .to(...)")
    if rtol < 0 or atol < 0:
        raise RuntimeError(f"isclose: rtol and atol must be greater than or equal to zero, but got rtol={rtol} and atol={atol}")
    close = x == y
    if equal_nan and x.dtype.kind == "f":
        close = close | (np.isnan(x) & np.isnan(y))
    if rtol == 0 and atol == 0:
        return wrap(elementwise(close, (x, y)))
    if x.dtype.kind != "f":
        x, y = x.astype(dtypes.get_default_dtype()), y.astype(dtypes.get_default_dtype())
    difference = np.abs(x - y)
    return wrap(elementwise(close | (np.isfinite(difference) & (difference <= atol + np.abs(rtol * y))), (x, y)))


@method
def allclose(input: Tensor, other: Tensor, rtol: float = 1e-05, atol: float = 1e-08, equal_nan: bool = False) -> bool:
    """True if `isclose` holds for all elements.

    >>> import autograd
    >>> autograd.allclose(autograd.tensor([1.0]), autograd.tensor([1.0 + 1e-7]))
    True
    """
    return bool(isclose(input, other, rtol, atol, equal_nan).array.all())


@method
@of_tensors
def equal(input: Tensor, other: Tensor) -> bool:
    """True if the two tensors have the same shape and the same elements.

    >>> import autograd
    >>> autograd.equal(autograd.tensor([1, 2]), autograd.tensor([1, 2]))
    True
    """
    if not isinstance(other, Tensor):
        raise TypeError(f"equal(): argument 'other' (position 2) must be Tensor, not {type(other).__name__}")
    x, y = input.array, other.array
    if x.size <= AT_ONCE or x.shape != y.shape or not x.flags.c_contiguous or not y.flags.c_contiguous:
        return np.array_equal(x, y)
    x, y = x.reshape(-1), y.reshape(-1)
    return all((x[i : i + AT_ONCE] == y[i : i + AT_ONCE]).all() for i in range(0, x.size, AT_ONCE))


def isin(elements: Any, test_elements: Any, *, assume_unique: bool = False, invert: bool = False) -> Tensor:
    """True where an element is one of ``test_elements``; the reverse with ``invert``.

    >>> import autograd
    >>> autograd.isin(autograd.tensor([1, 2, 3]), autograd.tensor([2, 5]))
    tensor([False,  True, False])
    """
    a, b = (t.array if isinstance(t, Tensor) else t for t in (elements, test_elements))
    return wrap(np.isin(a, b, assume_unique=assume_unique, invert=invert))


_heaviside = strict(
    Op(
        lambda x, values: np.where(x == 0, values, (x > 0).astype(x.dtype)),
        name="heaviside",
        promote="same",
        numpy=(np.heaviside,),
        doc="0 where the input is negative, 1 where it is positive, ``values`` where it is 0; no gradient.",
    ),
    2,
)


@method(inplace=True)
def heaviside(input: Tensor, values: Tensor) -> Tensor:
    """0 where the input is negative, 1 where it is positive, ``values`` where it is 0; no gradient.

    >>> import autograd
    >>> autograd.heaviside(autograd.tensor([-1.0, 0.0, 1.0]), autograd.tensor([0.5]))
    tensor([0.0000, 0.5000, 1.0000])
    """
    if isinstance(input, Tensor) and isinstance(values, Tensor) and input.array.dtype != values.array.dtype:
        raise RuntimeError(f"heaviside is not yet implemented for tensors with different dtypes: {input.dtype.name} and {values.dtype.name}")
    return _heaviside(input, values)


# ---------------------------------------------------------------------------------------------------------------- bits

bitwise_and = Op(np.bitwise_and, name="bitwise_and", promote="same", doc="The bits set in both (integers), logical and (bools).")
bitwise_or = Op(np.bitwise_or, name="bitwise_or", promote="same", doc="The bits set in either (integers), logical or (bools).")
bitwise_xor = Op(np.bitwise_xor, name="bitwise_xor", promote="same", doc="The bits set in one of the two (integers), logical xor (bools).")
bitwise_not = Op(np.invert, name="bitwise_not", doc="The bits inverted (integers), logical not (bools).")
bitwise_left_shift = Op(
    np.left_shift,
    name="bitwise_left_shift",
    promote="same",
    check=only("iu", "bitwise_left_shift"),
    doc="The bits moved to the left: input * 2**other.",
)
bitwise_right_shift = Op(
    np.right_shift,
    name="bitwise_right_shift",
    promote="same",
    check=only("iu", "bitwise_right_shift"),
    doc="The bits moved to the right: input // 2**other.",
)

for _operation, _symbol in (
    (bitwise_and, "and"),
    (bitwise_or, "or"),
    (bitwise_xor, "xor"),
    (bitwise_left_shift, "lshift"),
    (bitwise_right_shift, "rshift"),
):
    method(_operation, inplace=True)
    setattr(Tensor, f"__{_symbol}__", operator(_operation))
    setattr(Tensor, f"__r{_symbol}__", reflected(_operation))
    setattr(Tensor, f"__i{_symbol}__", operator(in_place(_operation, f"__i{_symbol}__")))
method(bitwise_not, inplace=True)


@method
def __invert__(self: Tensor) -> Tensor:
    """~self."""
    if self.array.dtype.kind == "f":
        raise TypeError("~ (operator.invert) is only implemented on integer and Boolean-type tensors")
    return bitwise_not(self)
