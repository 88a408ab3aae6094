"""See `autograd.nn.modules.adaptive`."""
from autograd.nn.modules.adaptive import *
