"""See `autograd.distributions.lkj_cholesky`."""
from autograd.distributions.lkj_cholesky import *
