"""See `autograd.distributed`."""
from autograd.distributed import *
