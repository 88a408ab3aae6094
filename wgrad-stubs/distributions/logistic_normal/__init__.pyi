"""See `autograd.distributions.logistic_normal`."""
from autograd.distributions.logistic_normal import *
