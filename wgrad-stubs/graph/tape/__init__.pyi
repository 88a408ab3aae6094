"""See `autograd.graph.tape`."""
from autograd.graph.tape import *
