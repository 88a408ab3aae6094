"""See `autograd.nn.modules.lazy`."""
from autograd.nn.modules.lazy import *
