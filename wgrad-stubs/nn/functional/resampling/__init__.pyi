"""See `autograd.nn.functional.resampling`."""
from autograd.nn.functional.resampling import *
