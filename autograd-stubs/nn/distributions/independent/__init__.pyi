"""Several distributions as one of a vector."""
from autograd.distributions.independent import Independent as Independent
