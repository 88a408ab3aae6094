"""See `autograd.nn.modules.reshaping`."""
from autograd.nn.modules.reshaping import *
