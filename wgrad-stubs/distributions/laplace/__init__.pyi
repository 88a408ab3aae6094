"""See `autograd.distributions.laplace`."""
from autograd.distributions.laplace import *
