"""See `autograd.distributions.exponential`."""
from autograd.distributions.exponential import *
