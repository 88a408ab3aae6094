"""See `autograd.nn.distributions.laplace`."""
from autograd.nn.distributions.laplace import *
