"""See `autograd.random`."""
from autograd.random import *
