"""erf, gamma and their kin, which NumPy lacks: vectorised, accurate to a few units in the last place of the dtype (near their zeros: of 1).

The polynomials are fitted by weighted least squares to Python's own `math.erf` and `math.erfc`, when a function is first used.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache, wraps
from typing import Any

import numpy as np

from ..core.methods import method
from ..core.op import Op, rounded_once
from ..core.strides import like_input
from ..core.tensor import Tensor
from .elementwise import function

__all__ = ["digamma", "erf", "erfc", "erfinv", "lgamma", "mvlgamma", "polygamma"]

# atanh(erf(x)) / x as a polynomial in x**2, for float32: the minimax fit, 3 units in the last place; tanh makes its error vanish for large x
ATANH_ERF = (1.1283792, 0.1027697, -1.9483836e-4, -6.1515841e-4, 8.4607753e-5, -4.746988e-6, 1.4874843e-8, 6.330948e-9)


def horner(coefficients: Any, x: Any) -> Any:
    """The polynomial c0 + c1 x + c2 x**2 + ... ."""
    *rest, last = coefficients
    total = x * last
    total += rest.pop()
    while rest:
        total *= x
        total += rest.pop()
    return total


def _fit(f: Callable[[float], float], weight: Callable[[float], float], degree: int) -> tuple[float, ...]:
    """A polynomial that approximates f on [-1, 1], the more closely the larger the weight."""
    points = np.cos(np.linspace(0, math.pi, 500))
    values, weights = [f(y) for y in points], [weight(y) for y in points]
    series = np.polynomial.chebyshev.chebfit(points, values, degree, w=weights)
    return tuple(np.polynomial.chebyshev.cheb2poly(series).tolist())


@cache
def _log_erfc() -> tuple[float, ...]:
    """-log(erfc(s)) / s as a polynomial in y, where s = 3 + 3 y is between 0 and 6."""

    def f(y: float) -> float:
        s = max(3 + 3 * y, 1e-30)
        return -(math.log(math.erfc(s)) if s > 0.5 else math.log1p(-math.erf(s))) / s

    def weight(y: float) -> float:  # what an error in f does to erf(s), relatively
        s = max(3 + 3 * y, 1e-30)
        return s * math.erfc(s) / math.erf(s) + 1e-12

    return _fit(f, weight, 22)


@cache
def _log_scaled_erfc() -> tuple[float, ...]:
    """log(exp(s*s) erfc(s) / t) as a polynomial in y, where t = 2 / (2 + s) = (1 + y) / 2; after Numerical Recipes, section 6.2.2."""

    def f(y: float) -> float:
        t = max((1 + y) / 2, 1e-12)
        s = 2 / t - 2
        if s < 2:
            return math.log(math.exp(s * s) * math.erfc(s) / t)
        fraction = s
        for k in range(80, 0, -1):  # the continued fraction of erfc
            fraction = s + k / 2 / fraction
        return -math.log(math.sqrt(math.pi) * fraction * t)

    return _fit(f, lambda y: 1.0, 27)


def in_float64(forward: Callable[..., Any]) -> Callable[..., Any]:
    """Compute in float64 and return the type that came; a block at a time, so that what is computed on the way stays in the cache."""

    @wraps(forward)
    def blockwise(x: Any, **settings: Any) -> Any:
        flat = x.reshape(-1)
        out = np.empty(flat.shape, x.dtype)
        for start in range(0, flat.size, 8192):
            block = slice(start, start + 8192)
            out[block] = forward(flat[block].astype(np.float64), **settings)
        return like_input(out.reshape(x.shape), [x])

    return blockwise


@in_float64
def _erf64(x: Any) -> Any:
    s = np.minimum(np.abs(x), 6)
    return np.copysign(np.expm1(-s * horner(_log_erfc(), s / 3 - 1)), x)


def _erf(x: Any) -> Any:
    return np.tanh(x * horner(ATANH_ERF, x * x)) if x.dtype == np.float32 else _erf64(x)


@in_float64
def _erfc(x: Any) -> Any:
    s = np.minimum(np.abs(x), 30)
    t = 2 / (2 + s)
    near = np.rint(s * 16) / 16  # s * s would lose digits of the exponent: near * near is exact
    tail = t * np.exp(-near * near) * np.exp((near - s) * (near + s) + horner(_log_scaled_erfc(), 2 * t - 1))
    return np.where(x < 0, 2 - tail, tail)


@in_float64
def _erfcx(x: Any) -> Any:
    s = np.abs(x)
    t = 2 / (2 + s)
    tail = t * np.exp(horner(_log_scaled_erfc(), 2 * t - 1))
    return np.where(x < 0, 2 * np.exp(x * x) - tail, tail)


# Giles 2010, Approximating the erfinv function: erfinv(x) / x as polynomials in w - 5/2 and sqrt(w) - 3, where w = -log(1 - x**2), for float32
CENTRE = (1.50140941, 0.246640727, -0.00417768164, -0.00125372503, 2.1858087e-4, -4.39150654e-6, -3.5233877e-6, 3.43273939e-7, 2.81022636e-8)
TAIL = (2.83297682, 1.00167406, 0.00943887047, -0.0076224613, 0.00573950773, -0.00367342844, 0.00134934322, 1.00950558e-4, -2.00214257e-4)


def _erfinv(x: Any) -> Any:
    if x.dtype != np.float32:
        return _erfinv64(x)
    flat = x.reshape(-1)
    w = -np.log((1 - flat) * (1 + flat))
    out = horner(CENTRE, w - 2.5)
    far = np.flatnonzero(w >= 5)
    out[far] = horner(TAIL, np.sqrt(w[far]) - 3)
    out[np.absolute(flat) == 1] = np.inf
    out *= flat
    return out.reshape(x.shape)


@in_float64
def _erfinv64(x: Any) -> Any:
    """Winitzki's approximation, good to 0.2 %, and two of Halley's steps, each of which triples the number of digits."""
    a = 0.147
    log = np.log1p(-x * x)
    p = 2 / (math.pi * a) + log / 2
    y = np.copysign(np.sqrt(np.sqrt(p * p - log / a) - p), x)
    for _ in range(2):
        error = np.where(np.abs(x) < 0.5, _erf64(y) - x, np.sign(x) * (1 - np.abs(x) - _erfc(np.abs(y))))
        step = error * (math.sqrt(math.pi) / 2) * np.exp(y * y)
        y = y - step / (1 + y * step)
    return np.where(np.abs(x) == 1, x * np.inf, y)


# Bernoulli numbers B2, B4, ..., B16
BERNOULLI = (1 / 6, -1 / 30, 1 / 42, -1 / 30, 5 / 66, -691 / 2730, 7 / 6, -3617 / 510)


@in_float64
def _lgamma(x: Any) -> Any:
    """Stirling's series where x >= 8, brought there by gamma(x) = gamma(x + 1) / x; the reflection formula where x < 1/2."""
    y = np.where(x < 0.5, 1 - x, x)
    low = np.minimum(y, 8)
    product = low.copy()
    for k in range(1, 8):
        product = product * (low + k)
    z = np.where(y < 8, y + 8, y)
    series = horner([b / (2 * k * (2 * k - 1)) for k, b in enumerate(BERNOULLI, 1)], 1 / (z * z)) / z
    value = (z - 0.5) * (np.log(z) - 1) + (math.log(2 * math.pi) - 1) / 2 + series
    value = np.where(y < 8, value - np.log(product), value)
    reflected = math.log(math.pi) - np.log(np.abs(np.sin(math.pi * (x - np.rint(x))))) - value
    value = np.where((x == 1) | (x == 2), 0, value)  # gamma is 1 there, which the sum misses by its last digit
    return np.where(np.isinf(x), np.inf, np.where(x < 0.5, reflected, value))


