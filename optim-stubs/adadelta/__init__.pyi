"""See `autograd.optim.adadelta`."""
from autograd.optim.adadelta import *
