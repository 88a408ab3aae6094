"""Functions of one number applied to each element, and a few of two."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from ..core.methods import method, of_tensors, plain_number
from ..core.op import Op
from ..core.tensor import Tensor, wrap
from .arithmetic import only, pow, strict
from .comparison import masked
from .reduction import return_type

__all__ = [
    "abs", "absolute", "acos", "acosh", "angle", "arccos", "arccosh", "arcsin", "arcsinh", "arctan", "arctan2", "arctanh", "asin", "asinh", "atan",
    "atan2", "atanh", "ceil", "conj", "conj_physical", "copysign", "cos", "cosh", "deg2rad", "exp", "exp2", "expm1", "fix", "float_power", "floor",
    "frac", "frexp", "gcd", "hypot", "imag", "is_conj", "lcm", "ldexp", "log", "log10", "log1p", "log2", "logaddexp", "logaddexp2", "logit",
    "nan_to_num", "nextafter", "rad2deg", "real", "reciprocal", "resolve_conj", "resolve_neg", "round", "rsqrt", "sgn", "sigmoid", "sign", "sin",
    "sinc", "sinh", "sqrt", "tan", "tanh", "trunc", "xlogy",
]  # fmt: skip


Frexp = return_type("frexp", "mantissa", "exponent")


def _sigmoid(x: Any) -> Any:
    s = -x  # and all else in its place
    out = s if isinstance(s, np.ndarray) else None
    s = np.exp(s, out=out)
    s += 1
    return np.divide(1, s, out=out)


def function(forward: Any, name: str, doc: str, *aliases: str, promote: str | None = "float", kinds: str = "", numpy: Any = (), **rules: Any) -> Op:
    """An operation that is applied to each element, as a function and a method, with its in-place form."""
    operation = Op(forward, wide=True, name=name, promote=promote, check=only(kinds, name) if kinds else None, numpy=numpy, doc=doc, **rules)
    method(operation, inplace=True, aliases=aliases)
    return operation


def function_of_two(
    forward: Any,
    name: str,
    doc: str,
    *aliases: str,
    promote: str = "float",
    kinds: str = "",
    tensors: int = 2,
    inplace: bool = True,
    wide: bool = True,
    **rules: Any,
) -> Any:
    """An operation of two numbers as a function and a method, with its in-place form; the first or both operands must be Tensors."""
    operation = Op(forward, wide=wide, name=name, promote=promote, check=only(kinds, name) if kinds else None, doc=doc, **rules)
    return method(strict(operation, tensors), inplace=inplace, aliases=aliases)


# ---------------------------------------------------------------------------------------------------------------- exponentials

exp = function(np.exp, "exp", "e to the power x.", x=lambda g, out: g * out)
exp2 = function(np.exp2, "exp2", "2 to the power x.", x=lambda g, out: g * out * math.log(2))
expm1 = function(np.expm1, "expm1", "exp(x) - 1, accurate near 0.", x=lambda g, out: g * (out + 1))
log = function(np.log, "log", "The natural logarithm.", x=lambda g, x: g / x)
log2 = function(np.log2, "log2", "The logarithm to base 2.", x=lambda g, x: g / (x * math.log(2)))
log10 = function(np.log10, "log10", "The logarithm to base 10.", x=lambda g, x: g / (x * math.log(10)))
log1p = function(np.log1p, "log1p", "log(1 + x), accurate near 0.", x=lambda g, x: g / (x + 1))
sqrt = function(np.sqrt, "sqrt", "The square root.", x=lambda g, out: g / (2 * out))
rsqrt = function(lambda x: 1 / np.sqrt(x), "rsqrt", "1 / sqrt(x).", x=lambda g, out: -0.5 * g * (out * out * out))
reciprocal = function(lambda x: 1 / x, "reciprocal", "1 / x.", numpy=(np.reciprocal,), x=lambda g, out: -g * (out * out))
sigmoid = function(_sigmoid, "sigmoid", "1 / (1 + exp(-x)).", x=lambda g, out: g * (1 - out) * out)

# ---------------------------------------------------------------------------------------------------------------- trigonometry

sin = function(np.sin, "sin", "The sine.", x=lambda g, x: g * np.cos(x))
cos = function(np.cos, "cos", "The cosine.", x=lambda g, x: g * -np.sin(x))
tan = function(np.tan, "tan", "The tangent.", x=lambda g, out: g * (1 + out * out))
asin = arcsin = function(np.arcsin, "asin", "The inverse sine.", "arcsin", x=lambda g, x: g / np.sqrt(1 - x * x))
acos = arccos = function(np.arccos, "acos", "The inverse cosine.", "arccos", x=lambda g, x: -g / np.sqrt(1 - x * x))
atan = arctan = function(np.arctan, "atan", "The inverse tangent.", "arctan", x=lambda g, x: g / (x * x + 1))
sinh = function(np.sinh, "sinh", "The hyperbolic sine.", x=lambda g, x: g * np.cosh(x))
cosh = function(np.cosh, "cosh", "The hyperbolic cosine.", x=lambda g, x: g * np.sinh(x))
tanh = function(np.tanh, "tanh", "The hyperbolic tangent.", x=lambda g, out: g * (1 - out * out))
asinh = arcsinh = function(np.arcsinh, "asinh", "The inverse hyperbolic sine.", "arcsinh", x=lambda g, x: g / np.sqrt(x * x + 1))
acosh = arccosh = function(np.arccosh, "acosh", "The inverse hyperbolic cosine.", "arccosh", x=lambda g, x: g / np.sqrt(x * x - 1))
atanh = arctanh = function(np.arctanh, "atanh", "The inverse hyperbolic tangent.", "arctanh", x=lambda g, x: g / (1 - x * x))
deg2rad = function(lambda x: x * (math.pi / 180), "deg2rad", "Degrees as radians.", numpy=(np.deg2rad, np.radians), x=lambda g: g * (math.pi / 180))
rad2deg = function(lambda x: x * (180 / math.pi), "rad2deg", "Radians as degrees.", numpy=(np.rad2deg, np.degrees), x=lambda g: g * (180 / math.pi))

# ---------------------------------------------------------------------------------------------------------------- rounding and signs


zeros_like_op = Op(np.zeros_like, name="zeros_like", numpy=(np.zeros_like,))  # for the rules: a constant
ones_like_op = Op(np.ones_like, name="ones_like", numpy=(np.ones_like,))


def _sign(x: Any) -> Any:
    """-1, 0 or 1; 0 for nan, unlike np.sign. Small integers make it faster, too."""
    return ((x > 0).view(np.int8) - (x < 0).view(np.int8)).astype(x.dtype)


def _round(x: Any, *, decimals: int = 0) -> Any:
    return np.round(x, decimals) if x.dtype.kind == "f" or decimals < 0 else x.copy()


sign = function(_sign, "sign", "-1, 0 or 1: the sign of x. Its gradient is zero.", promote=None, numpy=(np.sign,), x=lambda g: np.zeros_like(g))
sgn = function(_sign, "sgn", "-1, 0 or 1: the sign of x. Its gradient is zero.", promote=None, x=lambda g: np.zeros_like(g))
abs = absolute = function(
    np.absolute, "abs", "The absolute value, with gradient 0 at 0.", "absolute", promote="same", kinds="iuf", x=lambda g, x: g * sign.apply(x)
)
floor = function(
    np.floor,
    "floor",
    "The largest whole number that is not above x. Its gradient is zero.",
    promote="same",
    kinds="iuf",
    x=lambda g: np.zeros_like(g),
)
ceil = function(
    np.ceil, "ceil", "The smallest whole number that is not below x. Its gradient is zero.", promote="same", kinds="iuf", x=lambda g: np.zeros_like(g)
)
trunc = fix = function(
    np.trunc,
    "trunc",
    "x without its fraction. Its gradient is zero.",
    "fix",
    promote="same",
    kinds="iuf",
    numpy=(np.fix,),
    x=lambda g: np.zeros_like(g),
)
frac = function(lambda x: x - np.trunc(x), "frac", "The fraction of x, with the sign of x.", promote="same", kinds="f", x=lambda g: g)
round_op = Op(_round, wide=True, name="round", promote="same", check=only("iuf", "round"), numpy=(np.round,), x=lambda g: np.zeros_like(g))


@method(inplace=True)
def round(input: Tensor, *, decimals: int = 0) -> Tensor:
    """The nearest number with that many decimals; halves go to the even neighbour. Its gradient is zero.

    >>> import autograd
    >>> autograd.round(autograd.tensor([0.5, 1.5, 2.345]))
    tensor([0., 2., 2.])
    >>> autograd.round(autograd.tensor([2.345]), decimals=2)
    tensor([2.3400])
    """
    return round_op(input, decimals=decimals)


def _nan_to_num(x: Any, *, nan: float | None, posinf: float | None, neginf: float | None) -> Any:
    if x.dtype.kind != "f" or np.isfinite(x).all():
        return x.copy()
    return np.nan_to_num(x, nan=0.0 if nan is None else nan, posinf=posinf, neginf=neginf)


nan_to_num_op = Op(_nan_to_num, name="nan_to_num", x=lambda g, x: g * np.isfinite(x))


@method(inplace=True)
def nan_to_num(input: Tensor, nan: float | None = None, posinf: float | None = None, neginf: float | None = None) -> Tensor:
    """nan replaced by 0, infinities by the largest and smallest numbers of the dtype, or by what is given.

    >>> import autograd
    >>> autograd.nan_to_num(autograd.tensor([1.0, float("nan")]))
    tensor([1., 0.])
    """
    given = {"nan": nan, "posinf": posinf, "neginf": neginf}
    return nan_to_num_op(input, **{name: None if n is None else plain_number("nan_to_num", name, n) for name, n in given.items()})


def _angle(x: Any) -> Any:
    return np.where(np.isnan(x), x, (x < 0) * x.dtype.type(math.pi))


angle = method(
    Op(_angle, name="angle", promote="float", doc="The angle in the complex plane: pi for negative numbers, else 0.", x=lambda g: np.zeros_like(g))
)


def real(input: Tensor) -> Tensor:
    """The tensor itself: there are no complex numbers.

    >>> import autograd
    >>> autograd.real(autograd.tensor([1.0]))
    tensor([1.])
    """
    return input


def imag(input: Tensor) -> Tensor:
    """A RuntimeError: there are no complex numbers."""
    raise RuntimeError("imag is not implemented for tensors with non-complex dtypes.")


@method(aliases=("conj_physical", "resolve_conj", "resolve_neg"))
def conj(input: Tensor) -> Tensor:
    """The tensor itself: there are no complex numbers.

    >>> import autograd
    >>> autograd.conj(autograd.tensor([1.0]))
    tensor([1.])
    """
    return input


conj_physical = resolve_conj = resolve_neg = conj


@method
def is_conj(input: Tensor) -> bool:
    """False: there are no complex numbers."""
    return False


for _name, _value in {"real": property(real), "imag": property(imag), "__abs__": lambda x: abs(x)}.items():
    setattr(Tensor, _name, _value)

# ---------------------------------------------------------------------------------------------------------------- composed functions


def _sinc(x: Any) -> Any:
    y = math.pi * np.where(x == 0, 1e-20, x)
    return np.sin(y) / y


# The coefficients of x, x**3, ... in the derivative of sin(x) / x; the next one is below the last digit for x < 1/2.
SINC_SERIES = [(-1) ** k * 2 * k / math.factorial(2 * k + 1) for k in range(1, 8)]


def _sinc_rule(g: Any, x: Any) -> Any:
    """(cos y - sin(y) / y) / y for y = pi x; near 0, where that loses its digits and its own derivative is nan, by the series."""
    y = math.pi * x
    near = np.absolute(y) < 0.5
    square, series = y * y, 0.0
    for coefficient in reversed(SINC_SERIES):
        series = series * square + coefficient
    far = np.where(near, 1.0, y)
    return g * (math.pi * np.where(near, series * y, (np.cos(far) - np.sin(far) / far) / far))


sinc = function(_sinc, "sinc", "sin(pi x) / (pi x), and 1 at 0.", numpy=(np.sinc,), x=_sinc_rule)


def _logit(x: Any, *, eps: float | None) -> Any:
    if eps is not None:
        x = np.clip(x, eps, 1 - eps)
    return np.log(x / (1 - x))


def _outside(x: Any, eps: float | None) -> Any:
    return ~((x >= (eps or 0)) & (x <= 1 - (eps or 0)))


logit_op = Op(
    _logit,
    name="logit",
    promote="float",
    x=lambda g, x, eps: np.where(_outside(x, eps), math.nan if eps is None else 0, g / (x * (1 - x))),
)


@method(inplace=True)
def logit(input: Tensor, eps: float | None = None) -> Tensor:
    """log(x / (1 - x)), the inverse of sigmoid; with ``eps``, x is first limited to the range from eps to 1 - eps.

    >>> import autograd
    >>> autograd.logit(autograd.tensor([0.5, 0.9]))
    tensor([0.0000, 2.1972])
    """
    return logit_op(input, eps=None if eps is None else plain_number("logit", "eps", eps))


# ---------------------------------------------------------------------------------------------------------------- functions of two numbers


def _inverse(x: Any) -> Any:
    return masked.apply(1 / x, x != 0)


atan2 = function_of_two(
    np.arctan2,
    "atan2",
    "The angle of the point (other, input), from -pi to pi.",
    "arctan2",
    y=lambda g, y, x: g * x * _inverse(x * x + y * y),
    x=lambda g, y, x: g * -y * _inverse(x * x + y * y),
)
arctan2 = atan2
hypot = function_of_two(
    np.hypot,
    "hypot",
    "sqrt(x**2 + y**2).",
    promote="same",
    kinds="f",
    x=lambda g, x, out: g * (x / out),
    y=lambda g, y, out: g * (y / out),
)


def _apart(x: Any, y: Any) -> Any:
    """-|x - y|, and 0 between equal infinities."""
    return np.where(x == y, 0, -np.absolute(x - y))


def _logaddexp(x: Any, y: Any) -> Any:
    """The larger, and what the smaller adds: in a fraction of the time of NumPy's own, which goes number by number."""
    return np.maximum(x, y) + np.log1p(np.exp(_apart(x, y)))


