"""See `autograd.distributions.wishart`."""
from autograd.distributions.wishart import *
