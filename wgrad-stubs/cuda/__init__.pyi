"""See `autograd.cuda`."""
from autograd.cuda import *
