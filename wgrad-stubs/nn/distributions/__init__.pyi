"""See `autograd.nn.distributions`."""
from autograd.nn.distributions import *
