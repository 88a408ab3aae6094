"""See `autograd.nn.attention`."""
from autograd.nn.attention import *
