"""See `autograd.functional`."""
from autograd.functional import *
