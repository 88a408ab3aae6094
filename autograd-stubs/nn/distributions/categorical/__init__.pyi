"""The categorical distribution."""
from autograd.distributions.categorical import Categorical as Categorical
