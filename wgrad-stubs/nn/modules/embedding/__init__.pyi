"""See `autograd.nn.modules.embedding`."""
from autograd.nn.modules.embedding import *
