"""The Laplace distribution."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

import autograd
from autograd import Tensor

from . import constraints
from .distribution import Distribution, broadcast_all

__all__ = ["Laplace"]


class Laplace(Distribution):
    """Exponential distances from ``loc`` to either side, of mean ``scale``.

    >>> Laplace(0.0, 1.0).variance
    tensor(2.)
    """

    arg_constraints: ClassVar = {"loc": constraints.real, "scale": constraints.positive}
    support = constraints.real
    has_rsample = True

    def __init__(self, loc: Any, scale: Any, validate_args: bool | None = None) -> None:
        self.loc, self.scale = broadcast_all(loc, scale)
        super().__init__(self.loc.shape, validate_args=validate_args)

    mean = mode = property(lambda self: self.loc)
    stddev = property(lambda self: 2**0.5 * self.scale)
    variance = property(lambda self: 2 * self.scale**2)

    def rsample(self, sample_shape: Iterable[int] = ()) -> Tensor:
        eps = autograd.finfo(self.loc.dtype).eps
        u = autograd.empty(self._extended_shape(sample_shape), dtype=self.loc.dtype).uniform_(eps - 1, 1)
        return self.loc - self.scale * u.sign() * autograd.log1p(-u.abs())

    def log_prob(self, value: Tensor) -> Tensor:
        self._validate_sample(value)
        return -(2 * self.scale).log() - (value - self.loc).abs() / self.scale

    def cdf(self, value: Tensor) -> Tensor:
        self._validate_sample(value)
        distance = value - self.loc
        return (1 - distance.sign() * autograd.expm1(-distance.abs() / self.scale)) / 2

    def icdf(self, value: Tensor) -> Tensor:
        centred = value - 0.5
        return self.loc - self.scale * centred.sign() * autograd.log1p(-2 * centred.abs())

    def entropy(self) -> Tensor:
        return 1 + (2 * self.scale).log()
