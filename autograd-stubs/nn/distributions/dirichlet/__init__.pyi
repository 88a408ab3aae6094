"""The Dirichlet distribution."""
from autograd.distributions.dirichlet import Dirichlet as Dirichlet
