"""See `autograd.nn.data.distributed`."""
from autograd.nn.data.distributed import *
