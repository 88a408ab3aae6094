"""See `autograd.nn.utils.weight_normalisation`."""
from autograd.nn.utils.weight_normalisation import *
