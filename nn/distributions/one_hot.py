"""Categories as vectors with a single 1, or counted, and smooth relatives of them and of `Bernoulli`, through which gradients flow."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, Self

import autograd
from autograd import Size, Tensor, inf, lgamma

from .. import functional as F
from . import constraints
from .bernoulli import Bernoulli
from .categorical import Categorical
from .counts import Binomial
from .distribution import Distribution, broadcast_all, clamped, of
from .transformed_distribution import TransformedDistribution
from .transforms import ExpTransform, SigmoidTransform

__all__ = ["Multinomial", "OneHotCategorical", "OneHotCategoricalStraightThrough", "RelaxedBernoulli", "RelaxedOneHotCategorical"]


class _OfCategories(Distribution):
    """A distribution of vectors that is made of draws of a `Categorical` of ``probs`` or ``logits``: of shape (..., K)."""

    arg_constraints: ClassVar = {"probs": constraints.simplex, "logits": constraints.real_vector}

    def __init__(self, probs: Tensor | None = None, logits: Tensor | None = None, validate_args: bool | None = None) -> None:
        self._categorical = Categorical(probs, logits)
        super().__init__(self._categorical.batch_shape, self._categorical.param_shape[-1:], validate_args)

    def expand(self, batch_shape: Iterable[int], _instance: Any = None) -> Self:
        new = super().expand(batch_shape, _instance)
        new._categorical = self._categorical.expand(batch_shape)
        return new

    logits, probs, param_shape = of("_categorical", "logits", "probs", "param_shape")


class OneHotCategorical(_OfCategories):
    """One of K categories, as a vector with 1 at its place; ``probs`` and ``logits`` as of `Categorical`.

    >>> import autograd as torch
    >>> OneHotCategorical(torch.tensor([1.0, 3.0])).mode
    tensor([0., 1.])
    """

    support = constraints.one_hot
    has_enumerate_support = True
    mean = property(lambda self: self.probs)
    mode = property(lambda self: self._vectors(self._categorical.mode))
    variance = property(lambda self: self.probs * (1 - self.probs))

    def _vectors(self, chosen: Tensor) -> Tensor:
        return F.one_hot(chosen, self._event_shape[0]).to(self.probs.dtype)

    def sample(self, sample_shape: Iterable[int] = ()) -> Tensor:
        return self._vectors(self._categorical.sample(sample_shape))

    def log_prob(self, value: Tensor) -> Tensor:
        self._validate_sample(value)
        return self._categorical.log_prob(value.argmax(-1))

    def entropy(self) -> Tensor:
        return self._categorical.entropy()

    def enumerate_support(self, expand: bool = True) -> Tensor:
        n = self._event_shape[0]
        values = autograd.eye(n, dtype=self.probs.dtype).reshape(n, *(1 for _ in self._batch_shape), n)
        return values.expand(n, *self._batch_shape, n) if expand else values


class OneHotCategoricalStraightThrough(OneHotCategorical):
    """`OneHotCategorical`, whose draws have the gradient of the probabilities (Bengio et al. 2013).

    >>> p = autograd.tensor([0.25, 0.75], requires_grad=True)
    >>> OneHotCategoricalStraightThrough(p).rsample()[1].backward()
    >>> p.grad
    tensor([-0.7500,  0.2500])
    """

    has_rsample = True

    def rsample(self, sample_shape: Iterable[int] = ()) -> Tensor:
        return self.sample(sample_shape) + (self.probs - self.probs.detach())


class Multinomial(_OfCategories):
    """How often each category came in ``total_count`` draws of a `Categorical` of ``probs`` or ``logits``: of shape (..., K).

    >>> import autograd as torch
    >>> Multinomial(4, torch.tensor([1.0, 3.0])).mean
    tensor([1., 3.])
    """

    def __init__(self, total_count: int = 1, probs: Any = None, logits: Any = None, validate_args: bool | None = None) -> None:
        if not isinstance(total_count, int):
            raise NotImplementedError("inhomogeneous total_count is not supported")
        self.total_count = total_count
        super().__init__(probs, logits, validate_args)

    mean = property(lambda self: self.probs * self.total_count)
    variance = property(lambda self: self.total_count * self.probs * (1 - self.probs))

    @property
    def support(self) -> constraints.Constraint:
        """Whole numbers of sum total_count."""
        n = self.total_count
        return constraints.Constraint("Multinomial()", lambda x: (x >= 0).all(-1) & (x.sum(-1) <= n), 1, is_discrete=True)

    def sample(self, sample_shape: Iterable[int] = ()) -> Tensor:
        drawn = self._categorical.sample(Size((self.total_count, *sample_shape)))
        return F.one_hot(drawn, self._event_shape[0]).sum(0).to(self.probs.dtype)

    def log_prob(self, value: Tensor) -> Tensor:
        self._validate_sample(value)
        logits, value = broadcast_all(self.logits, value)
        logits = logits.masked_fill((value == 0) & (logits == -inf), 0)
        return lgamma(value.sum(-1) + 1) - lgamma(value + 1).sum(-1) + (logits * value).sum(-1)

    def entropy(self) -> Tensor:
        each = Binomial(self.total_count, self.probs)
        counts = each.enumerate_support(False)[1:]
        n = autograd.tensor(float(self.total_count), dtype=self.probs.dtype)
        return n * self._categorical.entropy() - lgamma(n + 1) + (each.log_prob(counts).exp() * lgamma(counts + 1)).sum((0, -1))


class _Tempered(Distribution):
    """Softened by a ``temperature``: the first argument, before those of the distribution that is softened."""

    has_rsample, has_enumerate_support = True, False
    temperature: Tensor

    def __init__(self, temperature: Tensor, probs: Any = None, logits: Any = None, validate_args: bool | None = None) -> None:
        self.temperature = temperature
        super().__init__(probs, logits, validate_args)

    sample = Distribution.sample


class _Relaxed(TransformedDistribution):
    """What has values between those of a discrete distribution."""

    inner: Any
    transform: Any

    def __init__(self, temperature: Tensor, probs: Any = None, logits: Any = None, validate_args: bool | None = None) -> None:
        super().__init__(self.inner(temperature, probs, logits), self.transform(), validate_args)

    temperature, logits, probs = of("base_dist", "temperature", "logits", "probs")


class LogitRelaxedBernoulli(_Tempered, Bernoulli):
    """The logit of what `RelaxedBernoulli` draws."""

    support = constraints.real

    def rsample(self, sample_shape: Iterable[int] = ()) -> Tensor:
        shape = self._extended_shape(sample_shape)
        probs, uniform = clamped(self.probs.expand(shape)), clamped(autograd.rand(shape, dtype=self.probs.dtype))
        return (_logit(uniform) + _logit(probs)) / self.temperature

    def log_prob(self, value: Tensor) -> Tensor:
        self._validate_sample(value)
        logits, value = broadcast_all(self.logits, value)
        z = logits - value * self.temperature
        return self.temperature.log() + z - 2 * autograd.log1p(z.exp())


def _logit(p: Tensor) -> Tensor:
    return p.log() - autograd.log1p(-p)


class RelaxedBernoulli(_Relaxed):
    """Numbers from 0 to 1, the nearer to those that `Bernoulli` draws the lower the ``temperature`` (Maddison et al. 2016).

    >>> RelaxedBernoulli(autograd.tensor(0.5), autograd.tensor([0.2, 0.9])).rsample((3,)).shape
    torch.Size([3, 2])
    """

    arg_constraints: ClassVar = Bernoulli.arg_constraints
    support = constraints.unit_interval

    inner, transform = LogitRelaxedBernoulli, SigmoidTransform


class ExpRelaxedCategorical(_Tempered, OneHotCategorical):
    """The logarithm of what `RelaxedOneHotCategorical` draws."""

    support = constraints.real_vector

    def rsample(self, sample_shape: Iterable[int] = ()) -> Tensor:
        uniform = clamped(autograd.rand(self._extended_shape(sample_shape), dtype=self.logits.dtype))
        return F.log_softmax((self.logits - (-uniform.log()).log()) / self.temperature, dim=-1)

    def log_prob(self, value: Tensor) -> Tensor:
        self._validate_sample(value)
        n = self._event_shape[0]
        scale = autograd.lgamma(autograd.full_like(self.temperature, n)) + (n - 1) * self.temperature.log()
        return F.log_softmax(self.logits - value * self.temperature, dim=-1).sum(-1) + scale


class RelaxedOneHotCategorical(_Relaxed):
    """Probabilities of K categories, the nearer to what `OneHotCategorical` draws the lower the ``temperature`` (Jang et al. 2016).

    >>> RelaxedOneHotCategorical(autograd.tensor(0.5), autograd.tensor([0.2, 0.8])).rsample((3,)).shape
    torch.Size([3, 2])
    """

    arg_constraints: ClassVar = OneHotCategorical.arg_constraints
    support = constraints.simplex

    inner, transform = ExpRelaxedCategorical, ExpTransform
