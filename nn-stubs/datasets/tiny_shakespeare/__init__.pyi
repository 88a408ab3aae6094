"""See `autograd.nn.datasets.tiny_shakespeare`."""
from autograd.nn.datasets.tiny_shakespeare import *
