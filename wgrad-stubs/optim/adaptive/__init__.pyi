"""See `autograd.optim.adaptive`."""
from autograd.optim.adaptive import *
