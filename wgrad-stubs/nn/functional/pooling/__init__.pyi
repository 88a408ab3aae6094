"""See `autograd.nn.functional.pooling`."""
from autograd.nn.functional.pooling import *
