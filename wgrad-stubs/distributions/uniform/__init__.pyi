"""See `autograd.distributions.uniform`."""
from autograd.distributions.uniform import *
