"""Distributions of positive numbers that are made of others: by a function of what those draw, or by a quotient."""
from autograd.distributions.half_cauchy import HalfCauchy as HalfCauchy
from autograd.distributions.half_cauchy import HalfNormal as HalfNormal
from autograd.distributions.half_cauchy import LogNormal as LogNormal
from autograd.distributions.half_cauchy import Pareto as Pareto
from autograd.distributions.half_cauchy import Weibull as Weibull
