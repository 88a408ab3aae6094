"""See `autograd.utils.model_zoo`."""
from autograd.utils.model_zoo import *
