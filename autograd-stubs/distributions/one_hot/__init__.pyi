"""Categories as vectors with a single 1, or counted, and smooth relatives of them and of `Bernoulli`, through which gradients flow."""
from autograd.distributions.multinomial import Multinomial as Multinomial
from autograd.distributions.multinomial import OneHotCategorical as OneHotCategorical
from autograd.distributions.multinomial import OneHotCategoricalStraightThrough as OneHotCategoricalStraightThrough
from autograd.distributions.multinomial import RelaxedBernoulli as RelaxedBernoulli
from autograd.distributions.multinomial import RelaxedOneHotCategorical as RelaxedOneHotCategorical
