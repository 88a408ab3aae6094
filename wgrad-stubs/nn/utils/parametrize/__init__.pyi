"""See `autograd.nn.utils.parametrize`."""
from autograd.nn.utils.parametrize import *
