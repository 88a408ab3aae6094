"""Draws of gamma and Dirichlet distributions as functions of their parameters (Figurnov, Mohamed & Mnih 2018).

    A draw x with the distribution function F(x; a) moves with a such that F stays as it is: dx/da = -(dF/da) / (dF/dx). The numerator is an
    integral over the tail on either side of x, where the logarithm of the density is p(u):

        dx/da = integral of exp(p(u) - p(u(x))) dp/da du,  for u above u(x), or minus that for u below.

    On that side of x on which dp/da does not change its sign, it can be summed without cancellation."""
from autograd.random import Generator as Generator
from autograd.distributions.implicit import Op as Op
from autograd.distributions.implicit import beta_slope as beta_slope
from autograd import digamma as digamma
from autograd.distributions.implicit import dirichlet as dirichlet
from autograd.distributions.implicit import gamma_slope as gamma_slope
from autograd.distributions.implicit import standard_gamma as standard_gamma
