"""See `autograd.nn.modules.pooling`."""
from autograd.nn.modules.pooling import *
