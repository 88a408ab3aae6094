"""See `autograd.jit`."""
from autograd.jit import *
