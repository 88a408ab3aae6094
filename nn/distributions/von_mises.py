"""The von Mises distribution."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any, ClassVar

import autograd
from autograd import Tensor, no_grad

from . import constraints
from .distribution import Distribution, broadcast_all, derived

__all__ = ["VonMises"]

# Abramowitz & Stegun, Handbook of Mathematical Functions (1964), 9.8.1 to 9.8.4: the modified Bessel functions of orders 0 and 1 as polynomials,
# where x < 3.75 in (x / 3.75)**2, and the second one divided by x; elsewhere in 3.75 / x, and multiplied by sqrt(x) exp(-x)
SMALL = (
    (1.0, 3.5156229, 3.0899424, 1.2067492, 0.2659732, 0.0360768, 0.0045813),
    (0.5, 0.87890594, 0.51498869, 0.15084934, 0.02658733, 0.00301532, 0.00032411),
)
LARGE = (
    (0.39894228, 0.01328592, 0.00225319, -0.00157565, 0.00916281, -0.02057706, 0.02635537, -0.01647633, 0.00392377),
    (0.39894228, -0.03988024, -0.00362018, 0.00163801, -0.01031555, 0.02282967, -0.02895312, 0.01787654, -0.00420059),
)


def _polynomial(x: Tensor, coefficients: Iterable[float]) -> Any:
    value: Any = 0.0
    for c in reversed(list(coefficients)):
        value = value * x + c
    return value


def log_bessel(x: Tensor, order: int) -> Tensor:
    """The logarithm of the modified Bessel function I of order 0 or 1, to seven digits."""
    small = _polynomial((x / 3.75) ** 2, SMALL[order])
    small = (x.abs() * small if order else small).log()
    large = x - 0.5 * x.log() + _polynomial(3.75 / x, LARGE[order]).log()
    return autograd.where(x < 3.75, small, large)


class VonMises(Distribution):
    """Angles: p(x) proportional to exp(concentration cos(x - loc)), the normal distribution of the circle.

    ``loc`` and values may be any angles, draws are from -pi to pi, by rejection (Best & Fisher 1979). ``variance`` is that of the circle.

    >>> import autograd as torch
    >>> VonMises(torch.tensor(1.0), torch.tensor(4.0)).variance
    tensor(0.1365)
    """

    arg_constraints: ClassVar = {"loc": constraints.real, "concentration": constraints.positive}
    support = constraints.real

    def __init__(self, loc: Any, concentration: Any, validate_args: bool | None = None) -> None:
        self.loc, self.concentration = broadcast_all(loc, concentration)
        super().__init__(self.loc.shape, validate_args=validate_args)

    mean = mode = property(lambda self: self.loc)

    @derived
    def variance(self) -> Tensor:
        """1 - the mean of cos(x - loc)."""
        return 1 - (log_bessel(self.concentration, 1) - log_bessel(self.concentration, 0)).exp()

    def sample(self, sample_shape: Iterable[int] = ()) -> Tensor:
        shape = self._extended_shape(sample_shape)
        with no_grad():
            k = self.concentration.double()
            tau = 1 + (1 + 4 * k**2).sqrt()
            rho = (tau - (2 * tau).sqrt()) / (2 * k)
            r = autograd.where(k < 1e-5, 1 / k + k, (1 + rho**2) / (2 * rho))
            x = autograd.zeros(shape, dtype=k.dtype)
            done = autograd.zeros(shape, dtype=autograd.bool)
            while not done.all():
                u = autograd.rand((3, *shape), dtype=k.dtype)
                z = (math.pi * u[0]).cos()
                f = (1 + r * z) / (r + z)
                c = k * (r - f)
                accepted = (c * (2 - c) - u[1] > 0) | ((c / u[1]).log() + 1 - c >= 0)
                x = autograd.where(accepted, (u[2] - 0.5).sign() * f.acos(), x)
                done = done | accepted
            return ((x + math.pi + self.loc.double()) % (2 * math.pi) - math.pi).to(self.loc.dtype)

    def log_prob(self, value: Tensor) -> Tensor:
        self._validate_sample(value)
        return self.concentration * (value - self.loc).cos() - math.log(2 * math.pi) - log_bessel(self.concentration, 0)
