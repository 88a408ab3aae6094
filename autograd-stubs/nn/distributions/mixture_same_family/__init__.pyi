"""Mixtures of distributions of one kind."""
from autograd.distributions.mixture_same_family import MixtureSameFamily as MixtureSameFamily
