"""The multivariate normal distribution."""
from autograd import Tensor as _Tensor
from autograd.distributions.distribution import Distribution as _Distribution
from collections.abc import Iterable as _Iterable
from typing import Any as _Any
from typing import ClassVar as _ClassVar
class _OfFactor(_Distribution):
    """A distribution with a covariance matrix L Lᵀ, of which it keeps L as it was before it was expanded, so that work is not repeated."""
    scale_tril: _Any
    covariance_matrix: _Any
class MultivariateNormal(_OfFactor):
    """The normal distribution of vectors: with mean ``loc`` (..., n), and one of three matrices (..., n, n).

    ``covariance_matrix``, ``precision_matrix`` (its inverse), or ``scale_tril``, the lower triangular L with a positive diagonal for which
    L Lᵀ is the covariance. Everything is computed from L."""
    arg_constraints: _ClassVar
    loc: _Any
    support: _Any
    has_rsample: bool
    def __init__(self, loc: _Tensor, covariance_matrix: _Tensor | None = None, precision_matrix: _Tensor | None = None, scale_tril: _Tensor | None = None, validate_args: bool | None = None) -> None: ...
    precision_matrix: _Any
    @property
    def mean(self) -> _Any: ...
    @property
    def mode(self) -> _Any: ...
    @property
    def variance(self) -> _Tensor: ...
    def rsample(self, sample_shape: _Iterable[int] = ()) -> _Tensor: ...
    def log_prob(self, value: _Tensor) -> _Tensor: ...
    def entropy(self) -> _Tensor: ...
