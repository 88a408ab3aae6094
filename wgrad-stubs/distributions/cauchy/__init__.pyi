"""See `autograd.distributions.cauchy`."""
from autograd.distributions.cauchy import *
