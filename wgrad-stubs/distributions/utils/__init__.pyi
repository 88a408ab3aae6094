"""See `autograd.distributions.utils`."""
from autograd.distributions.utils import *
