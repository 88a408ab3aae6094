"""See `autograd.distributions.kumaraswamy`."""
from autograd.distributions.kumaraswamy import *
