"""See `autograd.nn.modules.attention`."""
from autograd.nn.modules.attention import *
