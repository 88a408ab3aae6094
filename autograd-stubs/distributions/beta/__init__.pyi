"""The beta distribution."""
from autograd import Tensor as _Tensor
from autograd.distributions.distribution import Distribution as _Distribution
from collections.abc import Iterable as _Iterable
from typing import Any as _Any
from typing import ClassVar as _ClassVar
from typing import Self as _Self
class Beta(_Distribution):
    """A probability: p(x) proportional to x**(concentration1 - 1) (1 - x)**(concentration0 - 1)."""
    arg_constraints: _ClassVar
    support: _Any
    has_rsample: bool
    def __init__(self, concentration1: _Any, concentration0: _Any, validate_args: bool | None = None) -> None: ...
    def expand(self, batch_shape: _Iterable[int], _instance: _Any = None) -> _Self: ...
    @property
    def concentration1(self) -> _Any: """The larger, the nearer to 1."""
    @property
    def concentration0(self) -> _Any: """The larger, the nearer to 0."""
    @property
    def mean(self) -> _Any: ...
    @property
    def mode(self) -> _Any: ...
    @property
    def variance(self) -> _Any: ...
    def rsample(self, sample_shape: _Iterable[int] = ()) -> _Tensor: ...
    def log_prob(self, value: _Tensor) -> _Tensor: ...
    def entropy(self) -> _Tensor: ...
