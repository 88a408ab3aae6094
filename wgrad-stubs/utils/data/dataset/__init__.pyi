"""See `autograd.utils.data.dataset`."""
from autograd.utils.data.dataset import *
