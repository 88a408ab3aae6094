"""See `autograd.distributions.inverse_gamma`."""
from autograd.distributions.inverse_gamma import *
