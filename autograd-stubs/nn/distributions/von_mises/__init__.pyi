"""The von Mises distribution."""
from autograd.distributions.von_mises import VonMises as VonMises
