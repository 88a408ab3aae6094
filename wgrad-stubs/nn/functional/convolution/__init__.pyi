"""See `autograd.nn.functional.convolution`."""
from autograd.nn.functional.convolution import *
