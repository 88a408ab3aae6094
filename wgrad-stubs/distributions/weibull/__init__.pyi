"""See `autograd.distributions.weibull`."""
from autograd.distributions.weibull import *
