"""See `autograd.optim.lbfgs`."""
from autograd.optim.lbfgs import *
