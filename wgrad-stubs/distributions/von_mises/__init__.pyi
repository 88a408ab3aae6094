"""See `autograd.distributions.von_mises`."""
from autograd.distributions.von_mises import *
