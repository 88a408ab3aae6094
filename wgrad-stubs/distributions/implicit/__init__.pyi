"""See `autograd.distributions.implicit`."""
from autograd.distributions.implicit import *
