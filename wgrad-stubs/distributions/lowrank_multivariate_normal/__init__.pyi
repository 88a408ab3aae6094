"""See `autograd.distributions.lowrank_multivariate_normal`."""
from autograd.distributions.lowrank_multivariate_normal import *
