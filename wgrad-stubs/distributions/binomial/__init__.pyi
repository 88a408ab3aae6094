"""See `autograd.distributions.binomial`."""
from autograd.distributions.binomial import *
