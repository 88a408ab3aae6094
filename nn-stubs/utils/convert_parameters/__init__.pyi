"""See `autograd.nn.utils.convert_parameters`."""
from autograd.nn.utils.convert_parameters import *
