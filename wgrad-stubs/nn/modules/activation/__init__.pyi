"""See `autograd.nn.modules.activation`."""
from autograd.nn.modules.activation import *
