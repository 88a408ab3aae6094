"""See `autograd.optim.adamax`."""
from autograd.optim.adamax import *
