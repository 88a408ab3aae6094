"""See `autograd.distributions.relaxed_bernoulli`."""
from autograd.distributions.relaxed_bernoulli import *
