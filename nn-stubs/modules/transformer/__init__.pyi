"""See `autograd.nn.modules.transformer`."""
from autograd.nn.modules.transformer import *
