"""See `autograd.distributions.transforms`."""
from autograd.distributions.transforms import *
