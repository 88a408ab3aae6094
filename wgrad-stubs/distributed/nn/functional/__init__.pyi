"""See `autograd.distributed.nn.functional`."""
from autograd.distributed.nn.functional import *
