"""See `autograd.nn.modules.stateless`."""
from autograd.nn.modules.stateless import *
