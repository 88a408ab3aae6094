"""See `autograd.distributions.multivariate_normal`."""
from autograd.distributions.multivariate_normal import *
