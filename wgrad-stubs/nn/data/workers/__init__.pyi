"""See `autograd.nn.data.workers`."""
from autograd.nn.data.workers import *
