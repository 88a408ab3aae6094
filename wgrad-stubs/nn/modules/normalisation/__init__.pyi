"""See `autograd.nn.modules.normalisation`."""
from autograd.nn.modules.normalisation import *
