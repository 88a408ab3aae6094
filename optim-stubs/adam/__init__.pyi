"""See `autograd.optim.adam`."""
from autograd.optim.adam import *
