"""Distributions of numbers between 0 and 1, beside the beta distribution and the uniform one."""
from autograd.distributions.continuous_bernoulli import ContinuousBernoulli as ContinuousBernoulli
from autograd.distributions.continuous_bernoulli import Kumaraswamy as Kumaraswamy
