"""See `autograd.graph.finite`."""
from autograd.graph.finite import *
