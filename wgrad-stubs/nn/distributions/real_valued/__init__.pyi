"""See `autograd.nn.distributions.real_valued`."""
from autograd.nn.distributions.real_valued import *
