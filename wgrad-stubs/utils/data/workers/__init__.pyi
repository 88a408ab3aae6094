"""See `autograd.utils.data.workers`."""
from autograd.utils.data.workers import *
