"""See `autograd.distributions.multinomial`."""
from autograd.distributions.multinomial import *
