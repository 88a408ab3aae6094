"""Draws of gamma and Dirichlet distributions as functions of their parameters (Figurnov, Mohamed & Mnih 2018)."""
from autograd.random import Generator as Generator
from autograd.distributions.implicit import Op as Op
from autograd.distributions.implicit import beta_slope as beta_slope
from autograd import digamma as digamma
from autograd.distributions.implicit import dirichlet as dirichlet
from autograd.distributions.implicit import gamma_slope as gamma_slope
from autograd.distributions.implicit import standard_gamma as standard_gamma
