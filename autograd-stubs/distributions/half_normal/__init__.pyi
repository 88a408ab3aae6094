"""Distributions of positive numbers that are made of others: by a function of what those draw, or by a quotient."""
from autograd.distributions.fishersnedecor import FisherSnedecor as FisherSnedecor
from autograd.distributions.fishersnedecor import HalfCauchy as HalfCauchy
from autograd.distributions.fishersnedecor import HalfNormal as HalfNormal
from autograd.distributions.fishersnedecor import InverseGamma as InverseGamma
from autograd.distributions.fishersnedecor import LogNormal as LogNormal
from autograd.distributions.fishersnedecor import Pareto as Pareto
from autograd.distributions.fishersnedecor import Weibull as Weibull
