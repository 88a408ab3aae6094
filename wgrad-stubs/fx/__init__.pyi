"""See `autograd.fx`."""
from autograd.fx import *
