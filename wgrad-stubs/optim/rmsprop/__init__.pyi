"""See `autograd.optim.rmsprop`."""
from autograd.optim.rmsprop import *
