"""See `autograd.optim.optimizer`."""
from autograd.optim.optimizer import *
