"""Distributions of numbers of things: successes, trials, failures, and how often each of several categories came."""
from autograd.distributions.binomial import Binomial as Binomial
from autograd.distributions.binomial import Geometric as Geometric
from autograd.distributions.binomial import NegativeBinomial as NegativeBinomial
