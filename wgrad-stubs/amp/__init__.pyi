"""See `autograd.amp`."""
from autograd.amp import *
