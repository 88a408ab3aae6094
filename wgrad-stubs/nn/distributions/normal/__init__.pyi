"""See `autograd.nn.distributions.normal`."""
from autograd.nn.distributions.normal import *
