"""See `autograd.nn.distributions.kl`."""
from autograd.nn.distributions.kl import *
