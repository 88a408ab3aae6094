"""See `autograd.nn.distributions.logistic_normal`."""
from autograd.nn.distributions.logistic_normal import *
