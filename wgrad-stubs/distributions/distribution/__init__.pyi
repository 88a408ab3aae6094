"""See `autograd.distributions.distribution`."""
from autograd.distributions.distribution import *
