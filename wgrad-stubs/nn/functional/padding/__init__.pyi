"""See `autograd.nn.functional.padding`."""
from autograd.nn.functional.padding import *
