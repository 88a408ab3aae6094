"""See `autograd.nn.distributions.beta`."""
from autograd.nn.distributions.beta import *
