"""See `autograd.version`."""
from autograd.version import *
