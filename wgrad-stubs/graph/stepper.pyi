"""See `autograd.graph.stepper`."""
from autograd.graph.stepper import *
