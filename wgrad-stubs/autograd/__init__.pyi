"""See `autograd.autograd`."""
from autograd.autograd import *
