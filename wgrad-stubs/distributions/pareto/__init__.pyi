"""See `autograd.distributions.pareto`."""
from autograd.distributions.pareto import *
