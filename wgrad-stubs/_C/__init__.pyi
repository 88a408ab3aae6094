"""See `autograd._C`."""
from autograd._C import *
