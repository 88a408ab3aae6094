"""See `autograd.distributions.constraints`."""
from autograd.distributions.constraints import *
