"""See `autograd.graph.render`."""
from autograd.graph.render import *
