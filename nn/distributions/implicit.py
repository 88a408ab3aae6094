"""Draws of gamma and Dirichlet distributions as functions of their parameters (Figurnov, Mohamed & Mnih 2018).

A draw x with the distribution function F(x; a) moves with a such that F stays as it is: dx/da = -(dF/da) / (dF/dx). The numerator is an
integral over the tail on either side of x, where the logarithm of the density is p(u):

    dx/da = integral of exp(p(u) - p(u(x))) dp/da du,  for u above u(x), or minus that for u below.

On that side of x on which dp/da does not change its sign, it can be summed without cancellation.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograd import digamma
from autograd.core.op import Op
from autograd.creation.random import Generator

Function = Callable[[Any], Any]

# nodes v and weights of a quadrature on (0, inf) that are dense near 0: the trapezoidal rule for v = exp(s - exp(-s)) (Takahasi & Mori 1974)
S = np.linspace(-4.5, 5, 200)
NODES = np.exp(S - np.exp(-S))
WEIGHTS = (S[1] - S[0]) * NODES * (1 + np.exp(-S))


def _tail(log_density: Function, score: Function, start: Any, scale: Any) -> Any:
    """The integral of exp(log_density(u) - log_density(start)) score(u) from ``start`` outwards: up, or down if ``scale`` is negative."""
    level = log_density(start)
    total = 0
    for v, weight in zip(NODES.tolist(), WEIGHTS.tolist(), strict=True):
        u = start + v * scale
        total = total + weight * np.exp(log_density(u) - level) * score(u)
    return scale * total


def _gamma_slope(x: Any, a: Any) -> Any:
    """dx/da of a draw x of the gamma distribution of concentration a: with u = log x, p(u) = a u - exp(u) - lgamma(a)."""
    dtype, x, a = x.dtype, np.asarray(x, np.float64), np.asarray(a, np.float64)
    log, mean = np.log(x), digamma.apply(a)
    down = (log < mean) | (x < 1)  # small ones too: a power of x, without the plateau that there is on the other side if a is small
    steepness = abs(a - x) + np.sqrt(x)
    scale = np.where(down, -1 / np.minimum(steepness, a), 1 / steepness)  # downwards p falls in the end by a
    return (x * _tail(lambda u: a * u - np.exp(u), lambda u: u - mean, log, scale)).astype(dtype)


def _beta_slope(x: Any, a: Any, b: Any) -> Any:
    """dx/da of a draw x of the beta distribution of a and b, divided by 1 - x: with u = log(x / (1 - x)), p(u) = a log x + b log(1 - x) - ..."""
    dtype, x, a, b = x.dtype, np.asarray(x, np.float64), np.asarray(a, np.float64), np.asarray(b, np.float64)
    mean = digamma.apply(a) - digamma.apply(a + b)
    down = (np.log(x) < mean) | (x * np.maximum(b, 2) < 1)
    steepness = abs(a * (1 - x) - b * x) + np.sqrt((a + b) * x * (1 - x))
    scale = np.where(down, -1 / np.minimum(steepness, a), 1 / np.minimum(steepness, b))

    def log_density(u: Any) -> Any:
        return -a * np.logaddexp(0, -u) - b * np.logaddexp(0, u)

    def score(u: Any) -> Any:
        return -np.logaddexp(0, -u) - mean

    return (x * _tail(log_density, score, np.log(x) - np.log1p(-x), scale)).astype(dtype)


def _refused(*_: Any) -> Any:
    raise NotImplementedError("rsample: second derivatives of gamma, beta and Dirichlet draws are not implemented, as in PyTorch")


def _draw_gamma(concentration: Any, *, generator: Generator) -> Any:
    return np.maximum(generator.gamma(concentration).astype(concentration.dtype), np.finfo(concentration.dtype).tiny)


def _draw_dirichlet(concentration: Any, *, generator: Generator) -> Any:
    gamma = np.maximum(generator.gamma(concentration.astype(np.float64)), np.finfo(np.float64).tiny)
    dtype = concentration.dtype
    return np.clip((gamma / gamma.sum(-1, keepdims=True)).astype(dtype), np.finfo(dtype).tiny, np.nextafter(dtype.type(1), dtype.type(0)))


gamma_slope = Op(_gamma_slope, name="gamma_slope", x=lambda g: _refused(), a=lambda g: _refused())
beta_slope = Op(_beta_slope, name="beta_slope", x=lambda g: _refused(), a=lambda g: _refused(), b=lambda g: _refused())
standard_gamma = Op(
    _draw_gamma,
    name="standard_gamma",
    concentration=lambda g, concentration, out: g * gamma_slope.apply(out, concentration),
    doc="Draws of gamma distributions of rate 1.",
)
dirichlet = Op(
    _draw_dirichlet,
    name="dirichlet",
    concentration=lambda g, concentration, out: (
        beta_slope.apply(out, concentration, concentration.sum(-1, keepdims=True) - concentration) * (g - (out * g).sum(-1, keepdims=True))
    ),
    doc="Draws of Dirichlet distributions: each element is a beta draw, and the others share what it leaves.",
)
