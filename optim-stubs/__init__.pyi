"""See `autograd.optim`."""
from autograd.optim import *
