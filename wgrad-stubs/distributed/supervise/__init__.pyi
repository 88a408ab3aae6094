"""See `autograd.distributed.supervise`."""
from autograd.distributed.supervise import *
