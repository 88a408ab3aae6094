"""See `autograd.graph.live`."""
from autograd.graph.live import *
