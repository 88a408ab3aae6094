"""See `autograd.distributions.categorical`."""
from autograd.distributions.categorical import *
