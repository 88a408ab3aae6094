"""See `autograd.distributions.kl`."""
from autograd.distributions.kl import *
