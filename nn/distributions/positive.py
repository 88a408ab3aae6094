"""Distributions of positive numbers that are made of others: by a function of what those draw, or by a quotient."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any, ClassVar

import autograd
from autograd import Tensor, digamma, inf, lgamma, nan

from . import constraints
from .distribution import Distribution, broadcast_all, of
from .exponential import Exponential
from .gamma import Gamma
from .normal import Normal
from .parameters import euler_constant
from .real_valued import Cauchy
from .transformed_distribution import TransformedDistribution
from .transforms import AbsTransform, AffineTransform, ExpTransform, PowerTransform

__all__ = ["FisherSnedecor", "HalfCauchy", "HalfNormal", "InverseGamma", "LogNormal", "Pareto", "Weibull"]


class LogNormal(TransformedDistribution):
    """What has a logarithm that is normal, with mean ``loc`` and standard deviation ``scale``.

    >>> LogNormal(0.0, 1.0).mean
    tensor(1.6487)
    """

    arg_constraints: ClassVar = {"loc": constraints.real, "scale": constraints.positive}
    support = constraints.positive

    def __init__(self, loc: Any, scale: Any, validate_args: bool | None = None) -> None:
        super().__init__(Normal(loc, scale, validate_args), ExpTransform(), validate_args)

    loc, scale = of("base_dist", "loc", "scale")
    mean = property(lambda self: (self.loc + self.scale**2 / 2).exp())
    mode = property(lambda self: (self.loc - self.scale**2).exp())
    variance = property(lambda self: autograd.expm1(self.scale**2) * (2 * self.loc + self.scale**2).exp())

    def entropy(self) -> Tensor:
        return self.base_dist.entropy() + self.loc


class _Half(TransformedDistribution):
    """The absolute value of what a distribution that is symmetric about 0 draws."""

    arg_constraints: ClassVar = {"scale": constraints.positive}
    support = constraints.nonnegative
    base: Any

    def __init__(self, scale: Any, validate_args: bool | None = None) -> None:
        super().__init__(self.base(0, scale, validate_args=False), AbsTransform(), validate_args)
        if self._validate_args and not (self.scale > 0).all():
            raise ValueError(f"{type(self).__name__}: expected a scale above 0, but found {self.scale}")

    (scale,) = of("base_dist", "scale")
    mode = property(lambda self: autograd.zeros_like(self.scale))

    def log_prob(self, value: Tensor) -> Tensor:
        self._validate_sample(value)
        return autograd.where(value >= 0, self.base_dist.log_prob(value) + math.log(2), -inf)

    def cdf(self, value: Tensor) -> Tensor:
        self._validate_sample(value)
        return 2 * self.base_dist.cdf(value) - 1

    def icdf(self, value: Tensor) -> Tensor:
        return self.base_dist.icdf((value + 1) / 2)

    def entropy(self) -> Tensor:
        return self.base_dist.entropy() - math.log(2)


class HalfNormal(_Half):
    """The absolute value of a normal number of mean 0 and standard deviation ``scale``.

    >>> HalfNormal(1.0).mean
    tensor(0.7979)
    """

    base = Normal
    mean = property(lambda self: self.scale * math.sqrt(2 / math.pi))
    variance = property(lambda self: self.scale**2 * (1 - 2 / math.pi))


class HalfCauchy(_Half):
    """The absolute value of a Cauchy number about 0, of which one half is below ``scale``.

    >>> HalfCauchy(2.0).icdf(autograd.tensor(0.5))
    tensor(2.)
    """

    base = Cauchy
    mean = property(lambda self: autograd.full_like(self.scale, inf))
    variance = property(lambda self: self.base_dist.variance)


class Weibull(TransformedDistribution):
    """How long what wears out lasts: ``scale`` times an exponential number to the power 1 / ``concentration``.

    >>> Weibull(1.0, 1.0).mean
    tensor(1.)
    """

    arg_constraints: ClassVar = {"scale": constraints.positive, "concentration": constraints.positive}
    support = constraints.positive

    def __init__(self, scale: Any, concentration: Any, validate_args: bool | None = None) -> None:
        self.scale, self.concentration = broadcast_all(scale, concentration)
        transforms = [PowerTransform(1 / self.concentration), AffineTransform(0, self.scale)]
        super().__init__(Exponential(autograd.ones_like(self.scale), validate_args), transforms, validate_args)

    def _moment(self, n: int) -> Tensor:
        return self.scale**n * lgamma(1 + n / self.concentration).exp()

    mean = property(lambda self: self._moment(1))
    mode = property(lambda self: self.scale * ((self.concentration - 1) / self.concentration) ** (1 / self.concentration))
    variance = property(lambda self: self._moment(2) - self._moment(1) ** 2)

    def entropy(self) -> Tensor:
        return euler_constant * (1 - 1 / self.concentration) + (self.scale / self.concentration).log() + 1


class Pareto(TransformedDistribution):
    """Numbers from ``scale`` on, of which (scale / x) ** ``alpha`` are above x.

    >>> Pareto(1.0, 3.0).mean
    tensor(1.5000)
    """

    arg_constraints: ClassVar = {"alpha": constraints.positive, "scale": constraints.positive}

    def __init__(self, scale: Any, alpha: Any, validate_args: bool | None = None) -> None:
        self.scale, self.alpha = broadcast_all(scale, alpha)
        super().__init__(Exponential(self.alpha, validate_args), [ExpTransform(), AffineTransform(0, self.scale)], validate_args)

    @property
    def support(self) -> constraints.Constraint:
        """From scale on."""
        return constraints.greater_than_eq(self.scale)

    mode = property(lambda self: self.scale)

    @property
    def mean(self) -> Tensor:
        a = self.alpha.clamp(min=1)
        return a * self.scale / (a - 1)

    @property
    def variance(self) -> Tensor:
        a = self.alpha.clamp(min=2)
        return self.scale**2 * a / ((a - 1) ** 2 * (a - 2))

    def entropy(self) -> Tensor:
        return (self.scale / self.alpha).log() + 1 + 1 / self.alpha


class InverseGamma(TransformedDistribution):
    """1 / x of a gamma number x: p(y) proportional to y**(-concentration - 1) exp(-rate / y).

    >>> InverseGamma(3.0, 2.0).mean
    tensor(1.)
    """

    arg_constraints: ClassVar = {"concentration": constraints.positive, "rate": constraints.positive}
    support = constraints.positive

    def __init__(self, concentration: Any, rate: Any, validate_args: bool | None = None) -> None:
        base = Gamma(concentration, rate, validate_args)
        super().__init__(base, PowerTransform(-autograd.ones((), dtype=base.rate.dtype)), validate_args)

    concentration, rate = of("base_dist", "concentration", "rate")
    mode = property(lambda self: self.rate / (self.concentration + 1))
    mean = property(lambda self: autograd.where(self.concentration > 1, self.rate / (self.concentration - 1), inf))

    @property
    def variance(self) -> Tensor:
        a = self.concentration
        return autograd.where(a > 2, self.rate**2 / ((a - 1) ** 2 * (a - 2)), inf)

    def entropy(self) -> Tensor:
        a = self.concentration
        return a + self.rate.log() + lgamma(a) - (1 + a) * digamma(a)


class FisherSnedecor(Distribution):
    """The quotient of the means of ``df1`` and of ``df2`` squares of standard normal numbers.

    >>> FisherSnedecor(2.0, 4.0).mean
    tensor(2.)
    """

    arg_constraints: ClassVar = {"df1": constraints.positive, "df2": constraints.positive}
    support = constraints.positive
    has_rsample = True

    def __init__(self, df1: Any, df2: Any, validate_args: bool | None = None) -> None:
        self.df1, self.df2 = broadcast_all(df1, df2)
        super().__init__(self.df1.shape, validate_args=validate_args)

    mean = property(lambda self: autograd.where(self.df2 > 2, self.df2 / (self.df2 - 2), nan))
    mode = property(lambda self: autograd.where(self.df1 > 2, (self.df1 - 2) / self.df1 * self.df2 / (self.df2 + 2), nan))

    @property
    def variance(self) -> Tensor:
        m, n = self.df1, autograd.where(self.df2 > 4, self.df2, nan)
        return 2 * n**2 * (m + n - 2) / (m * (n - 2) ** 2 * (n - 4))

    def rsample(self, sample_shape: Iterable[int] = ()) -> Tensor:
        over, under = (Gamma(n / 2, n, self._validate_args).rsample(sample_shape) for n in (self.df1, self.df2))
        tiny = autograd.finfo(over.dtype).tiny
        value = over / under.clamp(min=tiny)
        value.detach().clamp_(min=tiny)
        return value

    def log_prob(self, value: Tensor) -> Tensor:
        self._validate_sample(value)
        a, b, ratio = self.df1 / 2, self.df2 / 2, self.df1 / self.df2
        constant = lgamma(a + b) - lgamma(a) - lgamma(b) + a * ratio.log()
        return constant + (a - 1) * value.log() - (a + b) * autograd.log1p(ratio * value)
