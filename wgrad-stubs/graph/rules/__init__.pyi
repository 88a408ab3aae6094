"""See `autograd.graph.rules`."""
from autograd.graph.rules import *
