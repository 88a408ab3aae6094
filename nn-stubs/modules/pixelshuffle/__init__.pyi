"""See `autograd.nn.modules.pixelshuffle`."""
from autograd.nn.modules.pixelshuffle import *
