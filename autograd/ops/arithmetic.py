"""Sums, products, quotients and powers, with their operators; writing values into a tensor."""

from __future__ import annotations

import operator as python
from collections.abc import Callable
from typing import Any

import numpy as np

from ..core import dtypes
from ..core.errors import warn
from ..core.fast import binary_operator
from ..core.methods import in_place, method, of_tensors, plain_number
from ..core.modes import mode
from ..core.op import OPERANDS, Op, rounded_once
from ..core.strides import elementwise
from ..core.tensor import Tensor
from ..machine.choosing import choose

__all__ = [
    "add", "addcdiv", "addcmul", "div", "divide", "fill", "floor_divide", "fmod", "lerp", "mul", "multiply", "neg", "negative", "positive", "pow",
    "remainder", "rsub", "square", "sub", "subtract", "true_divide",
]  # fmt: skip


def only(kinds: str, name: str) -> Callable[[np.dtype[Any], list[Any]], None]:
    """A check: PyTorch's NotImplementedError for types of other kinds than these (b: bool, i, u: integers, f: floats)."""

    def check(dtype: np.dtype[Any], arrays: list[Any]) -> None:
        if dtype.kind not in kinds:
            raise NotImplementedError(f"{name}: not implemented for {dtypes.of(dtype).name}: convert the operands first")

    return check


def _no_masks(dtype: np.dtype[Any], arrays: list[Any]) -> None:
    if any(isinstance(a, bool) or (isinstance(a, np.ndarray) and a.dtype == np.bool_) for a in arrays):
        raise RuntimeError("sub: subtraction with a bool tensor is not supported: to invert a mask use `~`, to tell two masks apart `^`")


add_op = Op(np.add, wide=True, name="add", promote="same", numbers=True, x=lambda g: g, y=lambda g: g)
sub_op = Op(np.subtract, wide=True, name="sub", promote="same", check=_no_masks, numbers=True, x=lambda g: g, y=lambda g: -g)
mul = multiply = Op(
    np.multiply, wide=True, name="mul", promote="same", numbers=True, x=lambda g, y: g * y, y=lambda g, x: g * x, doc="input * other."
)
div_op = Op(np.true_divide, wide=True, name="div", promote="float", numbers=True, x=lambda g, y: g / y, y=lambda g, x, y: -g * ((x / y) / y))
# For 1 - x and 1 / x, a number before a tensor: on 0-dim tensors these two take half the time of `sub` and `div`.
rsub_op = Op(lambda x, y: y - x, wide=True, name="rsub", promote="same", check=_no_masks, x=lambda g: -g, y=lambda g: g)
rdiv_op = Op(lambda x, y: y / x, wide=True, name="rdiv", title="Div", promote="float", x=lambda g, x, y: -g * ((y / x) / x), y=lambda g, x: g / x)
neg = negative = Op(np.negative, name="neg", x=lambda g: -g, doc="-input.")


def strict(operation: Op, tensors: int) -> Callable[..., Any]:
    """The operation as a public function whose first (1) or both (2) operands must be Tensors: PyTorch takes no numbers there."""

    def function(input: Tensor, other: Any) -> Tensor:
        for position, operand in enumerate((input, other)[:tensors]):
            if not isinstance(operand, Tensor):
                raise TypeError(
                    f"{operation.name}(): argument '{('input', 'other')[position]}' (position {position + 1}) must be Tensor, "
                    f"not {type(operand).__name__}: make one with autograd.tensor(...)"
                )
        return operation(input, other)

    function.__name__ = function.__qualname__ = operation.name
    function.__doc__ = operation.__doc__
    return function


# ---------------------------------------------------------------------------------------------------------------- sums


def _number_first(form: str, number: Any) -> Any:
    """The factor that older programs give before the tensors that it scales."""
    if isinstance(number, Tensor) and number.numel() != 1:
        raise TypeError(f"{form}: the first of these is a number, got a tensor of shape {tuple(number.shape)}")
    warn(f"This overload is deprecated: {form}. Give the number last, by its name", UserWarning, stacklevel=3)
    return number


