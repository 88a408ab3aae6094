"""See `autograd.nn.modules.recurrent`."""
from autograd.nn.modules.recurrent import *
