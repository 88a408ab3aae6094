"""The multivariate normal distribution whose covariance is a diagonal and a matrix of low rank."""
from autograd import Tensor as _Tensor
from autograd.distributions.distribution import Distribution as _Distribution
from collections.abc import Iterable as _Iterable
from typing import Any as _Any
from typing import ClassVar as _ClassVar
class LowRankMultivariateNormal(_Distribution):
    """Vectors of mean ``loc`` (..., n) and covariance W Wᵀ + D, with W = ``cov_factor`` (..., n, k) and the diagonal D = ``cov_diag`` (..., n)."""
    arg_constraints: _ClassVar
    loc: _Any
    cov_diag: _Any
    cov_factor: _Any
    support: _Any
    has_rsample: bool
    def __init__(self, loc: _Tensor, cov_factor: _Tensor, cov_diag: _Tensor, validate_args: bool | None = None) -> None: ...
    @property
    def mean(self) -> _Any: ...
    @property
    def mode(self) -> _Any: ...
    @property
    def variance(self) -> _Any: ...
    @property
    def covariance_matrix(self) -> _Any: """W Wᵀ + D"""
    @property
    def scale_tril(self) -> _Any: """The covariance's factor of Cholesky."""
    @property
    def precision_matrix(self) -> _Any: """The covariance's inverse."""
    def rsample(self, sample_shape: _Iterable[int] = ()) -> _Tensor: ...
    def log_prob(self, value: _Tensor) -> _Tensor: ...
    def entropy(self) -> _Tensor: ...
