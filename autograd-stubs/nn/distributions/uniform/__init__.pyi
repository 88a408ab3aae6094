"""The uniform distribution."""
from autograd.distributions.uniform import Uniform as Uniform
