"""See `autograd.func`."""
from autograd.func import *
