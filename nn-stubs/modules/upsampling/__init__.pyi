"""See `autograd.nn.modules.upsampling`."""
from autograd.nn.modules.upsampling import *
