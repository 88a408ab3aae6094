"""See `autograd.nn.distributions.poisson`."""
from autograd.nn.distributions.poisson import *
