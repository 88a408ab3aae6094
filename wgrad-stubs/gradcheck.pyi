"""See `autograd.gradcheck`."""
from autograd.gradcheck import *
