"""See `autograd.distributions.gamma`."""
from autograd.distributions.gamma import *
