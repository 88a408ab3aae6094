"""See `autograd.distributions.fishersnedecor`."""
from autograd.distributions.fishersnedecor import *
