"""See `autograd.nn.weight_averaging`."""
from autograd.nn.weight_averaging import *
