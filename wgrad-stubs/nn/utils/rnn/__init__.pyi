"""See `autograd.nn.utils.rnn`."""
from autograd.nn.utils.rnn import *
