"""See `autograd.distributions.poisson`."""
from autograd.distributions.poisson import *
