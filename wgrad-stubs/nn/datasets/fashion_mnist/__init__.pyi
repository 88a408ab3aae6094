"""See `autograd.nn.datasets.fashion_mnist`."""
from autograd.nn.datasets.fashion_mnist import *
