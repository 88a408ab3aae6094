"""The gamma distribution."""
from autograd.distributions.chi2 import Chi2 as Chi2
from autograd.distributions.chi2 import Gamma as Gamma
