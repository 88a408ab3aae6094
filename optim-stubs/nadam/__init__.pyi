"""See `autograd.optim.nadam`."""
from autograd.optim.nadam import *
