"""See `autograd.distributions.mixture_same_family`."""
from autograd.distributions.mixture_same_family import *
