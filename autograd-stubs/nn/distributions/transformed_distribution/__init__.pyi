"""Distributions of functions of what another distribution draws."""
from autograd.distributions.transformed_distribution import TransformedDistribution as TransformedDistribution
