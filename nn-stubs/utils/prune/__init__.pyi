"""See `autograd.nn.utils.prune`."""
from autograd.nn.utils.prune import *
