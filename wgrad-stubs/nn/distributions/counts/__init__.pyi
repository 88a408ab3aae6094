"""See `autograd.nn.distributions.counts`."""
from autograd.nn.distributions.counts import *
