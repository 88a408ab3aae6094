"""See `autograd.utils.data`."""
from autograd.utils.data import *
