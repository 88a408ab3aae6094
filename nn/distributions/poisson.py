"""The Poisson distribution."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

import autograd
from autograd import Tensor, no_grad

from . import constraints
from .distribution import Distribution, broadcast_all

__all__ = ["Poisson"]


class Poisson(Distribution):
    """The number of events in a unit of time, when they come independently at this ``rate``.

    >>> import autograd as torch
    >>> Poisson(2.0).log_prob(torch.tensor([0.0, 1.0, 2.0])).exp()
    tensor([0.1353, 0.2707, 0.2707])
    """

    arg_constraints: ClassVar = {"rate": constraints.nonnegative}
    support = constraints.nonnegative_integer

    def __init__(self, rate: Any, validate_args: bool | None = None) -> None:
        (self.rate,) = broadcast_all(rate)
        super().__init__(self.rate.shape, validate_args=validate_args)

    mean = variance = property(lambda self: self.rate)
    mode = property(lambda self: self.rate.floor())

    def sample(self, sample_shape: Iterable[int] = ()) -> Tensor:
        with no_grad():
            return autograd.poisson(self.rate.expand(self._extended_shape(sample_shape)))

    def log_prob(self, value: Tensor) -> Tensor:
        self._validate_sample(value)
        rate, value = broadcast_all(self.rate, value)
        return autograd.xlogy(value, rate) - rate - autograd.lgamma(value + 1)
