"""See `autograd.distributions.relaxed_categorical`."""
from autograd.distributions.relaxed_categorical import *
