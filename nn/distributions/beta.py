"""The beta distribution."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, Self

import autograd
from autograd import Size, Tensor

from . import constraints
from .dirichlet import Dirichlet
from .distribution import Distribution, broadcast_all

__all__ = ["Beta"]


class Beta(Distribution):
    """A probability: p(x) proportional to x**(concentration1 - 1) (1 - x)**(concentration0 - 1).

    >>> import autograd as torch
    >>> Beta(torch.tensor([1.0, 6.0]), 2.0).mean
    tensor([0.3333, 0.7500])
    """

    arg_constraints: ClassVar = {"concentration1": constraints.positive, "concentration0": constraints.positive}
    support = constraints.unit_interval
    has_rsample = True

    def __init__(self, concentration1: Any, concentration0: Any, validate_args: bool | None = None) -> None:
        self._dirichlet = Dirichlet(autograd.stack(broadcast_all(concentration1, concentration0), -1), validate_args)
        super().__init__(self._dirichlet.batch_shape, validate_args=validate_args)

    def expand(self, batch_shape: Iterable[int], _instance: Any = None) -> Self:
        new = super().expand(batch_shape, _instance)
        new._dirichlet = self._dirichlet.expand(batch_shape)
        return new

    concentration1 = property(lambda self: self._dirichlet.concentration[..., 0], doc="The larger, the nearer to 1.")
    concentration0 = property(lambda self: self._dirichlet.concentration[..., 1], doc="The larger, the nearer to 0.")
    mean = property(lambda self: self._dirichlet.mean[..., 0])
    mode = property(lambda self: self._dirichlet.mode[..., 0])
    variance = property(lambda self: self._dirichlet.variance[..., 0])

    def rsample(self, sample_shape: Iterable[int] = ()) -> Tensor:
        return self._dirichlet.rsample(Size(sample_shape))[..., 0]

    def log_prob(self, value: Tensor) -> Tensor:
        self._validate_sample(value)
        return self._dirichlet.log_prob(autograd.stack([value, 1 - value], -1))

    def entropy(self) -> Tensor:
        return self._dirichlet.entropy()
