"""The multivariate normal distribution with few directions of correlation."""
from autograd.distributions.lowrank_multivariate_normal import LowRankMultivariateNormal as LowRankMultivariateNormal
