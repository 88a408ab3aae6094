"""The Wishart distribution."""
from autograd.distributions.wishart import Wishart as Wishart
