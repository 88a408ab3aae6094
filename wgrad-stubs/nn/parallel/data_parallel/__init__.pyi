"""See `autograd.nn.parallel.data_parallel`."""
from autograd.nn.parallel.data_parallel import *
