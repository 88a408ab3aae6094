"""See `autograd.graph.expressions`."""
from autograd.graph.expressions import *
