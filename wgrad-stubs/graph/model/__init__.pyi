"""See `autograd.graph.model`."""
from autograd.graph.model import *
