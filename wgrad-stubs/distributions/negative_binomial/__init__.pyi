"""See `autograd.distributions.negative_binomial`."""
from autograd.distributions.negative_binomial import *
