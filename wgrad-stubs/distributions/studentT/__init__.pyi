"""See `autograd.distributions.studentT`."""
from autograd.distributions.studentT import *
