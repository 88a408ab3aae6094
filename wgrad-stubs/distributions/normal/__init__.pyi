"""See `autograd.distributions.normal`."""
from autograd.distributions.normal import *
