"""See `autograd.linalg`."""
from autograd.linalg import *
