"""See `autograd.nn.distributions.distribution`."""
from autograd.nn.distributions.distribution import *
