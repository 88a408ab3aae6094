"""See `autograd.nn.functional.activation`."""
from autograd.nn.functional.activation import *
