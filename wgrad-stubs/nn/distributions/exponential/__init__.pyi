"""See `autograd.nn.distributions.exponential`."""
from autograd.nn.distributions.exponential import *
