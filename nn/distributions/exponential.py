"""The exponential distribution."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

import autograd
from autograd import Tensor

from . import constraints
from .distribution import Distribution, broadcast_all

__all__ = ["Exponential"]


class Exponential(Distribution):
    """Waiting times between events that come at this ``rate``.

    >>> import autograd as torch
    >>> Exponential(2.0).cdf(torch.tensor(1.0))
    tensor(0.8647)
    """

    arg_constraints: ClassVar = {"rate": constraints.positive}
    support = constraints.nonnegative
    has_rsample = True

    def __init__(self, rate: Any, validate_args: bool | None = None) -> None:
        (self.rate,) = broadcast_all(rate)
        super().__init__(self.rate.shape, validate_args=validate_args)

    mean = stddev = property(lambda self: self.rate.reciprocal())
    mode = property(lambda self: autograd.zeros_like(self.rate))
    variance = property(lambda self: self.rate**-2)

    def rsample(self, sample_shape: Iterable[int] = ()) -> Tensor:
        return autograd.empty(self._extended_shape(sample_shape), dtype=self.rate.dtype).exponential_() / self.rate

    def log_prob(self, value: Tensor) -> Tensor:
        self._validate_sample(value)
        return self.rate.log() - self.rate * value

    def cdf(self, value: Tensor) -> Tensor:
        self._validate_sample(value)
        return 1 - autograd.exp(-self.rate * value)

    def icdf(self, value: Tensor) -> Tensor:
        return -autograd.log1p(-value) / self.rate

    def entropy(self) -> Tensor:
        return 1 - self.rate.log()
