"""See `autograd.nn.modules.container`."""
from autograd.nn.modules.container import *
