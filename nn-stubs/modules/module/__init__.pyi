"""See `autograd.nn.modules.module`."""
from autograd.nn.modules.module import *
