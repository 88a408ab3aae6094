"""The Bernoulli distribution."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

import autograd
from autograd import Tensor, no_grad

from .. import functional as F
from . import constraints
from .distribution import Distribution, broadcast_all, clamped, derived, one_of

__all__ = ["Bernoulli"]


class Bernoulli(Distribution):
    """1 with probability ``probs`` = sigmoid(``logits``), of which one is given, else 0.

    >>> import autograd as torch
    >>> Bernoulli(torch.tensor([0.1, 0.5])).entropy()
    tensor([0.3251, 0.6931])
    """

    arg_constraints: ClassVar = {"probs": constraints.unit_interval, "logits": constraints.real}
    support = constraints.boolean
    has_enumerate_support = True

    def __init__(self, probs: Any = None, logits: Any = None, validate_args: bool | None = None) -> None:
        one_of(probs, logits)
        if probs is not None:
            (self.probs,) = broadcast_all(probs)
        else:
            (self.logits,) = broadcast_all(logits)
        super().__init__((self.logits if probs is None else self.probs).shape, validate_args=validate_args)

    @derived
    def logits(self) -> Tensor:
        """log(p / (1 - p))"""
        probs = clamped(self.probs)
        return probs.log() - autograd.log1p(-probs)

    @derived
    def probs(self) -> Tensor:
        """The probabilities of 1."""
        return autograd.sigmoid(self.logits)

    @property
    def param_shape(self) -> Any:
        """The shape of the parameter."""
        return self._batch_shape

    mean = property(lambda self: self.probs)
    variance = property(lambda self: self.probs * (1 - self.probs))

    @property
    def mode(self) -> Tensor:
        return autograd.where(self.probs == 0.5, autograd.nan, (self.probs >= 0.5).to(self.probs.dtype))

    def sample(self, sample_shape: Iterable[int] = ()) -> Tensor:
        with no_grad():
            return autograd.bernoulli(self.probs.expand(self._extended_shape(sample_shape)))

    def log_prob(self, value: Tensor) -> Tensor:
        self._validate_sample(value)
        logits, value = broadcast_all(self.logits, value)
        return -F.binary_cross_entropy_with_logits(logits, value, reduction="none")

    def entropy(self) -> Tensor:
        return F.binary_cross_entropy_with_logits(self.logits, self.probs, reduction="none")

    def enumerate_support(self, expand: bool = True) -> Tensor:
        values = autograd.arange(2, dtype=self.probs.dtype).reshape(-1, *(1 for _ in self._batch_shape))
        return values.expand(-1, *self._batch_shape) if expand else values
