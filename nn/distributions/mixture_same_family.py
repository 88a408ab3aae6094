"""Mixtures of distributions of one kind."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self

from autograd import Size, Tensor, no_grad

from .. import functional as F
from .categorical import Categorical
from .distribution import Distribution

__all__ = ["MixtureSameFamily"]


class MixtureSameFamily(Distribution):
    """A draw of one of K distributions: of ``component_distribution`` along the last dimension of its batch, as `Categorical` chooses.

    >>> import autograd as torch
    >>> from nn.distributions import Normal
    >>> MixtureSameFamily(Categorical(torch.ones(2)), Normal(torch.tensor([-1.0, 1.0]), 0.5)).variance
    tensor(1.2500)
    """

    def __init__(self, mixture_distribution: Categorical, component_distribution: Distribution, validate_args: bool | None = None) -> None:
        of, batch = mixture_distribution, component_distribution.batch_shape
        if not isinstance(of, Categorical) or of.logits.shape[-1] != batch[-1]:
            raise ValueError(f"MixtureSameFamily: expected a Categorical of as many as the last of {batch}, the components' batch, got {of!r}")
        self._mixture_distribution, self._component_distribution = of, component_distribution
        super().__init__(batch[:-1], component_distribution.event_shape, validate_args)

    mixture_distribution = property(lambda self: self._mixture_distribution, doc="What chooses.")
    component_distribution = property(lambda self: self._component_distribution, doc="What is chosen from.")

    def expand(self, batch_shape: Iterable[int], _instance: Any = None) -> Self:
        new, of = super().expand(batch_shape, _instance), self._component_distribution
        new._component_distribution = of.expand(Size((*batch_shape, of.batch_shape[-1])))
        new._mixture_distribution = self._mixture_distribution.expand(batch_shape)
        return new

    @property
    def support(self) -> Any:
        """That of the components."""
        return self._component_distribution.support

    def _mean(self, values: Tensor) -> Tensor:
        """The mean of what each component has."""
        dims = len(self._event_shape)
        probs = self._mixture_distribution.probs
        return (probs.reshape(*probs.shape, *[1] * dims) * values).sum(-1 - dims)

    mean = property(lambda self: self._mean(self._component_distribution.mean))

    @property
    def variance(self) -> Tensor:
        between = self._component_distribution.mean - self._padded(self.mean)
        return self._mean(self._component_distribution.variance) + self._mean(between**2)

    def _padded(self, x: Tensor) -> Tensor:
        return x.unsqueeze(-1 - len(self._event_shape))

    def cdf(self, value: Tensor) -> Tensor:
        return (self._component_distribution.cdf(self._padded(value)) * self._mixture_distribution.probs).sum(-1)

    def log_prob(self, value: Tensor) -> Tensor:
        self._validate_sample(value)
        each = self._component_distribution.log_prob(self._padded(value))
        return (each + F.log_softmax(self._mixture_distribution.logits, -1)).logsumexp(-1)

    def sample(self, sample_shape: Iterable[int] = ()) -> Tensor:
        shape, dims = Size(sample_shape), len(self._event_shape)
        with no_grad():
            chosen = self._mixture_distribution.sample(shape)
            drawn = self._component_distribution.sample(shape)
            index = chosen.reshape(*chosen.shape, *[1] * (dims + 1)).expand(*chosen.shape, 1, *self._event_shape)
            return drawn.gather(-1 - dims, index).squeeze(-1 - dims)

    def __repr__(self) -> str:
        return f"{type(self).__name__}(\n  {self._mixture_distribution},\n  {self._component_distribution})"
