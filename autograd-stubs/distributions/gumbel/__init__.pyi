"""Distributions of any number: with heavier tails than the normal one, or of the largest of many."""
from autograd.distributions.cauchy import Cauchy as Cauchy
from autograd.distributions.cauchy import Gumbel as Gumbel
from autograd.distributions.cauchy import StudentT as StudentT
