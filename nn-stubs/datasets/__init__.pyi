"""See `autograd.nn.datasets`."""
from autograd.nn.datasets import *
