"""See `autograd.nn.distributions.bernoulli`."""
from autograd.nn.distributions.bernoulli import *
