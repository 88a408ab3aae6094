"""See `autograd.nn`."""
from autograd.nn import *
