"""See `autograd.nn.functional.normalisation`."""
from autograd.nn.functional.normalisation import *
