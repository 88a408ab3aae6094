"""See `autograd.nn.modules.loss`."""
from autograd.nn.modules.loss import *
