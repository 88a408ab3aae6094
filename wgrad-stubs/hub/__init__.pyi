"""See `autograd.hub`."""
from autograd.hub import *
