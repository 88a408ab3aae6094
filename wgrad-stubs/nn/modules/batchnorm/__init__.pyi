"""See `autograd.nn.modules.batchnorm`."""
from autograd.nn.modules.batchnorm import *
