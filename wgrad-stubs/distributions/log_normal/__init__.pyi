"""See `autograd.distributions.log_normal`."""
from autograd.distributions.log_normal import *
