"""See `autograd.nn.functional.older`."""
from autograd.nn.functional.older import *
