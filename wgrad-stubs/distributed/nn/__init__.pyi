"""See `autograd.distributed.nn`."""
from autograd.distributed.nn import *
