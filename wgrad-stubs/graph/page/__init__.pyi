"""See `autograd.graph.page`."""
from autograd.graph.page import *
