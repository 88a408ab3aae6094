"""See `autograd.nn.modules.flatten`."""
from autograd.nn.modules.flatten import *
