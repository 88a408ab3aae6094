"""See `autograd.nn.parameter`."""
from autograd.nn.parameter import *
