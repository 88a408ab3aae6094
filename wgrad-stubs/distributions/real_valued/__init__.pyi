"""See `autograd.distributions.real_valued`."""
from autograd.distributions.real_valued import *
