"""The Bernoulli distribution."""
from autograd.distributions.bernoulli import Bernoulli as Bernoulli
