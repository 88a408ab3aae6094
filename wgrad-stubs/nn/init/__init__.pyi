"""See `autograd.nn.init`."""
from autograd.nn.init import *
