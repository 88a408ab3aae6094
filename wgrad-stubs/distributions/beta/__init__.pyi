"""See `autograd.distributions.beta`."""
from autograd.distributions.beta import *
