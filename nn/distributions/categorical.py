"""The categorical distribution."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

import autograd
from autograd import Size, Tensor, no_grad

from . import constraints
from .distribution import Distribution, clamped, derived, one_of

__all__ = ["Categorical"]


class Categorical(Distribution):
    """One of the numbers 0 to K - 1, with probabilities in proportion to ``probs``, or to exp(``logits``): of shape (..., K).

    >>> import autograd as torch
    >>> Categorical(probs=torch.tensor([1.0, 1.0, 2.0])).log_prob(torch.tensor(2)).exp()
    tensor(0.5000)
    """

    arg_constraints: ClassVar = {"probs": constraints.simplex, "logits": constraints.real_vector}
    has_enumerate_support = True

    def __init__(self, probs: Tensor | None = None, logits: Tensor | None = None, validate_args: bool | None = None) -> None:
        one_of(probs, logits)
        given = logits if probs is None else probs
        assert given is not None
        if given.ndim < 1:
            raise ValueError(f"`{'logits' if probs is None else 'probs'}` parameter must be at least one-dimensional.")
        if probs is not None:
            self.probs = probs / probs.sum(-1, keepdim=True)
        else:
            self.logits = given - given.logsumexp(-1, keepdim=True)
        self._num_events = given.shape[-1]
        super().__init__(given.shape[:-1], validate_args=validate_args)

    @derived
    def logits(self) -> Tensor:
        """The logarithms of the probabilities."""
        return clamped(self.probs).log()

    @derived
    def probs(self) -> Tensor:
        """The probabilities, which sum to 1."""
        return self.logits.softmax(-1)

    @property
    def support(self) -> constraints.Constraint:
        """0 to K - 1."""
        return constraints.integer_interval(0, self._num_events - 1)

    @property
    def param_shape(self) -> Size:
        """The shape of the parameter."""
        return Size((*self._batch_shape, self._num_events))

    @property
    def mean(self) -> Tensor:
        """Categories have none: nan."""
        return autograd.full(self._batch_shape, autograd.nan, dtype=self.probs.dtype)

    variance = mean
    mode = property(lambda self: self.probs.argmax(-1))

    def sample(self, sample_shape: Iterable[int] = ()) -> Tensor:
        shape = Size(sample_shape)
        with no_grad():
            drawn = autograd.multinomial(self.probs.reshape(-1, self._num_events), shape.numel(), True)  # (batch, samples)
            return drawn.T.reshape(self._extended_shape(shape))

    def log_prob(self, value: Tensor) -> Tensor:
        self._validate_sample(value)
        chosen, logits = autograd.broadcast_tensors(value.long().unsqueeze(-1), self.logits)
        return logits.gather(-1, chosen[..., :1]).squeeze(-1)

    def entropy(self) -> Tensor:
        logits = self.logits.clamp(min=autograd.finfo(self.logits.dtype).min)  # so that categories of probability 0 add 0
        return -(logits * self.probs).sum(-1)

    def enumerate_support(self, expand: bool = True) -> Tensor:
        values = autograd.arange(self._num_events).reshape(-1, *(1 for _ in self._batch_shape))
        return values.expand(-1, *self._batch_shape) if expand else values
