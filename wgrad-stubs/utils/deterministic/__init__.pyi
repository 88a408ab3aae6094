"""See `autograd.utils.deterministic`."""
from autograd.utils.deterministic import *
