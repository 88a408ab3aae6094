"""See `autograd.nn.modules.linear`."""
from autograd.nn.modules.linear import *
