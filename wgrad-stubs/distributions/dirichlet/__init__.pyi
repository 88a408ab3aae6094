"""See `autograd.distributions.dirichlet`."""
from autograd.distributions.dirichlet import *