@method
def add(input: Any, other: Any, *older: Any, alpha: Any = 1) -> Tensor:
    """input + alpha * other.

    >>> import autograd
    >>> autograd.add(autograd.tensor([1, 2]), autograd.tensor([10, 20]), alpha=2)
    tensor([21, 42])
    """
    if older:
        alpha, (other,) = _number_first("add(alpha, other)", other), older
    return add_op(input, other if type(alpha) is int and alpha == 1 else _scaled("add", input, other, alpha))


@method(aliases=("subtract",))
def sub(input: Any, other: Any, *older: Any, alpha: Any = 1) -> Tensor:
    """input - alpha * other.

    >>> import autograd
    >>> autograd.sub(autograd.tensor([1, 2]), 1)
    tensor([0, 1])
    """
    if older:
        alpha, (other,) = _number_first("sub(alpha, other)", other), older
    return sub_op(input, other if type(alpha) is int and alpha == 1 else _scaled("sub", input, other, alpha))


def rsub(input: Any, other: Any, *, alpha: float = 1) -> Tensor:
    """other - alpha * input.

    >>> import autograd
    >>> autograd.rsub(autograd.tensor([1, 2]), 10)
    tensor([9, 8])
    """
    return sub(other, input, alpha=alpha)


def _scaled(name: str, input: Any, other: Any, alpha: float) -> Any:
    """alpha * other, of a type that does not change that of the sum."""
    (input, other), dtype = together(input, other)
    kind = str(dtype.kind)
    if kind != "f" and isinstance(alpha, float):
        raise RuntimeError(f"{name}: for integral input tensors, argument alpha must not be a floating point number, got {alpha!r}")
    if kind != "b" and isinstance(alpha, bool):
        raise RuntimeError(f"{name}: Boolean alpha only supported for Boolean results, got {alpha!r}")
    alpha = factor(alpha, dtype)
    return other * alpha if isinstance(other, Tensor) or kind != "b" else bool(other) and alpha


def together(*operands: Any) -> tuple[list[Any], np.dtype[Any]]:
    """Tensors and numbers of which a result is made in several steps: the tensors in the result's type, in which every step is taken."""
    dtype = dtypes.promote([a.array if isinstance(a, Tensor) else a for a in operands])
    return [a.to(dtype) if isinstance(a, Tensor) else a for a in operands], dtype


def factor(value: Any, dtype: np.dtype[Any]) -> Any:
    """A number by which tensors of this type are multiplied: what the type has no room for is refused; float16 is computed as float32."""
    if isinstance(value, Tensor):
        return value
    converted = dtypes.number(value, dtypes.float32.dtype if dtype == np.float16 else dtype)
    return value if dtype.kind == "f" else converted.item()


@method(inplace=True)
@rounded_once
def addcmul(input: Tensor, tensor1: Any, tensor2: Tensor, *older: Tensor, value: Any = 1) -> Tensor:
    """input + value * tensor1 * tensor2.

    >>> import autograd
    >>> autograd.addcmul(autograd.zeros(2), autograd.tensor([1.0, 2.0]), autograd.tensor([3.0, 4.0]), value=0.5)
    tensor([1.5000, 4.0000])
    """
    if older:
        value, tensor1, (tensor2,) = _number_first("addcmul(value, tensor1, tensor2)", tensor1), tensor2, older
    (input, tensor1, tensor2), dtype = together(input, tensor1, tensor2)
    if dtype.kind == "b":
        raise NotImplementedError("addcmul: not implemented for bools: convert one of the tensors with .int() or .float() first")
    product = tensor1 * tensor2
    return input + (product if value == 1 else product * factor(value, dtype))


