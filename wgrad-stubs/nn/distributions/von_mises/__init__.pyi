"""See `autograd.nn.distributions.von_mises`."""
from autograd.nn.distributions.von_mises import *
