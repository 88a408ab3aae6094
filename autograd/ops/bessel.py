"""Modified Bessel functions of the first kind, I0 and I1, and the incomplete gamma functions: integrals and series that NumPy lacks."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from ..core.op import Op
from .arithmetic import not_differentiable
from .comparison import masked
from .elementwise import function, function_of_two
from .special import in_float64, lgamma

__all__ = ["i0", "igamma", "igammac"]

ANGLES = (np.arange(16) + 0.5) * (math.pi / 32)  # the midpoints of 16 parts of a right angle
FAR = 30.0  # from here on the asymptotic series has all digits, up to here the mean over 16 angles has


def _scaled_bessel(x: Any, order: int) -> Any:
    """exp(-|x|) I(x): the mean of cosh(x cos θ), or of sinh(x cos θ) cos θ, and far out a series (Abramowitz & Stegun 9.6.19, 9.7.1)."""
    s = np.abs(x)
    near, far = np.minimum(s, FAR), np.maximum(s, FAR)
    total = np.zeros_like(s)
    for c in np.cos(ANGLES):
        wave = np.exp(near * (c - 1)) / 2
        total += wave * (1 + np.exp(-2 * c * near)) if order == 0 else wave * -np.expm1(-2 * c * near) * c
    term = series = 1 / np.sqrt(2 * math.pi * far)
    for k in range(1, 21):
        term = term * ((2 * k - 1) ** 2 - 4 * order) / (8 * k * far)
        series = series + term
    value = np.where(s > FAR, series, total / len(ANGLES))
    return np.copysign(value, x) if order else value


def _bessel(order: int, scaled: bool) -> Any:
    """The forward function of an operation."""

    @in_float64
    def forward(x: Any) -> Any:
        value = np.where(np.isnan(x), x, _scaled_bessel(x, order))
        return value if scaled else value * np.exp(np.abs(x))

    return forward


def _over(y: Any, x: Any) -> Any:
    """y / x, and its limit 1/2 at 0, where y is one of the functions of order 1."""
    zero = x == 0
    return masked.apply(y / (x + zero), ~zero) + 0.5 * zero


i0: Op = function(
    _bessel(0, False),
    "i0",
    """The modified Bessel function I0(x), of which exp(k cos θ) / (2 pi I0(k)) is a density of angles.

    >>> import autograd
    >>> autograd.i0(autograd.tensor([0.0, 1.0, 2.0]))
    tensor([1.0000, 1.2661, 2.2796])
    """,
    x=lambda g, x: g * i1.apply(x),
)
i1: Op = Op(
    _bessel(1, False),
    wide=True,
    name="i1",
    title="SpecialI1",
    promote="float",
    x=lambda g, x, out: g * (i0.apply(x) - _over(out, x)),
    doc="The modified Bessel function I1(x), the derivative of `i0`.",
)
i0e: Op = Op(
    _bessel(0, True),
    wide=True,
    name="i0e",
    title="SpecialI0E",
    promote="float",
    x=lambda g, x, out: g * (i1e.apply(x) - np.sign(x) * out),
    doc="exp(-|x|) I0(x), which stays finite.",
)
i1e: Op = Op(
    _bessel(1, True),
    wide=True,
    name="i1e",
    title="SpecialI1E",
    promote="float",
    x=lambda g, x, out: g * (i0e.apply(x) - np.sign(x) * out - _over(out, x)),
    doc="exp(-|x|) I1(x), which stays finite.",
)


def _incomplete_gamma(a: Any, x: Any) -> tuple[Any, Any]:
    """The parts of the integral of t**(a - 1) exp(-t) below and above x: a series up to x = a + 1, from there a continued fraction.

    Numerical Recipes, section 6.2; the fraction by Lentz's method.
    """
    dtype = np.result_type(a, x)
    a, x = np.broadcast_arrays(np.asarray(a, np.float64), np.asarray(x, np.float64))
    plain = (a > 0) & (x > 0) & np.isfinite(a) & np.isfinite(x)
    b, y = np.where(plain, a, 1), np.where(plain, x, 1)
    log_gamma = lgamma.forward(b)
    power = np.exp(b * np.log(y) - y - log_gamma)
    low = y <= b + 1
    near, far = np.where(low, y, 1), np.where(low, b + 3, y)
    term = total = 1 / b
    n = b
    while (term > total * 1e-17).any():
        n = n + 1
        term = term * near / n
        total = total + term
    c, d = np.full_like(far, 1e300), 1 / (far + 1 - b)
    fraction, k, change = d, 0, np.full_like(far, 2)
    while (np.abs(change - 1) > 1e-15).any() and k < 100_000:
        k += 1
        factor, base = k * (b - k), far + 2 * k + 1 - b
        d = 1 / (base + factor * d)
        c = base + factor / c
        change = c * d
        fraction = fraction * change
    below = np.where(low, power * total, 1 - power * fraction)
    above = np.where(low, 1 - power * total, power * fraction)
    nothing = (a > 0) & (x == 0) | (np.isinf(a) & np.isfinite(x))
    everything = (a == 0) & (x > 0) | (np.isinf(x) & np.isfinite(a))
    outside = (a < 0) | (x < 0) | np.isnan(a) | np.isnan(x) | ((a == 0) & (x == 0)) | (np.isinf(a) & np.isinf(x))
    places = [outside, nothing, everything]
    return tuple(np.select(places, [np.nan, edge, 1 - edge], part).astype(dtype) for edge, part in ((0, below), (1, above)))  # type: ignore[return-value]


def _density(a: Any, x: Any) -> Any:
    """x**(a - 1) exp(-x) / gamma(a)"""
    return np.exp((a - 1) * np.log(x) - x - lgamma.apply(a))


igamma = function_of_two(
    lambda x, y: _incomplete_gamma(x, y)[0],
    "igamma",
    """The regularised lower incomplete gamma function: the probability that a gamma number of concentration x is below y.

    >>> import autograd
    >>> autograd.igamma(autograd.tensor([1.0, 2.0]), autograd.tensor([1.0, 1.0]))
    tensor([0.6321, 0.2642])
    """,
    kinds="f",
    x=not_differentiable("igamma: input"),
    y=lambda g, x, y: g * _density(x, y),
)
igammac = function_of_two(
    lambda x, y: _incomplete_gamma(x, y)[1],
    "igammac",
    """The regularised upper incomplete gamma function, 1 - `igamma`: the probability that a gamma number of concentration x is above y.

    >>> import autograd
    >>> autograd.igammac(autograd.tensor([1.0, 2.0]), autograd.tensor([1.0, 1.0]))
    tensor([0.3679, 0.7358])
    """,
    kinds="f",
    x=not_differentiable("igammac: input"),
    y=lambda g, x, y: g * -_density(x, y),
)
