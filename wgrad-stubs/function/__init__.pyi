"""See `autograd.function`."""
from autograd.function import *
