"""See `autograd.distributed.collectives`."""
from autograd.distributed.collectives import *
