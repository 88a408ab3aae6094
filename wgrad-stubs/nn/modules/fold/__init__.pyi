"""See `autograd.nn.modules.fold`."""
from autograd.nn.modules.fold import *