@method(inplace=True)
@rounded_once
@of_tensors
def addcdiv(input: Tensor, tensor1: Any, tensor2: Tensor, *older: Tensor, value: Any = 1) -> Tensor:
    """input + value * tensor1 / tensor2.

    >>> import autograd
    >>> autograd.addcdiv(autograd.zeros(2), autograd.tensor([1.0, 2.0]), autograd.tensor([2.0, 8.0]))
    tensor([0.5000, 0.2500])
    """
    if older:
        value, tensor1, (tensor2,) = _number_first("addcdiv(value, tensor1, tensor2)", tensor1), tensor2, older
    if tensor1.array.dtype.kind != "f" and tensor2.array.dtype.kind != "f":
        raise RuntimeError("addcdiv: integer division with addcdiv is no longer supported: convert one of the tensors with .float() first")
    (input, tensor1, tensor2), dtype = together(input, tensor1, tensor2)
    return input + (tensor1 / tensor2 if value == 1 else (tensor1 * factor(value, dtype)) / tensor2)


def _lerp(x: Any, end: Any, weight: Any) -> Any:
    """From x to end, with both ends exact: x + weight (end - x), and from 1/2 on end - (1 - weight) (end - x)."""
    difference = end - x
    if not isinstance(weight, np.ndarray):
        return x + weight * difference if abs(weight) < 0.5 else end - difference * (1 - weight)
    far = np.absolute(weight) >= 0.5
    return choose(far, end, x) + (weight - far) * difference


lerp_op = Op(
    _lerp,
    wide=True,
    name="lerp",
    layout=elementwise,
    x=lambda g, weight: g * (1 - weight),
    end=lambda g, weight: g * weight,
    weight=lambda g, x, end: g * (end - x),
)
lerp_by_number = Op(  # saves nothing
    lambda x, end, *, weight: _lerp(x, end, weight),
    wide=True,
    name="lerp",
    layout=elementwise,
    x=lambda g, weight: g * (1 - weight),
    end=lambda g, weight: g * weight,
)


@method(inplace=True)
def lerp(input: Tensor, end: Tensor, weight: Any) -> Tensor:
    """input + weight * (end - input): from ``input`` at weight 0 to ``end`` at weight 1.

    >>> import autograd
    >>> autograd.lerp(autograd.tensor([0.0, 10.0]), autograd.tensor([1.0, 20.0]), 0.5)
    tensor([ 0.5000, 15.0000])
    """
    for what, t in (("end", end), ("weight", weight)):
        if isinstance(t, Tensor) and t.array.dtype != input.array.dtype:
            raise RuntimeError(f"lerp: expected dtype {input.dtype.name} for `{what}` but got dtype {t.dtype.name}")
    if input.array.dtype.kind != "f":
        raise NotImplementedError(f"lerp: not implemented for {input.dtype.name}: convert the tensors with .float() first")
    return lerp_op(input, end, weight) if isinstance(weight, Tensor) else lerp_by_number(input, end, weight=plain_number("lerp", "weight", weight))


# ---------------------------------------------------------------------------------------------------------------- quotients


def _nonzero(y: Any) -> Any:
    if type(y) is np.ndarray and y.dtype.kind in "iu" and not y.all():
        raise RuntimeError("ZeroDivisionError: division of integers by zero")
    return y


def _floor_divide(x: Any, y: Any) -> Any:
    return np.floor_divide(x, _nonzero(y))


def _trunc_divide(x: Any, y: Any) -> Any:
    integers = isinstance(x, np.ndarray) and x.dtype.kind in "iu"
    return (x - np.fmod(x, _nonzero(y))) // y if integers else np.trunc(x / y)


def _remainder(x: Any, y: Any) -> Any:
    out = np.remainder(x, _nonzero(y))
    if out.dtype.kind == "f" and not out.all():
        out = np.where(out == 0, np.copysign(out, x), out)  # a zero has the sign of x: NumPy gives it that of y
    return out


def not_differentiable(name: str) -> Callable[[Any], Any]:
    """A rule for what PyTorch does not differentiate either."""

    def refuse(g: Any) -> Any:
        raise RuntimeError(f"derivative for {name} is not implemented, as in PyTorch: detach() its input if the result is to be a constant")

    return refuse


def _whole_quotient(forward: Any, name: str, rule: Any, title: str = "Div", **settings: Any) -> Op:
    """A division whose result is rounded, with one rule for both operands."""
    return Op(forward, name=name, title=title, promote="same", check=only("iuf", name), numbers=True, x=rule, y=rule, **settings)


