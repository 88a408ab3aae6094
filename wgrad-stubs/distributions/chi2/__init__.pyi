"""See `autograd.distributions.chi2`."""
from autograd.distributions.chi2 import *
