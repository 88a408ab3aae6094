"""See `autograd.utils.hooks`."""
from autograd.utils.hooks import *
