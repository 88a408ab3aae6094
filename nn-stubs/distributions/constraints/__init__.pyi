"""See `autograd.nn.distributions.constraints`."""
from autograd.nn.distributions.constraints import *