def _logaddexp2(x: Any, y: Any) -> Any:
    return np.maximum(x, y) + np.log1p(np.exp2(_apart(x, y))) * (1 / math.log(2))


logaddexp = function_of_two(
    _logaddexp,
    "logaddexp",
    "log(exp(x) + exp(y)).",
    numpy=(np.logaddexp,),
    inplace=False,
    promote="same",
    kinds="f",
    x=lambda g, x, y: g * sigmoid.apply(x - y),
    y=lambda g, x, y: g * sigmoid.apply(y - x),
)
logaddexp2 = function_of_two(
    _logaddexp2,
    "logaddexp2",
    "log2(2**x + 2**y).",
    numpy=(np.logaddexp2,),
    inplace=False,
    promote="same",
    kinds="f",
    x=lambda g, x, y: g * sigmoid.apply((x - y) * math.log(2)),
    y=lambda g, x, y: g * sigmoid.apply((y - x) * math.log(2)),
)
copysign = function_of_two(
    np.copysign,
    "copysign",
    "The magnitude of x with the sign of y. The gradient for y is zero.",
    tensors=1,
    x=lambda g, x, out: masked.apply(g * (out / x), x != 0),
    y=lambda g: np.zeros_like(g),
)
ldexp = function_of_two(
    lambda x, y: x * np.exp2(y),
    "ldexp",
    "x * 2**y.",
    x=lambda g, y: g * np.exp2(y),
    y=lambda g, out: g * out * math.log(2),
)


