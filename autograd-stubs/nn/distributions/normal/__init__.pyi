"""The normal distribution."""
from autograd.distributions.normal import Normal as Normal
