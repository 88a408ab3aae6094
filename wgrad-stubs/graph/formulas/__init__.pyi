"""See `autograd.graph.formulas`."""
from autograd.graph.formulas import *
