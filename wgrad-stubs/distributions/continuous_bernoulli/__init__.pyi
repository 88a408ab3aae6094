"""See `autograd.distributions.continuous_bernoulli`."""
from autograd.distributions.continuous_bernoulli import *
