"""See `autograd.nn.modules.rnn`."""
from autograd.nn.modules.rnn import *
