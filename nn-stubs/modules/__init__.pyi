"""See `autograd.nn.modules`."""
from autograd.nn.modules import *
