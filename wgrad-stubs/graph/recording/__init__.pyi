"""See `autograd.graph.recording`."""
from autograd.graph.recording import *
