"""See `autograd.nn.distributions.between_0_and_1`."""
from autograd.nn.distributions.between_0_and_1 import *
