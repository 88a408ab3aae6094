"""See `autograd.nn.distributions.transformed_distribution`."""
from autograd.nn.distributions.transformed_distribution import *
