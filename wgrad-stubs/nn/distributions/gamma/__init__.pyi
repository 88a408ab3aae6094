"""See `autograd.nn.distributions.gamma`."""
from autograd.nn.distributions.gamma import *
