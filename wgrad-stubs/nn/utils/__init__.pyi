"""See `autograd.nn.utils`."""
from autograd.nn.utils import *
