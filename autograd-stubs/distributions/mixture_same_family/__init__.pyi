"""Mixtures of distributions of one kind."""
from autograd import Tensor as _Tensor
from autograd.distributions.categorical import Categorical as _Categorical
from autograd.distributions.distribution import Distribution as _Distribution
from collections.abc import Iterable as _Iterable
from typing import Any as _Any
from typing import Self as _Self
class MixtureSameFamily(_Distribution):
    """A draw of one of K distributions: of ``component_distribution`` along the last dimension of its batch, as `Categorical` chooses."""
    def __init__(self, mixture_distribution: _Categorical, component_distribution: _Distribution, validate_args: bool | None = None) -> None: ...
    @property
    def mixture_distribution(self) -> _Any: """What chooses."""
    @property
    def component_distribution(self) -> _Any: """What is chosen from."""
    def expand(self, batch_shape: _Iterable[int], _instance: _Any = None) -> _Self: ...
    @property
    def support(self) -> _Any: """That of the components."""
    @property
    def mean(self) -> _Any: ...
    @property
    def variance(self) -> _Tensor: ...
    def cdf(self, value: _Tensor) -> _Tensor: ...
    def log_prob(self, value: _Tensor) -> _Tensor: ...
    def sample(self, sample_shape: _Iterable[int] = ()) -> _Tensor: ...
