"""See `autograd.backends.cudnn`."""
from autograd.backends.cudnn import *
