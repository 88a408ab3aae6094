"""The beta distribution."""
from autograd.distributions.beta import Beta as Beta
