"""See `autograd.distributions.bernoulli`."""
from autograd.distributions.bernoulli import *
