"""See `autograd.graph.collapse`."""
from autograd.graph.collapse import *
