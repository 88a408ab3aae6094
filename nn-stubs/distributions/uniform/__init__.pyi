"""See `autograd.nn.distributions.uniform`."""
from autograd.nn.distributions.uniform import *
