"""The Dirichlet distribution."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

import autograd
from autograd import Tensor
from autograd.creation.random import default_generator

from .. import functional as F
from . import constraints
from .distribution import Distribution
from .implicit import dirichlet

__all__ = ["Dirichlet"]


class Dirichlet(Distribution):
    """Probabilities of K categories, of sum 1: p(x) proportional to the product of x**(concentration - 1). Of shape (..., K).

    >>> import autograd as torch
    >>> Dirichlet(torch.tensor([1.0, 1.0, 2.0])).mean
    tensor([0.2500, 0.2500, 0.5000])
    """

    arg_constraints: ClassVar = {"concentration": constraints.independent(constraints.positive, 1)}
    support = constraints.simplex
    has_rsample = True

    def __init__(self, concentration: Tensor, validate_args: bool | None = None) -> None:
        if concentration.ndim < 1:
            raise ValueError("`concentration` parameter must be at least one-dimensional.")
        self.concentration = concentration
        super().__init__(concentration.shape[:-1], concentration.shape[-1:], validate_args)

    @property
    def mean(self) -> Tensor:
        return self.concentration / self.concentration.sum(-1, keepdim=True)

    @property
    def mode(self) -> Tensor:
        above = (self.concentration - 1).clamp(min=0)
        mode = above / above.sum(-1, keepdim=True)
        corner = F.one_hot(mode.argmax(-1), self._event_shape[-1]).to(mode.dtype)
        return autograd.where((self.concentration < 1).all(-1, keepdim=True), corner, mode)

    @property
    def variance(self) -> Tensor:
        total = self.concentration.sum(-1, keepdim=True)
        return self.concentration * (total - self.concentration) / (total**2 * (total + 1))

    def rsample(self, sample_shape: Iterable[int] = ()) -> Tensor:
        return dirichlet(self.concentration.expand(self._extended_shape(sample_shape)), generator=default_generator)

    def log_prob(self, value: Tensor) -> Tensor:
        self._validate_sample(value)
        return autograd.xlogy(self.concentration - 1, value).sum(-1) + log_normalizer(self.concentration)

    def entropy(self) -> Tensor:
        a, total = self.concentration, self.concentration.sum(-1)
        expected = (a - 1) * (autograd.digamma(a) - autograd.digamma(total).unsqueeze(-1))
        return -log_normalizer(a) - expected.sum(-1)


def log_normalizer(concentration: Tensor) -> Tensor:
    """The logarithm of what makes the product a density: that of gamma(sum of a) / product of gamma(a)."""
    return autograd.lgamma(concentration.sum(-1)) - autograd.lgamma(concentration).sum(-1)
