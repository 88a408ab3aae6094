"""The multivariate normal distribution whose covariance is a diagonal and a matrix of low rank."""
from autograd.distributions.lowrank_multivariate_normal import LowRankMultivariateNormal as LowRankMultivariateNormal
