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

__all__ = ["Gamma"]


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
        return autograd.xlogy(power, rate) + autograd.xlogy(power - 1, value) - rate * value - autograd.lgamma(power)

    def entropy(self) -> Tensor:
        power = self.concentration
        return power - self.rate.log() + autograd.lgamma(power) + (1 - power) * autograd.digamma(power)
