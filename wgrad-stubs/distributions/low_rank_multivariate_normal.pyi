"""See `autograd.distributions.low_rank_multivariate_normal`."""
from autograd.distributions.low_rank_multivariate_normal import *
