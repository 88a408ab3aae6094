"""Distributions of any number: with heavier tails than the normal one, or of the largest of many."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any, ClassVar

import autograd
from autograd import Tensor, digamma, inf, lgamma, nan

from . import constraints
from .distribution import Distribution, broadcast_all
from .gamma import Gamma
from .parameters import _standard_normal, euler_constant
from .transformed_distribution import TransformedDistribution
from .transforms import AffineTransform, ExpTransform
from .uniform import Uniform

__all__ = ["Cauchy", "Gumbel", "StudentT"]


class Cauchy(Distribution):
    """``loc`` plus ``scale`` times the quotient of two standard normal numbers; it has neither mean nor variance.

    >>> import autograd as torch
    >>> Cauchy(0.0, 1.0).cdf(torch.tensor(1.0))
    tensor(0.7500)
    """

    arg_constraints: ClassVar = {"loc": constraints.real, "scale": constraints.positive}
    support = constraints.real
    has_rsample = True

    def __init__(self, loc: Any, scale: Any, validate_args: bool | None = None) -> None:
        self.loc, self.scale = broadcast_all(loc, scale)
        super().__init__(self.loc.shape, validate_args=validate_args)

    mode = property(lambda self: self.loc)
    mean = property(lambda self: autograd.full(self._batch_shape, nan, dtype=self.loc.dtype))
    variance = property(lambda self: autograd.full(self._batch_shape, inf, dtype=self.loc.dtype))

    def rsample(self, sample_shape: Iterable[int] = ()) -> Tensor:
        return self.loc + autograd.empty(self._extended_shape(sample_shape), dtype=self.loc.dtype).cauchy_() * self.scale

    def log_prob(self, value: Tensor) -> Tensor:
        self._validate_sample(value)
        return -math.log(math.pi) - self.scale.log() - autograd.log1p(((value - self.loc) / self.scale) ** 2)

    def cdf(self, value: Tensor) -> Tensor:
        self._validate_sample(value)
        return autograd.atan((value - self.loc) / self.scale) / math.pi + 0.5

    def icdf(self, value: Tensor) -> Tensor:
        return autograd.tan(math.pi * (value - 0.5)) * self.scale + self.loc

    def entropy(self) -> Tensor:
        return math.log(4 * math.pi) + self.scale.log()


class StudentT(Distribution):
    """``loc`` plus ``scale`` times a standard normal number divided by the deviation that ``df`` + 1 of them show.

    >>> StudentT(3.0).variance
    tensor(3.)
    """

    arg_constraints: ClassVar = {"df": constraints.positive, "loc": constraints.real, "scale": constraints.positive}
    support = constraints.real
    has_rsample = True

    def __init__(self, df: Any, loc: Any = 0.0, scale: Any = 1.0, validate_args: bool | None = None) -> None:
        self.df, self.loc, self.scale = broadcast_all(df, loc, scale)
        super().__init__(self.df.shape, validate_args=validate_args)

    mode = property(lambda self: self.loc)
    mean = property(lambda self: autograd.where(self.df > 1, self.loc, nan))

    @property
    def variance(self) -> Tensor:
        finite = self.scale**2 * self.df / (self.df - 2)
        return autograd.where(self.df > 2, finite, autograd.where(self.df > 1, inf, autograd.full_like(self.df, nan)))

    def rsample(self, sample_shape: Iterable[int] = ()) -> Tensor:
        normal = _standard_normal(self._extended_shape(sample_shape), self.df.dtype, None)
        squares = Gamma(self.df / 2, 0.5).rsample(sample_shape)
        return self.loc + self.scale * normal * autograd.rsqrt(squares / self.df)

    def log_prob(self, value: Tensor) -> Tensor:
        self._validate_sample(value)
        half, more = self.df / 2, (self.df + 1) / 2
        constant = self.scale.log() + (self.df.log() + math.log(math.pi)) / 2 + lgamma(half) - lgamma(more)
        return -more * autograd.log1p(((value - self.loc) / self.scale) ** 2 / self.df) - constant

    def entropy(self) -> Tensor:
        half, more = self.df / 2, (self.df + 1) / 2
        beta = lgamma(half) + math.log(math.pi) / 2 - lgamma(more)
        return self.scale.log() + more * (digamma(more) - digamma(half)) + self.df.log() / 2 + beta


class Gumbel(TransformedDistribution):
    """Where the largest of many numbers lies: p(x) proportional to exp(-z - exp(-z)) with z = (x - loc) / scale.

    >>> Gumbel(0.0, 1.0).mean
    tensor(0.5772)
    """

    arg_constraints: ClassVar = {"loc": constraints.real, "scale": constraints.positive}
    support = constraints.real

    def __init__(self, loc: Any, scale: Any, validate_args: bool | None = None) -> None:
        self.loc, self.scale = broadcast_all(loc, scale)
        limits = autograd.finfo(self.loc.dtype)
        base = Uniform(autograd.full_like(self.loc, limits.tiny), autograd.full_like(self.loc, 1 - limits.eps), validate_args)
        steps = [ExpTransform().inv, AffineTransform(0, -1), ExpTransform().inv, AffineTransform(self.loc, -self.scale)]
        super().__init__(base, steps, validate_args)

    mean = property(lambda self: self.loc + self.scale * euler_constant)
    mode = property(lambda self: self.loc)
    stddev = property(lambda self: math.pi / math.sqrt(6) * self.scale)
    variance = property(lambda self: self.stddev**2)

    def log_prob(self, value: Tensor) -> Tensor:
        self._validate_sample(value)
        z = (self.loc - value) / self.scale
        return z - z.exp() - self.scale.log()

    def entropy(self) -> Tensor:
        return self.scale.log() + 1 + euler_constant
