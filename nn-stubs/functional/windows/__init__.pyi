"""See `autograd.nn.functional.windows`."""
from autograd.nn.functional.windows import *
