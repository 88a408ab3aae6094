"""See `autograd.utils.data.sampler`."""
from autograd.utils.data.sampler import *
