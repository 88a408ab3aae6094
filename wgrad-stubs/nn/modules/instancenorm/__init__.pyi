"""See `autograd.nn.modules.instancenorm`."""
from autograd.nn.modules.instancenorm import *
