"""See `autograd.nn.utils.parametrizations`."""
from autograd.nn.utils.parametrizations import *