floor_divide_op = _whole_quotient(_floor_divide, "floor_divide", lambda g: np.zeros_like(g))
trunc_divide_op = _whole_quotient(_trunc_divide, "trunc_divide", lambda g: np.zeros_like(g))
floor_divide = _whole_quotient(
    _floor_divide,
    "floor_divide",
    not_differentiable("floor_divide"),
    title="NotImplemented",
    numpy=(np.floor_divide,),
    doc="""floor(input / other), as ``//``. A backward pass through it is refused; `div` with ``rounding_mode="floor"`` has gradients, of zeros.

    >>> import autograd
    >>> autograd.floor_divide(autograd.tensor([-3, 3]), 2)
    tensor([-2,  1])
    """,
)
remainder = Op(
    _remainder,
    name="remainder",
    promote="same",
    check=only("iuf", "remainder"),
    numpy=(np.remainder,),
    x=lambda g: g,
    y=lambda g, x, y: -g * floor_divide_op.apply(x, y),
    doc="The remainder of input / other, with the sign of other: input - other * floor(input / other).",
)
fmod_op = Op(
    lambda x, y: np.fmod(x, _nonzero(y)),
    name="fmod",
    promote="same",
    check=only("iuf", "fmod"),
    numpy=(np.fmod,),
    x=lambda g: g,
    y=lambda g, x, y: -g * trunc_divide_op.apply(x, y),
    doc="The remainder of input / other, with the sign of input: input - other * trunc(input / other).",
)


@method(aliases=("divide",))
def div(input: Any, other: Any, *, rounding_mode: str | None = None) -> Tensor:
    """input / other as a float type, or rounded ("trunc", "floor") and then with zero gradient.

    >>> import autograd
    >>> autograd.div(autograd.tensor([-3, 3]), 2, rounding_mode="floor")
    tensor([-2,  1])
    """
    if rounding_mode is None:
        return div_op(input, other)
    if rounding_mode not in ("floor", "trunc"):
        raise RuntimeError(f"div expected rounding_mode to be one of None, 'trunc', or 'floor' but found {rounding_mode!r}")
    return (floor_divide_op if rounding_mode == "floor" else trunc_divide_op)(input, other)


method(fmod_op, inplace=True)
method(floor_divide, inplace=True)


@method
def true_divide(input: Any, other: Any) -> Tensor:
    """input / other as a float type.

    >>> import autograd
    >>> autograd.true_divide(autograd.tensor([1, 2]), 2)
    tensor([0.5000, 1.0000])
    """
    return div_op(input, other)


# ---------------------------------------------------------------------------------------------------------------- powers


