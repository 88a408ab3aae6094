"""See `autograd.optim.sgd`."""
from autograd.optim.sgd import *
