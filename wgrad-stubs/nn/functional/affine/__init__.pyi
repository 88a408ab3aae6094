"""See `autograd.nn.functional.affine`."""
from autograd.nn.functional.affine import *
