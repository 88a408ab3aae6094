"""See `autograd.nn.datasets.files`."""
from autograd.nn.datasets.files import *
