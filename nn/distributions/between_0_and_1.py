"""Distributions of numbers between 0 and 1, beside the beta distribution and the uniform one."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any, ClassVar

import autograd
from autograd import Tensor, digamma, lgamma, log1p, nan, no_grad

from .. import functional as F
from . import constraints
from .bernoulli import Bernoulli
from .distribution import Distribution, broadcast_all, clamped, one_of
from .parameters import euler_constant
from .transformed_distribution import TransformedDistribution
from .transforms import AffineTransform, PowerTransform
from .uniform import Uniform

__all__ = ["ContinuousBernoulli", "Kumaraswamy"]


class Kumaraswamy(TransformedDistribution):
    """p(x) = a b x**(a - 1) (1 - x**a)**(b - 1), with a = ``concentration1`` and b = ``concentration0``.  Kumaraswamy 1980.

    >>> Kumaraswamy(2.0, 1.0).mean
    tensor(0.6667)
    """

    arg_constraints: ClassVar = {"concentration1": constraints.positive, "concentration0": constraints.positive}
    support = constraints.unit_interval

    def __init__(self, concentration1: Any, concentration0: Any, validate_args: bool | None = None) -> None:
        self.concentration1, self.concentration0 = broadcast_all(concentration1, concentration0)
        base = Uniform(autograd.zeros_like(self.concentration0), autograd.ones_like(self.concentration0), validate_args)
        transforms = [PowerTransform(1 / self.concentration0), AffineTransform(1, -1), PowerTransform(1 / self.concentration1)]
        super().__init__(base, transforms, validate_args)

    def _moment(self, n: int) -> Tensor:
        a, b = 1 + n / self.concentration1, self.concentration0
        return b * (lgamma(a) + lgamma(b) - lgamma(a + b)).exp()

    mean = property(lambda self: self._moment(1))
    variance = property(lambda self: self._moment(2) - self._moment(1) ** 2)

    @property
    def mode(self) -> Tensor:
        a, b = self.concentration1, self.concentration0
        return autograd.where((a >= 1) & (b >= 1), ((a - 1) / (a * b - 1)) ** (1 / a), nan)

    def entropy(self) -> Tensor:
        a, b = self.concentration1, self.concentration0
        return 1 - 1 / b + (1 - 1 / a) * (digamma(b + 1) + euler_constant) - a.log() - b.log()


class ContinuousBernoulli(Distribution):
    """p(x) proportional to probs**x (1 - probs)**(1 - x), for pixels that are not only 0 and 1.  Loaiza-Ganem & Cunningham 2019.

    Where ``probs`` is between the two ``lims``, near 1/2, its series there take the place of formulas that would divide 0 by 0.

    >>> import autograd as torch
    >>> ContinuousBernoulli(torch.tensor([0.5, 0.9])).mean
    tensor([0.5000, 0.6699])
    """

    arg_constraints: ClassVar = {"probs": constraints.unit_interval, "logits": constraints.real}
    support = constraints.unit_interval
    has_rsample = True

    def __init__(self, probs: Any = None, logits: Any = None, lims: tuple[float, float] = (0.499, 0.501), validate_args: bool | None = None) -> None:
        one_of(probs, logits)
        if probs is None:
            (self.logits,) = broadcast_all(logits)
        else:
            (self.probs,) = broadcast_all(probs)
            if validate_args and not constraints.unit_interval.check(self.probs).all():
                raise ValueError("The parameter probs has invalid values")
            self.probs = clamped(self.probs)
        self._lims = lims
        super().__init__((self.logits if probs is None else self.probs).shape, validate_args=validate_args)

    logits, probs = vars(Bernoulli)["logits"], vars(Bernoulli)["probs"]
    param_shape = vars(Bernoulli)["param_shape"]

    def _apart(self) -> tuple[Tensor, Tensor, Tensor]:
        """Where probs is outside of the limits; probs there, and the lower limit elsewhere; and how far it is from 1/2."""
        outside = (self.probs <= self._lims[0]) | (self.probs > self._lims[1])
        return outside, autograd.where(outside, self.probs, self._lims[0]), self.probs - 0.5

    def _log_constant(self) -> Tensor:
        """log(2 atanh(1 - 2 p) / (1 - 2 p))"""
        outside, p, x = self._apart()
        constant = (log1p(-p) - p.log()).abs().log() - (1 - 2 * p).abs().log()
        return autograd.where(outside, constant, math.log(2) + (4 / 3 + 104 / 45 * x**2) * x**2)

    @property
    def mean(self) -> Tensor:
        outside, p, x = self._apart()
        return autograd.where(outside, p / (2 * p - 1) + 1 / (log1p(-p) - p.log()), 0.5 + (1 / 3 + 16 / 45 * x**2) * x)

    @property
    def variance(self) -> Tensor:
        outside, p, x = self._apart()
        exact = p * (p - 1) / (1 - 2 * p) ** 2 + 1 / (log1p(-p) - p.log()) ** 2
        return autograd.where(outside, exact, 1 / 12 - (1 / 15 - 128 / 945 * x**2) * x**2)

    def sample(self, sample_shape: Iterable[int] = ()) -> Tensor:
        with no_grad():
            return self.rsample(sample_shape)

    def rsample(self, sample_shape: Iterable[int] = ()) -> Tensor:
        return self.icdf(autograd.rand(self._extended_shape(sample_shape), dtype=self.probs.dtype))

    def log_prob(self, value: Tensor) -> Tensor:
        self._validate_sample(value)
        logits, value = broadcast_all(self.logits, value)
        return self._log_constant() - F.binary_cross_entropy_with_logits(logits, value, reduction="none")

    def cdf(self, value: Tensor) -> Tensor:
        self._validate_sample(value)
        outside, p, _ = self._apart()
        inside = autograd.where(outside, (p**value * (1 - p) ** (1 - value) + p - 1) / (2 * p - 1), value)
        return autograd.where(value <= 0, 0, autograd.where(value >= 1, autograd.ones_like(value), inside))

    def icdf(self, value: Tensor) -> Tensor:
        outside, p, _ = self._apart()
        return autograd.where(outside, (log1p(-p + value * (2 * p - 1)) - log1p(-p)) / (p.log() - log1p(-p)), value)

    def entropy(self) -> Tensor:
        none, one = log1p(-self.probs), self.probs.log()
        return self.mean * (none - one) - self._log_constant() - none
