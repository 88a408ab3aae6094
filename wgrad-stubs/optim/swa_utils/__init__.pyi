"""See `autograd.optim.swa_utils`."""
from autograd.optim.swa_utils import *
