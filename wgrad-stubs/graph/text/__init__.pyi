"""See `autograd.graph.text`."""
from autograd.graph.text import *
