"""See `autograd.nn.distributions.positive`."""
from autograd.nn.distributions.positive import *
