"""See `autograd.nn.functional.planes`."""
from autograd.nn.functional.planes import *
