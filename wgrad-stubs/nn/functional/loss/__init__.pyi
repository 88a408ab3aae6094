"""See `autograd.nn.functional.loss`."""
from autograd.nn.functional.loss import *
