"""Distributions of numbers of things: successes, trials, failures, and how often each of several categories came."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

import autograd
from autograd import Tensor, lgamma, no_grad

from .. import functional as F
from . import constraints
from .bernoulli import Bernoulli
from .distribution import Distribution, broadcast_all, one_of
from .gamma import Gamma

__all__ = ["Binomial", "Geometric", "NegativeBinomial"]


class _Trials(Distribution):
    """Trials that succeed with probability ``probs`` = sigmoid(``logits``), of which one is given."""

    arg_constraints: ClassVar = {"probs": constraints.unit_interval, "logits": constraints.real}
    total_count: Tensor

    def __init__(self, probs: Any, logits: Any, validate_args: bool | None, **others: Any) -> None:
        one_of(probs, logits)
        given = logits if probs is None else probs
        names = [*others, "logits" if probs is None else "probs"]
        for name, value in zip(names, broadcast_all(*others.values(), given), strict=True):
            setattr(self, name, value)
            shape = value.shape
        super().__init__(shape, validate_args=validate_args)

    logits, probs, param_shape = Bernoulli.logits, Bernoulli.probs, Bernoulli.param_shape


class Binomial(_Trials):
    """How many of ``total_count`` trials succeed.

    >>> import autograd as torch
    >>> Binomial(2, torch.tensor([0.5])).log_prob(torch.tensor([1.0])).exp()
    tensor([0.5000])
    """

    arg_constraints: ClassVar = {"total_count": constraints.nonnegative_integer, **_Trials.arg_constraints}
    has_enumerate_support = True

    def __init__(self, total_count: Any = 1, probs: Any = None, logits: Any = None, validate_args: bool | None = None) -> None:
        super().__init__(probs, logits, validate_args, total_count=total_count)

    @property
    def support(self) -> constraints.Constraint:
        """0 to total_count."""
        return constraints.integer_interval(0, self.total_count)

    mean = property(lambda self: self.total_count * self.probs)
    mode = property(lambda self: ((self.total_count + 1) * self.probs).floor().minimum(self.total_count))
    variance = property(lambda self: self.total_count * self.probs * (1 - self.probs))

    def sample(self, sample_shape: Iterable[int] = ()) -> Tensor:
        shape = self._extended_shape(sample_shape)
        with no_grad():
            return autograd.binomial(self.total_count.expand(shape), self.probs.expand(shape))

    def log_prob(self, value: Tensor) -> Tensor:
        self._validate_sample(value)
        n = self.total_count
        choices = lgamma(n + 1) - lgamma(value + 1) - lgamma(n - value + 1)
        return choices + value * self.logits - n * F.softplus(self.logits, threshold=50)

    def enumerate_support(self, expand: bool = True) -> Tensor:
        most = int(self.total_count.max())
        if not (self.total_count == most).all():
            raise NotImplementedError("Inhomogeneous total count not supported by `enumerate_support`.")
        values = autograd.arange(1 + most, dtype=self.total_count.dtype).reshape(-1, *(1 for _ in self._batch_shape))
        return values.expand(-1, *self._batch_shape) if expand else values

    def entropy(self) -> Tensor:
        each = self.log_prob(self.enumerate_support(False))
        return -(each.exp() * each).sum(0)


class Geometric(_Trials):
    """How many trials fail before the first that succeeds.

    >>> Geometric(0.25).mean
    tensor(3.)
    """

    support = constraints.nonnegative_integer

    def __init__(self, probs: Any = None, logits: Any = None, validate_args: bool | None = None) -> None:
        super().__init__(probs, logits, validate_args)
        if self._validate_args and probs is not None and not (self.probs > 0).all():
            raise ValueError(f"Geometric: expected probs above 0, but found {self.probs}")

    mean = property(lambda self: 1 / self.probs - 1)
    mode = property(lambda self: autograd.zeros_like(self.probs))
    variance = property(lambda self: (1 / self.probs - 1) / self.probs)

    def sample(self, sample_shape: Iterable[int] = ()) -> Tensor:
        with no_grad():
            uniform = self.probs.new_empty(self._extended_shape(sample_shape)).uniform_(autograd.finfo(self.probs.dtype).tiny, 1)
            return (uniform.log() / autograd.log1p(-self.probs)).floor()

    def log_prob(self, value: Tensor) -> Tensor:
        self._validate_sample(value)
        value, probs = broadcast_all(value, self.probs)
        failing = probs.masked_fill((probs == 1) & (value == 0), 0)
        return value * autograd.log1p(-failing) + probs.log()

    def entropy(self) -> Tensor:
        return F.binary_cross_entropy_with_logits(self.logits, self.probs, reduction="none") / self.probs


class NegativeBinomial(_Trials):
    """How many trials succeed before ``total_count`` have failed; total_count need not be whole.

    >>> NegativeBinomial(2.0, 0.5).mean
    tensor(2.)
    """

    arg_constraints: ClassVar = {
        "total_count": constraints.greater_than_eq(0),
        **_Trials.arg_constraints,
        "probs": constraints.half_open_interval(0, 1),
    }
    support = constraints.nonnegative_integer

    def __init__(self, total_count: Any, probs: Any = None, logits: Any = None, validate_args: bool | None = None) -> None:
        super().__init__(probs, logits, validate_args, total_count=total_count)

    mean = property(lambda self: self.total_count * self.logits.exp())
    mode = property(lambda self: ((self.total_count - 1) * self.logits.exp()).floor().clamp(min=0))
    variance = property(lambda self: self.mean / autograd.sigmoid(-self.logits))

    def sample(self, sample_shape: Iterable[int] = ()) -> Tensor:
        with no_grad():
            return autograd.poisson(Gamma(self.total_count, (-self.logits).exp(), validate_args=False).sample(sample_shape))

    def log_prob(self, value: Tensor) -> Tensor:
        self._validate_sample(value)
        n = self.total_count
        choices = (lgamma(n + value) - lgamma(value + 1) - lgamma(n)).masked_fill(n + value == 0, 0)
        return choices + n * F.logsigmoid(-self.logits) + value * F.logsigmoid(self.logits)
