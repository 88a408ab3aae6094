"""Distributions of positive numbers that are made of others: by a function of what those draw, or by a quotient."""
from autograd.distributions.chi2 import Chi2 as Chi2
from autograd.distributions.chi2 import HalfCauchy as HalfCauchy
from autograd.distributions.chi2 import HalfNormal as HalfNormal
from autograd.distributions.chi2 import InverseGamma as InverseGamma
from autograd.distributions.chi2 import LogNormal as LogNormal
from autograd.distributions.chi2 import Pareto as Pareto
from autograd.distributions.chi2 import Weibull as Weibull
