"""See `autograd.nn.modules.distance`."""
from autograd.nn.modules.distance import *
