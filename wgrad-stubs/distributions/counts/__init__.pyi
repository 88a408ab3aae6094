"""See `autograd.distributions.counts`."""
from autograd.distributions.counts import *
