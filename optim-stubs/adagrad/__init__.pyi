"""See `autograd.optim.adagrad`."""
from autograd.optim.adagrad import *
