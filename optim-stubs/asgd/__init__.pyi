"""See `autograd.optim.asgd`."""
from autograd.optim.asgd import *
