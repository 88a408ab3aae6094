"""See `autograd.nn.functional`."""
from autograd.nn.functional import *
