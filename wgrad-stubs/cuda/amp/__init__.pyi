"""See `autograd.cuda.amp`."""
from autograd.cuda.amp import *
