"""The gamma distribution."""
from autograd.distributions.gamma import Gamma as Gamma
