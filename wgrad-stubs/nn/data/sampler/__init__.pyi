"""See `autograd.nn.data.sampler`."""
from autograd.nn.data.sampler import *
