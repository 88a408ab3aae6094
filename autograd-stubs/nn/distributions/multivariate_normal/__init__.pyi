"""The multivariate normal distribution."""
from autograd.distributions.multivariate_normal import MultivariateNormal as MultivariateNormal
