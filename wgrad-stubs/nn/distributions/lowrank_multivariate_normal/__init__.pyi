"""See `autograd.nn.distributions.lowrank_multivariate_normal`."""
from autograd.nn.distributions.lowrank_multivariate_normal import *
