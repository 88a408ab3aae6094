"""The Laplace distribution."""
from autograd.distributions.laplace import Laplace as Laplace
