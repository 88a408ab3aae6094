"""See `autograd.nn.functional.fractional`."""
from autograd.nn.functional.fractional import *
