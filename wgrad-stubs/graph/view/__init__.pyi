"""See `autograd.graph.view`."""
from autograd.graph.view import *
