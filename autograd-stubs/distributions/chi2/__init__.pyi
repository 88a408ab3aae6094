"""The gamma distribution."""
from autograd import Tensor as _Tensor
from autograd.distributions.distribution import Distribution as _Distribution
from collections.abc import Iterable as _Iterable
from typing import Any as _Any
from typing import ClassVar as _ClassVar
class Chi2(Gamma):
    """The sum of the squares of ``df`` standard normal numbers: the gamma distribution with concentration df / 2 and rate 1/2."""
    arg_constraints: _ClassVar
    def __init__(self, df: _Any, validate_args: bool | None = None) -> None: ...
    @property
    def df(self) -> _Any: """How many squares."""
class Gamma(_Distribution):
    """The gamma distribution: p(x) proportional to x**(concentration - 1) exp(-rate x), for positive x."""
    arg_constraints: _ClassVar
    concentration: _Any
    rate: _Any
    support: _Any
    has_rsample: bool
    def __init__(self, concentration: _Any, rate: _Any, validate_args: bool | None = None) -> None: ...
    @property
    def mean(self) -> _Any: ...
    @property
    def mode(self) -> _Any: ...
    @property
    def variance(self) -> _Any: ...
    def rsample(self, sample_shape: _Iterable[int] = ()) -> _Tensor: ...
    def log_prob(self, value: _Tensor) -> _Tensor: ...
    def cdf(self, value: _Tensor) -> _Tensor: ...
    def entropy(self) -> _Tensor: ...
