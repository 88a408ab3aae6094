"""See `autograd.nn.modules.conv`."""
from autograd.nn.modules.conv import *
