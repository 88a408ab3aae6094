"""See `autograd.profiler`."""
from autograd.profiler import *
