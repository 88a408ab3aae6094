"""See `autograd.nn.modules.utils`."""
from autograd.nn.modules.utils import *
