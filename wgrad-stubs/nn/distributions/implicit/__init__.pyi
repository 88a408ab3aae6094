"""See `autograd.nn.distributions.implicit`."""
from autograd.nn.distributions.implicit import *
