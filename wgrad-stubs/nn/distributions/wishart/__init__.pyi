"""See `autograd.nn.distributions.wishart`."""
from autograd.nn.distributions.wishart import *
