"""See `autograd.utils.data.distributed`."""
from autograd.utils.data.distributed import *
