"""See `autograd.distributions.half_normal`."""
from autograd.distributions.half_normal import *
