"""See `autograd.nn.functional.distance`."""
from autograd.nn.functional.distance import *
