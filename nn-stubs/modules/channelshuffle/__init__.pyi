"""See `autograd.nn.modules.channelshuffle`."""
from autograd.nn.modules.channelshuffle import *
