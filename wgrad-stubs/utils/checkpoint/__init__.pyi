"""See `autograd.utils.checkpoint`."""
from autograd.utils.checkpoint import *
