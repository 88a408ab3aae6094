"""The logistic-normal distribution."""
from autograd.distributions.logistic_normal import LogisticNormal as LogisticNormal
