"""See `autograd.nn.distributions.one_hot`."""
from autograd.nn.distributions.one_hot import *
