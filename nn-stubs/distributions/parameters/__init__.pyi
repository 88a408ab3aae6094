"""See `autograd.nn.distributions.parameters`."""
from autograd.nn.distributions.parameters import *
