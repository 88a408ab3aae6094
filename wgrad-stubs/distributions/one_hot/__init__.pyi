"""See `autograd.distributions.one_hot`."""
from autograd.distributions.one_hot import *
