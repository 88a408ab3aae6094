"""See `autograd.backends`."""
from autograd.backends import *
