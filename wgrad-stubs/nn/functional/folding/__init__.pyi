"""See `autograd.nn.functional.folding`."""
from autograd.nn.functional.folding import *
