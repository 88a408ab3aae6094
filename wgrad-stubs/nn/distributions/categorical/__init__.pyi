"""See `autograd.nn.distributions.categorical`."""
from autograd.nn.distributions.categorical import *
