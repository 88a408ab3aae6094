"""See `autograd.nn.distributions.multivariate_normal`."""
from autograd.nn.distributions.multivariate_normal import *
