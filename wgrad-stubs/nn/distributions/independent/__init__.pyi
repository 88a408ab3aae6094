"""See `autograd.nn.distributions.independent`."""
from autograd.nn.distributions.independent import *
