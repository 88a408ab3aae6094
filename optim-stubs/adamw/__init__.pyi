"""See `autograd.optim.adamw`."""
from autograd.optim.adamw import *
