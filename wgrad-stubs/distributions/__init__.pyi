"""See `autograd.distributions`."""
from autograd.distributions import *
