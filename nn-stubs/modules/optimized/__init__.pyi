"""See `autograd.nn.modules.optimized`."""
from autograd.nn.modules.optimized import *
