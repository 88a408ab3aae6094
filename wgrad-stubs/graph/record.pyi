"""See `autograd.graph.record`."""
from autograd.graph.record import *
