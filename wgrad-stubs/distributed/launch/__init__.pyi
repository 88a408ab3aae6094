"""See `autograd.distributed.launch`."""
from autograd.distributed.launch import *
