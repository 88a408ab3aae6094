"""See `autograd.distributions.gumbel`."""
from autograd.distributions.gumbel import *
