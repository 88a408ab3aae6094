"""See `autograd`."""
from autograd import *
