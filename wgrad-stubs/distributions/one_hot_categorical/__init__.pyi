"""See `autograd.distributions.one_hot_categorical`."""
from autograd.distributions.one_hot_categorical import *
