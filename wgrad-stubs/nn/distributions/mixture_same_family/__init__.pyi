"""See `autograd.nn.distributions.mixture_same_family`."""
from autograd.nn.distributions.mixture_same_family import *
