"""See `autograd.nn.distributions.lkj_cholesky`."""
from autograd.nn.distributions.lkj_cholesky import *
