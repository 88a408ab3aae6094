"""See `autograd.graph.callers`."""
from autograd.graph.callers import *
