"""See `autograd.nn.datasets.mnist`."""
from autograd.nn.datasets.mnist import *
