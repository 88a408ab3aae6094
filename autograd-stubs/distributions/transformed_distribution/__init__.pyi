"""Distributions of functions of what another distribution draws."""
from autograd import Tensor as _Tensor
from autograd.distributions.distribution import Distribution as _Distribution
from autograd.distributions.transforms import Transform as _Transform
from collections.abc import Iterable as _Iterable
from collections.abc import Sequence as _Sequence
from typing import Any as _Any
from typing import Self as _Self
class TransformedDistribution(_Distribution):
    """What comes of a draw of ``base_distribution`` by ``transforms``, applied in order.

    log p(y) = log p(x) - log |dy/dx|"""
    transforms: _Any
    base_dist: _Distribution
    def __init__(self, base_distribution: _Distribution, transforms: _Transform | _Sequence[_Transform], validate_args: bool | None = None) -> None: ...
    def expand(self, batch_shape: _Iterable[int], _instance: _Any = None) -> _Self: ...
    @property
    def has_rsample(self) -> bool: """As for the base distribution."""
    @property
    def support(self) -> _Any: """What the last transform can yield."""
    def sample(self, sample_shape: _Iterable[int] = ()) -> _Tensor: ...
    def rsample(self, sample_shape: _Iterable[int] = ()) -> _Tensor: ...
    def log_prob(self, value: _Tensor) -> _Tensor: ...
    def cdf(self, value: _Tensor) -> _Tensor: ...
    def icdf(self, value: _Tensor) -> _Tensor: ...
