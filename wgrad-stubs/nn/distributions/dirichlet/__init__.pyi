"""See `autograd.nn.distributions.dirichlet`."""
from autograd.nn.distributions.dirichlet import *
