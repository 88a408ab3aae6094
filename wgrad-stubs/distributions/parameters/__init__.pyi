"""See `autograd.distributions.parameters`."""
from autograd.distributions.parameters import *
