"""See `autograd.nn.modules.normalization`."""
from autograd.nn.modules.normalization import *
