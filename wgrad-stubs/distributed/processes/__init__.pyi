"""See `autograd.distributed.processes`."""
from autograd.distributed.processes import *