def _xlogy(x: Any, y: Any) -> Any:
    dtype = getattr(x, "dtype", None) or y.dtype  # one of them may be a number; rules give NumPy's scalars too
    x, y = np.asarray(x, dtype), np.asarray(y, dtype)
    return masked.forward(x * np.log(y), (x != 0) | np.isnan(y))


xlogy: Op = function(
    _xlogy,
    "xlogy",
    "x * log(y), and 0 where x is 0.",
    x=lambda g, x, y: masked.apply(xlogy.apply(g, y), ~((x == 0) & (y <= 0))),
    y=lambda g, x, y: g * x / y,
)


nextafter = function_of_two(
    lambda x, y: np.nextafter(x, y),
    "nextafter",
    "The number next to x in the direction of y. The gradient is that of x, and zero where x equals y.",
    promote="same",
    kinds="f",
    wide=False,
    x=lambda g, x, y: masked.apply(g, x != y),
    y=lambda g: np.zeros_like(g),
)


@method
@of_tensors
def frexp(input: Tensor) -> Any:
    """mantissa and exponent: input = mantissa * 2**exponent, with a mantissa from 0.5 to 1 in magnitude; the exponent is int32.

    >>> import autograd
    >>> autograd.frexp(autograd.tensor([3.0])).exponent
    tensor([2], dtype=torch.int32)
    """
    if input.array.dtype.kind != "f":
        raise RuntimeError("torch.frexp() only supports floating-point dtypes: use .float() first")
    exponent = np.frexp(input.array)[1]
    return Frexp(ldexp(input, wrap(-exponent)), wrap(exponent))


gcd = function_of_two(np.gcd, "gcd", "The greatest common divisor of integers.", promote="same", kinds="iu")
lcm = function_of_two(np.lcm, "lcm", "The least common multiple of integers.", promote="same", kinds="iu")


@method
def float_power(input: Any, exponent: Any) -> Tensor:
    """input to the power exponent, in float64.

    >>> import autograd
    >>> autograd.float_power(autograd.tensor([2, 3]), 2)
    tensor([4., 9.], dtype=torch.float64)
    """
    return pow(*(a.double() if isinstance(a, Tensor) else a for a in (input, exponent)))


@method
def float_power_(self: Tensor, exponent: Any) -> Tensor:
    """In-place form of `float_power`, for float64 only."""
    if self.array.dtype != np.float64:
        raise RuntimeError(f"float_power_: the result has dtype float64, which can't be cast to the tensor's {self.dtype.name}")
    return self.pow_(exponent)
