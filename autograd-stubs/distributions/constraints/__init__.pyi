"""What values a parameter or a draw may have."""
from typing import Any as _Any
class Constraint:
    """A set of values. ``check(value)`` is True where they belong to it, in the shape without the last ``event_dim`` dimensions."""
    event_dim: int
    is_discrete: bool
    def __init__(self, name: str = '', check: _Any = None, event_dim: int = 0, is_discrete: bool = False) -> None: ...
    def check(self, value: _Any) -> _Any: """True where values belong to the set."""
boolean: Constraint
corr_cholesky: Constraint
dependent: Constraint
def greater_than(lower_bound: _Any) -> Constraint: """Above the bound."""
def greater_than_eq(lower_bound: _Any) -> Constraint: """The bound and above."""
def half_open_interval(lower_bound: _Any, upper_bound: _Any) -> Constraint: """From one bound to the other, the upper one excluded."""
def independent(base: Constraint, dims: int) -> Constraint: """``base`` for all entries of the last ``dims`` dimensions together."""
def integer_interval(lower_bound: _Any, upper_bound: _Any) -> Constraint: """Whole numbers from one bound to the other, both included."""
def interval(lower_bound: _Any, upper_bound: _Any) -> Constraint: """From one bound to the other, both included."""
def less_than(upper_bound: _Any) -> Constraint: """Below the bound."""
lower_cholesky: Constraint
lower_triangular: Constraint
nonnegative: Constraint
nonnegative_integer: Constraint
one_hot: Constraint
positive: Constraint
positive_definite: Constraint
positive_integer: Constraint
real: Constraint
real_vector: Constraint
simplex: Constraint
unit_interval: Constraint
