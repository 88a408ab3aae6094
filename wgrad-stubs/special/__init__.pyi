"""See `autograd.special`."""
from autograd.special import *
