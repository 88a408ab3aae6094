"""See `autograd.serialization`."""
from autograd.serialization import *
