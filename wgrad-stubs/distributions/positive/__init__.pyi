"""See `autograd.distributions.positive`."""
from autograd.distributions.positive import *
