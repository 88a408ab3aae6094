"""See `autograd.optim.radam`."""
from autograd.optim.radam import *
