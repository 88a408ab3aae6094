"""See `autograd.compiler`."""
from autograd.compiler import *
