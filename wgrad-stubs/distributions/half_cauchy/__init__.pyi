"""See `autograd.distributions.half_cauchy`."""
from autograd.distributions.half_cauchy import *
