"""See `autograd.nn.modules.packing`."""
from autograd.nn.modules.packing import *
