"""The Poisson distribution."""
from autograd import Tensor as _Tensor
from autograd.distributions.distribution import Distribution as _Distribution
from collections.abc import Iterable as _Iterable
from typing import Any as _Any
from typing import ClassVar as _ClassVar
class Poisson(_Distribution):
    """The number of events in a unit of time, when they come independently at this ``rate``."""
    arg_constraints: _ClassVar
    rate: _Any
    support: _Any
    def __init__(self, rate: _Any, validate_args: bool | None = None) -> None: ...
    @property
    def mean(self) -> _Any: ...
    @property
    def variance(self) -> _Any: ...
    @property
    def mode(self) -> _Any: ...
    def sample(self, sample_shape: _Iterable[int] = ()) -> _Tensor: ...
    def log_prob(self, value: _Tensor) -> _Tensor: ...
