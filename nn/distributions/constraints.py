"""What values a parameter or a draw may have."""

from __future__ import annotations

from typing import Any

import autograd
from autograd import Tensor

__all__ = [
    "Constraint", "boolean", "corr_cholesky", "dependent", "greater_than", "greater_than_eq", "half_open_interval", "independent",
    "integer_interval", "interval", "less_than", "lower_cholesky", "lower_triangular", "nonnegative", "nonnegative_integer", "one_hot",
    "positive", "positive_definite", "positive_integer", "real", "real_vector", "simplex", "unit_interval",
]  # fmt: skip


class Constraint:
    """A set of values. ``check(value)`` is True where they belong to it, in the shape without the last ``event_dim`` dimensions."""

    event_dim, is_discrete = 0, False

    def __init__(self, name: str = "", check: Any = None, event_dim: int = 0, is_discrete: bool = False) -> None:
        if check is not None:  # else a subclass says all of it
            vars(self).update(name=name, check=check, event_dim=event_dim, is_discrete=is_discrete)

    def check(self, value: Any) -> Any:
        """True where values belong to the set."""
        raise NotImplementedError(f"{self!r} does not define check")

    def __repr__(self) -> str:
        return getattr(self, "name", f"{type(self).__name__.lstrip('_')}()")


def interval(lower_bound: Any, upper_bound: Any) -> Constraint:
    """From one bound to the other, both included."""
    return Constraint(f"Interval(lower_bound={lower_bound}, upper_bound={upper_bound})", lambda x: (lower_bound <= x) & (x <= upper_bound))


def half_open_interval(lower_bound: Any, upper_bound: Any) -> Constraint:
    """From one bound to the other, the upper one excluded."""
    return Constraint(f"HalfOpenInterval(lower_bound={lower_bound}, upper_bound={upper_bound})", lambda x: (lower_bound <= x) & (x < upper_bound))


def integer_interval(lower_bound: Any, upper_bound: Any) -> Constraint:
    """Whole numbers from one bound to the other, both included."""
    name = f"IntegerInterval(lower_bound={lower_bound}, upper_bound={upper_bound})"
    return Constraint(name, lambda x: (x % 1 == 0) & (lower_bound <= x) & (x <= upper_bound), is_discrete=True)


def greater_than(lower_bound: Any) -> Constraint:
    """Above the bound."""
    return Constraint(f"GreaterThan(lower_bound={lower_bound})", lambda x: lower_bound < x)


def greater_than_eq(lower_bound: Any) -> Constraint:
    """The bound and above."""
    return Constraint(f"GreaterThanEq(lower_bound={lower_bound})", lambda x: lower_bound <= x)


def less_than(upper_bound: Any) -> Constraint:
    """Below the bound."""
    return Constraint(f"LessThan(upper_bound={upper_bound})", lambda x: x < upper_bound)


def independent(base: Constraint, dims: int) -> Constraint:
    """``base`` for all entries of the last ``dims`` dimensions together."""

    def check(value: Tensor) -> Tensor:
        valid = base.check(value)
        return valid.reshape(*valid.shape[: valid.ndim - dims], -1).all(-1)

    return Constraint(f"IndependentConstraint({base}, {dims})", check, base.event_dim + dims, base.is_discrete)


def _lower_triangular(x: Tensor) -> Tensor:
    return (x.tril() == x).flatten(-2).all(-1)


def _unit_rows(x: Tensor) -> Tensor:
    tolerance = 10 * x.shape[-1] * autograd.finfo(x.dtype).eps
    return ((autograd.linalg.norm(x.detach(), dim=-1) - 1).abs() < tolerance).all(-1)


def _positive_definite(x: Tensor) -> Tensor:
    symmetric = autograd.isclose(x, x.mT, atol=1e-6).flatten(-2).all(-1)
    if not symmetric.all():
        return symmetric
    return autograd.linalg.eigvalsh(x).gt(0).all(-1)


real = Constraint("Real()", lambda x: x == x)  # not nan
real_vector = independent(real, 1)
boolean = Constraint("Boolean()", lambda x: (x == 0) | (x == 1), is_discrete=True)
nonnegative = greater_than_eq(0.0)
positive = greater_than(0.0)
unit_interval = interval(0.0, 1.0)
nonnegative_integer = Constraint("IntegerGreaterThan(lower_bound=0)", lambda x: (x % 1 == 0) & (x >= 0), is_discrete=True)
positive_integer = Constraint("IntegerGreaterThan(lower_bound=1)", lambda x: (x % 1 == 0) & (x >= 1), is_discrete=True)
simplex = Constraint("Simplex()", lambda x: (x >= 0).all(-1) & ((x.sum(-1) - 1).abs() < 1e-6), 1)
one_hot = Constraint("OneHot()", lambda x: ((x == 0) | (x == 1)).all(-1) & (x.sum(-1) == 1), 1, is_discrete=True)
lower_triangular = Constraint("LowerTriangular()", _lower_triangular, 2)
lower_cholesky = Constraint("LowerCholesky()", lambda x: _lower_triangular(x) & (x.diagonal(dim1=-2, dim2=-1) > 0).all(-1), 2)
corr_cholesky = Constraint("CorrCholesky()", lambda x: lower_cholesky.check(x) & _unit_rows(x), 2)
positive_definite = Constraint("PositiveDefinite()", _positive_definite, 2)
dependent = Constraint("Dependent()", lambda x: x == x)  # on other parameters: checked by the distribution itself
