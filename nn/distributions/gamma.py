"""The gamma distribution."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

import autograd
from autograd import Tensor
from autograd.creation.random import default_generator

from . import constraints
from .distribution import Distribution, broadcast_all
from .implicit import standard_gamma

__all__ = ["Chi2", "Gamma"]


class Gamma(Distribution):
    """The gamma distribution: p(x) proportional to x**(concentration - 1) exp(-rate x), for positive x.

    >>> import autograd as torch
    >>> Gamma(torch.tensor([2.0, 3.0]), 4.0).mean
    tensor([0.5000, 0.7500])
    """

    arg_constraints: ClassVar = {"concentration": constraints.positive, "rate": constraints.positive}
    support = constraints.nonnegative
    has_rsample = True

    def __init__(self, concentration: Any, rate: Any, validate_args: bool | None = None) -> None:
        self.concentration, self.rate = broadcast_all(concentration, rate)
        super().__init__(self.rate.shape, validate_args=validate_args)

    mean = property(lambda self: self.concentration / self.rate)
    mode = property(lambda self: ((self.concentration - 1) / self.rate).clamp(min=0))
    variance = property(lambda self: self.concentration / self.rate**2)

    def rsample(self, sample_shape: Iterable[int] = ()) -> Tensor:
        concentration = self.concentration.expand(self._extended_shape(sample_shape))
        value = standard_gamma(concentration, generator=default_generator) / self.rate
        value.detach().clamp_(min=autograd.finfo(value.dtype).tiny)
        return value

    def log_prob(self, value: Tensor) -> Tensor:
        self._validate_sample(value)
        power, rate = self.concentration, self.rate
        value = value.to(rate.dtype)
        return autograd.xlogy(power, rate) + autograd.xlogy(power - 1, value) - rate * value - autograd.lgamma(power)

    def cdf(self, value: Tensor) -> Tensor:
        self._validate_sample(value)
        return autograd.igamma(self.concentration, self.rate * value)

    def entropy(self) -> Tensor:
        power = self.concentration
        return power - self.rate.log() + autograd.lgamma(power) + (1 - power) * autograd.digamma(power)


class Chi2(Gamma):
    """The sum of the squares of ``df`` standard normal numbers: the gamma distribution with concentration df / 2 and rate 1/2.

    >>> Chi2(3.0).variance
    tensor(6.)
    """

    arg_constraints: ClassVar = {"df": constraints.positive}

    def __init__(self, df: Any, validate_args: bool | None = None) -> None:
        super().__init__(0.5 * df, 0.5, validate_args=validate_args)
        if self._validate_args and not (self.df > 0).all():
            raise ValueError(f"Chi2: expected a df above 0, but found {self.df}")

    df = property(lambda self: self.concentration * 2, doc="How many squares.")