def _power(x: Any, exponent: float) -> Any:
    """x to a fixed power; small whole powers by multiplication, which NumPy does 300 times faster than its integer power."""
    if exponent == 2:
        return x * x
    if 2 < exponent <= 8 and exponent == int(exponent):
        half = x if exponent < 4 else _power(x, exponent // 2)
        return half * half if exponent % 2 == 0 else half * half * x
    if exponent == 1:
        return +x
    if exponent == 0:
        return np.ones_like(x)
    if exponent == 0.5:
        return np.sqrt(x)
    if exponent == -0.5:
        return 1 / np.sqrt(x)
    if -8 <= exponent < 0 and x.dtype.kind == "f":
        return 1 / _power(x, -exponent)
    return np.power(x, exponent)


def _power_of_tensor(x: Any, y: Any) -> Any:
    if getattr(y, "dtype", None) in INTEGERS and (y < 0).any():  # integers: 1/x is whole only for 1 and -1, of which the last bit of y says enough
        return np.where((y < 0) & (abs(x) != 1), 0, np.power(x, np.where(y < 0, y & 1, y)))
    return np.power(x, y)


INTEGERS = frozenset(map(np.dtype, (np.int8, np.int16, np.int32, np.int64)))

pow_scalar: Op = Op(
    _power,
    wide=True,
    name="pow",
    x=lambda g, x, exponent: g * (exponent * pow_scalar.apply(x, exponent - 1)) if exponent != 0 else np.zeros_like(g),
)
square_op = Op(np.square, wide=True, name="pow", x=lambda g, x: g * (2 * x))  # by far the most frequent power
pow_tensor: Op = Op(
    _power_of_tensor,
    wide=True,
    name="pow",
    promote="same",
    check=only("iuf", "pow"),
    numpy=(np.power,),
    x=lambda g, x, y: np.where(y == 0, 0, g * (y * pow_tensor.apply(x, y - 1))),
    # 0**y is 0 for every y > 0, so its derivative is 0 there, although log 0 is not finite
    y=lambda g, x, y, out: g * np.where((x == 0) & (y >= 0), 0, out * np.log(x)),
)
_to_number = binary_operator(pow_scalar, _power)


def _raised(input: Tensor, exponent: float) -> Tensor:
    out: Tensor = _to_number(input, exponent)
    if out._node is not None:
        out._node.params = {"exponent": exponent}  # which pictures show even when what was saved has been released
    return out


@method(inplace=True)
def pow(input: Any, exponent: Any) -> Tensor:
    """input to the power exponent; either may be a number.

    >>> import autograd
    >>> autograd.pow(autograd.tensor([1.0, 2.0, 3.0]), 2)
    tensor([1., 4., 9.])
    """
    if not isinstance(input, Tensor) or type(exponent) not in (int, float):
        return pow_tensor(input, exponent)
    kind = input.array.dtype.kind
    if kind == "f":
        return square_op(input) if exponent == 2 else _raised(input, exponent)
    if isinstance(exponent, int) and exponent < 0 and kind != "b":
        raise RuntimeError("pow: Integers to negative integer powers are not allowed. Convert the tensor with .float() first")
    return pow_scalar(input.to(dtypes.promote([input.array, exponent])), exponent)


@method(inplace=True)
def square(input: Tensor) -> Tensor:
    """input**2.

    >>> import autograd
    >>> autograd.square(autograd.tensor([-3.0, 2.0]))
    tensor([9., 4.])
    """
    return pow(input, 2)


@method
@of_tensors
def positive(input: Tensor) -> Tensor:
    """The tensor itself.

    >>> import autograd
    >>> autograd.positive(autograd.tensor([-1.0]))
    tensor([-1.])
    """
    if input.array.dtype.kind == "b":
        raise RuntimeError("positive: The `+` operator, on a bool tensor is not supported.")
    return input


# ---------------------------------------------------------------------------------------------------------------- operators

divide, subtract = div, sub
fmod = strict(fmod_op, 1)

for _function, _aliases in ((mul, ("multiply",)), (neg, ("negative",)), (remainder, ())):
    method(_function, inplace=True, aliases=_aliases)


def operator(function: Callable[[Any, Any], Any]) -> Callable[[Tensor, Any], Any]:
    """``x + y`` and its like; for a y that is no operand, Python asks y."""
    return lambda x, y: function(x, y) if isinstance(y, OPERANDS) else NotImplemented


def reflected(function: Callable[[Any, Any], Any]) -> Callable[[Tensor, Any], Any]:
    """The operator of a Tensor on the right: ``2 - t``."""
    return lambda x, y: function(y, x) if isinstance(y, OPERANDS) else NotImplemented


def _scaling(operation: Op, name: str) -> Callable[..., Tensor]:
    """add_ and sub_, which scale what they add."""
    write = in_place(operation, name)

    def scaled_write(self: Tensor, other: Any, *older: Any, alpha: Any = 1) -> Tensor:
        if older:
            alpha, (other,) = _number_first(f"{name}(alpha, other)", other), older
        return write(self, other if type(alpha) is int and alpha == 1 else _scaled(name, self, other, alpha))

    scaled_write.__name__ = scaled_write.__qualname__ = name
    scaled_write.__doc__ = write.__doc__
    return scaled_write


_add, _mul, _div = binary_operator(add_op, python.add), binary_operator(mul, python.mul), binary_operator(div_op, python.truediv)
_rdiv = binary_operator(rdiv_op, lambda x, y: y / x)
_add_, _sub_, _div_ = _scaling(add_op, "add_"), _scaling(sub_op, "sub_"), in_place(div, "div_", np.true_divide)
for _name, _method in {
    "add_": _add_,
    "sub_": _sub_,
    "subtract_": _sub_,
    "div_": _div_,
    "divide_": _div_,
    "true_divide_": _div_,
    "__add__": _add,
    "__radd__": _add,
    "__sub__": binary_operator(sub_op, python.sub),
    "__rsub__": binary_operator(rsub_op, lambda x, y: y - x),
    "__mul__": _mul,
    "__rmul__": _mul,
    "__truediv__": _div,
    "__rtruediv__": _rdiv,
    "__rdiv__": _rdiv,
    "__floordiv__": operator(floor_divide),
    "__rfloordiv__": reflected(floor_divide),
    "__mod__": operator(remainder),
    "__rmod__": reflected(remainder),
    "__pow__": operator(pow),
    "__rpow__": reflected(pow),
    "__neg__": lambda x: neg(x),
    "__pos__": positive,
    "__iadd__": operator(in_place(add_op, "add_")),
    "__isub__": operator(in_place(sub_op, "sub_")),
    "__imul__": operator(in_place(mul, "mul_")),
    "__itruediv__": operator(_div_),
    "__ifloordiv__": operator(in_place(floor_divide, "floor_divide_")),
    "__imod__": operator(in_place(remainder, "remainder_")),
    "__ipow__": operator(in_place(pow, "pow_")),
}.items():
    setattr(Tensor, _name, _method)

# ---------------------------------------------------------------------------------------------------------------- writing values

copy_op = Op(
    lambda x, value: np.array(np.broadcast_to(value, x.shape), x.dtype),
    name="copy",
    x=lambda g: np.zeros_like(g),
    value=lambda g: g,
    doc="The value, in the shape and dtype of x.",
)


@method
def copy_(self: Tensor, src: Any, non_blocking: bool = False) -> Tensor:
    """Overwrite the tensor with ``src``, broadcast and converted; its gradient then flows to ``src``."""
    return _fill(self, src, "copy_")


def fill(input: Tensor, value: Any) -> Tensor:
    """A tensor like ``input`` of which every element is ``value``: a number or a 0-dim tensor.

    >>> import autograd
    >>> autograd.fill(autograd.zeros(2), 7.0)
    tensor([7., 7.])
    """
    if isinstance(value, Tensor) and value.array.ndim:
        raise RuntimeError(f"fill only supports 0-dimension value tensor but got tensor with {value.array.ndim} dimensions.")
    return copy_op(input, value if isinstance(value, Tensor) else dtypes.number(value, input.array.dtype))


@method
def fill_(self: Tensor, value: Any) -> Tensor:
    """Overwrite every element with ``value``: a number or a 0-dim tensor."""
    if isinstance(value, Tensor) and value.array.ndim:
        raise RuntimeError(f"fill_ only supports 0-dimension value tensor but got tensor with {value.array.ndim} dimensions.")
    return _fill(self, value, "fill_")


@method
def zero_(self: Tensor) -> Tensor:
    """Overwrite every element with 0."""
    return _fill(self, 0, "zero_")


def _fill(tensor: Tensor, value: Any, name: str) -> Tensor:
    if not isinstance(value, (Tensor, float, int, np.generic)):
        raise TypeError(
            f"{name}(): the value must be a Tensor or a number, not {type(value).__name__}: make a tensor of it with autograd.tensor(...)"
        )
    tensor._check_writable(name)
    if mode.grad_enabled and (tensor.requires_grad or (isinstance(value, Tensor) and value.requires_grad)):
        return tensor._write(name, copy_op(tensor, value))
    source = value.array if isinstance(value, Tensor) else dtypes.number(value, tensor.array.dtype)
    if np.ndim(source) > tensor.array.ndim:
        raise RuntimeError(f"{name}: output with shape {list(tensor.shape)} doesn't match the broadcast shape {list(np.shape(source))}")
    try:
        np.copyto(tensor.array, source, casting="unsafe")
    except ValueError:
        raise RuntimeError(
            f"{name}: the value of shape {tuple(np.shape(source))} does not broadcast to the shape {tuple(tensor.shape)} of the tensor"
        ) from None
    tensor._bump_version()
    return tensor
