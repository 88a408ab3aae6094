"""The Poisson distribution."""
from autograd.distributions.poisson import Poisson as Poisson