@in_float64
def _digamma(x: Any) -> Any:
    """The derivative of `_lgamma`'s formulas."""
    y = np.where(x < 0.5, 1 - x, x)
    steps = sum(1 / (y + k) for k in range(8))
    z = y + 8
    value = np.log(z) - 0.5 / z - horner([b / (2 * k) for k, b in enumerate(BERNOULLI, 1)], 1 / (z * z)) / (z * z) - steps
    remainder = x - np.rint(x)
    reflected = value - math.pi / np.tan(math.pi * remainder)
    at_pole = np.where(x == 0, np.copysign(np.inf, -x), np.nan)
    return np.where(x < 0.5, np.where(remainder == 0, at_pole, reflected), value)


def _whole_power(x: Any, n: int) -> Any:
    """x to a positive whole power; small ones by multiplication, which takes a tenth of the time."""
    if n > 8:
        return np.power(x, n)
    power = x
    for _ in range(n - 1):
        power = power * x
    return power


@in_float64
def _polygamma(x: Any, *, n: int) -> Any:
    """(-1)**(n+1) n! times the sum of (x + k)**-(n+1) over k = 0, 1, ...: term by term up to k = 14, then Euler and Maclaurin's formula.

    Where x < 1/2, the n-th derivative of digamma(x) = digamma(1 - x) - pi cot(pi x).
    """
    y, s = np.where(x < 0.5, 1 - x, x), n + 1
    inverse = 1 / (y + 15)
    term = _whole_power(inverse, n)
    tail = term / n + term * inverse / 2
    factor = s / 2  # s (s+1) ... (s+2k-2) / (2k)!
    for k, b in enumerate(BERNOULLI, 1):
        term = term * inverse * inverse
        tail = tail + b * factor * term
        factor *= (s + 2 * k - 1) * (s + 2 * k) / ((2 * k + 1) * (2 * k + 2))
    value = (-1) ** s * math.factorial(n) * (sum(_whole_power(1 / (y + k), s) for k in range(15)) + tail)
    cotangent = np.polynomial.Polynomial([0, 1])  # and its derivatives, as polynomials in the cotangent itself
    for _ in range(n):
        cotangent = cotangent.deriv() * np.polynomial.Polynomial([-math.pi, 0, -math.pi])
    reflected = (-1) ** n * value - math.pi * horner(cotangent.coef.tolist(), 1 / np.tan(math.pi * (x - np.rint(x))))
    return np.where(x < 0.5, reflected, value)


