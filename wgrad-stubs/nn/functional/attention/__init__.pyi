"""See `autograd.nn.functional.attention`."""
from autograd.nn.functional.attention import *
