"""See `autograd.utils`."""
from autograd.utils import *
