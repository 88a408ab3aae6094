"""See `autograd.distributions.independent`."""
from autograd.distributions.independent import *
