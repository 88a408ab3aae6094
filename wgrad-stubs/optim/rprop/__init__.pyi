"""See `autograd.optim.rprop`."""
from autograd.optim.rprop import *
