"""See `autograd.graph`."""
from autograd.graph import *
