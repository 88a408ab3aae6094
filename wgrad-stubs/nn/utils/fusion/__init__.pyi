"""See `autograd.nn.utils.fusion`."""
from autograd.nn.utils.fusion import *
