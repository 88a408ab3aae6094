"""The exponential distribution."""
from autograd.distributions.exponential import Exponential as Exponential
