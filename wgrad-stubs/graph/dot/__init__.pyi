"""See `autograd.graph.dot`."""
from autograd.graph.dot import *
