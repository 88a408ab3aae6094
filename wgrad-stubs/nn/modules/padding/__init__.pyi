"""See `autograd.nn.modules.padding`."""
from autograd.nn.modules.padding import *
