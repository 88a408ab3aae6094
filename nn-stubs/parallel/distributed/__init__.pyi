"""See `autograd.nn.parallel.distributed`."""
from autograd.nn.parallel.distributed import *
