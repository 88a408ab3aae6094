"""See `autograd.nn.data`."""
from autograd.nn.data import *
