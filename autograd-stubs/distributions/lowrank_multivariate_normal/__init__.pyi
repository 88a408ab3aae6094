"""The multivariate normal distribution with few directions of correlation."""
from autograd import Tensor as _Tensor
from autograd.distributions.distribution import Distribution as _Distribution
from collections.abc import Iterable as _Iterable
from typing import Any as _Any
from typing import ClassVar as _ClassVar
class LowRankMultivariateNormal(_Distribution):
    """The normal distribution of vectors with mean ``loc`` (..., n) and covariance W Wᵀ + D.

    ``cov_factor`` is W (..., n, r), ``cov_diag`` the diagonal of D (..., n). By the formulas of Woodbury and Sylvester only C = I + Wᵀ D⁻¹ W, of r
    rows, is decomposed."""
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
    variance: _Any
    scale_tril: _Any
    covariance_matrix: _Any
    precision_matrix: _Any
    def rsample(self, sample_shape: _Iterable[int] = ()) -> _Tensor: ...
    def log_prob(self, value: _Tensor) -> _Tensor: ...
    def entropy(self) -> _Tensor: ...
