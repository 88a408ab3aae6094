"""See `autograd.nn.parallel`."""
from autograd.nn.parallel import *
