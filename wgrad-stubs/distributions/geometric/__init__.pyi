"""See `autograd.distributions.geometric`."""
from autograd.distributions.geometric import *
