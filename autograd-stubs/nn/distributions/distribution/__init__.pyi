"""Distribution, the base of all."""
from autograd.distributions.distribution import Distribution as Distribution
