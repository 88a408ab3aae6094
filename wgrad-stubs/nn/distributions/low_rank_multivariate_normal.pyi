"""See `autograd.nn.distributions.low_rank_multivariate_normal`."""
from autograd.nn.distributions.low_rank_multivariate_normal import *