erf = function(
    _erf,
    "erf",
    "The error function: 2 / sqrt(pi) times the integral of exp(-t**2) from 0 to x.",
    x=lambda g, x: (2 / math.sqrt(math.pi)) * np.exp(-x * x) * g,
)
erfc = function(
    _erfc,
    "erfc",
    "1 - erf(x), accurate where erf(x) is near 1.",
    x=lambda g, x: (-2 / math.sqrt(math.pi)) * np.exp(-x * x) * g,
)
erfcx: Op = Op(
    _erfcx,
    wide=True,
    name="erfcx",
    promote="float",
    x=lambda g, x, out: g * (2 * x * out - 2 / math.sqrt(math.pi)),
    doc="exp(x**2) erfc(x), which does not become 0 where x is large.",
)
erfinv: Op = function(
    _erfinv,
    "erfinv",
    "The inverse of erf.",
    x=lambda g, x: (math.sqrt(math.pi) / 2) * np.exp(erfinv.apply(x) ** 2) * g,
)
lgamma = function(_lgamma, "lgamma", "log |gamma(x)|.", x=lambda g, x: g * digamma.apply(x))
digamma: Op = function(_digamma, "digamma", "The derivative of lgamma.", x=lambda g, x: g * polygamma_op.apply(x, n=1))
polygamma_op: Op = Op(_polygamma, wide=True, name="polygamma", promote="float", x=lambda g, x, n: g * polygamma_op.apply(x, n=n + 1))


@method(inplace=True)
@rounded_once
def mvlgamma(input: Tensor, p: int) -> Tensor:
    """The logarithm of the gamma function of p dimensions: p (p - 1) / 4 log pi + the sum of lgamma(x - i / 2) for i below p.

    >>> import autograd
    >>> autograd.mvlgamma(autograd.tensor([3.0]), 2)
    tensor([1.5502])
    """
    if p < 1:
        raise RuntimeError(f"mvlgamma: p has to be greater than or equal to 1, got {p}")
    return sum([lgamma(input - i / 2) for i in range(p)], p * (p - 1) / 4 * math.log(math.pi))  # type: ignore[return-value]


def polygamma(n: int, input: Tensor) -> Tensor:
    """The n-th derivative of digamma.

    >>> import autograd
    >>> autograd.polygamma(1, autograd.tensor([1.0]))
    tensor([1.6449])
    """
    if n < 0:
        raise RuntimeError(f"polygamma(n, x) does not support negative n, got {n}")
    return digamma(input) if n == 0 else polygamma_op(input, n=n)


def _polygamma_method(self: Tensor, n: int) -> Tensor:
    """The n-th derivative of digamma."""
    return polygamma(n, self)


_polygamma_method.__name__ = "polygamma"
method(_polygamma_method, inplace=True)
