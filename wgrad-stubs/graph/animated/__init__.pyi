"""See `autograd.graph.animated`."""
from autograd.graph.animated import *
