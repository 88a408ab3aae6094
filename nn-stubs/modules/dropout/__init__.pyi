"""See `autograd.nn.modules.dropout`."""
from autograd.nn.modules.dropout import *
