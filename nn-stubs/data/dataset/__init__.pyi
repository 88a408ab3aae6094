"""See `autograd.nn.data.dataset`."""
from autograd.nn.data.dataset import *
