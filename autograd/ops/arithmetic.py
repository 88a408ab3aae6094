"""Sums, products, quotients and powers, with their operators."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..op import Op, in_place, method
from ..tensor import Tensor

add_op = Op(np.add, name="add", promote="same", x=lambda g: g, y=lambda g: g)
sub_op = Op(np.subtract, name="sub", promote="same", x=lambda g: g, y=lambda g: -g)
mul = Op(np.multiply, name="mul", promote="same", x=lambda g, y: g * y, y=lambda g, x: g * x)
true_div = Op(np.true_divide, name="div", promote="float", x=lambda g, y: g / y, y=lambda g, x, y: -g * ((x / y) / y))
neg = Op(np.negative, name="neg", x=lambda g: -g)


def _power(x: Any, *, exponent: float) -> Any:
    """x to a fixed power; small whole powers by multiplication, which NumPy does 300 times faster than its integer power."""
    if exponent == 2:
        return x * x
    if exponent == 3:
        return x * x * x
    if exponent == 1:
        return +x
    if exponent == 0.5:
        return np.sqrt(x)
    if exponent == -1:
        return 1 / x
    return np.power(x, exponent)


pow_scalar = Op(
    _power,
    name="pow",
    promote="same",
    x=lambda g, x, exponent: g * (exponent * pow_scalar.apply(x, exponent=exponent - 1)) if exponent != 0 else g * 0,
)
pow_tensor = Op(
    np.power,
    name="pow",
    promote="same",
    x=lambda g, x, y: np.where(y == 0, 0, g * (y * x ** (y - 1))),
    # 0**y is 0 for every y > 0, so its derivative is 0 there, although log 0 is not finite
    y=lambda g, x, y, out: g * np.where((x == 0) & (y >= 0), 0, out * np.log(x)),
)


@method(inplace=True)
def add(input: Tensor, other: Any, *, alpha: float = 1) -> Tensor:
    """input + alpha * other."""
    return add_op(input, other) if alpha == 1 else add_op(input, mul(other, alpha) if isinstance(other, Tensor) else other * alpha)


@method(inplace=True, aliases=("subtract",))
def sub(input: Tensor, other: Any, *, alpha: float = 1) -> Tensor:
    """input - alpha * other."""
    return sub_op(input, other) if alpha == 1 else sub_op(input, mul(other, alpha) if isinstance(other, Tensor) else other * alpha)


@method(inplace=True)
def div(input: Tensor, other: Any) -> Tensor:
    """input / other, as a float type."""
    return true_div(input, other)


@method(inplace=True)
def pow(input: Any, exponent: Any) -> Tensor:
    """input to the power exponent; either may be a number."""
    if not isinstance(exponent, Tensor):
        return pow_scalar(input, exponent=exponent)
    return pow_tensor(input, exponent)


method(mul, inplace=True)
method(neg, inplace=True)

Tensor.__add__ = Tensor.__radd__ = lambda x, y: add_op(x, y)
Tensor.__sub__ = lambda x, y: sub_op(x, y)
Tensor.__rsub__ = lambda x, y: sub_op(y, x)
Tensor.__mul__ = Tensor.__rmul__ = lambda x, y: mul(x, y)
Tensor.__truediv__ = lambda x, y: true_div(x, y)
Tensor.__rtruediv__ = lambda x, y: true_div(y, x)
Tensor.__pow__ = lambda x, y: pow(x, y)
Tensor.__neg__ = lambda x: neg(x)
Tensor.__iadd__ = in_place(add, "add_")
Tensor.__isub__ = in_place(sub, "sub_")
Tensor.__imul__ = in_place(mul, "mul_")
