"""See `autograd.nn.distributions.transforms`."""
from autograd.nn.distributions.transforms import *
