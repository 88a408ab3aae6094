"""See `autograd.optim.lr_scheduler`."""
from autograd.optim.lr_scheduler import *
