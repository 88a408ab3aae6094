"""See `autograd.distributions.between_0_and_1`."""
from autograd.distributions.between_0_and_1 import *
