"""See `autograd.nn.datasets.bundled`."""
from autograd.nn.datasets.bundled import *
