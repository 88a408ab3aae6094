"""See `autograd.distributions.transformed_distribution`."""
from autograd.distributions.transformed_distribution import *
