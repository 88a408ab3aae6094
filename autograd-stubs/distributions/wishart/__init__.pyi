"""The Wishart distribution."""
from autograd import Tensor as _Tensor
from autograd.distributions.multivariate_normal import _OfFactor as _OfFactor
from collections.abc import Iterable as _Iterable
from typing import Any as _Any
from typing import ClassVar as _ClassVar
class Wishart(_OfFactor):
    """Positive definite matrices (..., n, n): the sum of x xᵀ of ``df`` normal vectors x with mean 0, of which one matrix is given.

    That is ``covariance_matrix``, ``precision_matrix``, its inverse, or ``scale_tril``, the lower triangular L for which L Lᵀ is the covariance.
    ``df`` need not be whole, but above n - 1. Draws are made of chi-squared and normal numbers (Bartlett 1934)."""
    arg_constraints: _ClassVar
    df: _Any
    support: _Any
    has_rsample: bool
    def __init__(self, df: _Any, covariance_matrix: _Tensor | None = None, precision_matrix: _Tensor | None = None, scale_tril: _Tensor | None = None, validate_args: bool | None = None) -> None: ...
    precision_matrix: _Any
    @property
    def mean(self) -> _Any: ...
    @property
    def mode(self) -> _Tensor: ...
    @property
    def variance(self) -> _Tensor: ...
    def rsample(self, sample_shape: _Iterable[int] = (), max_try_correction: int = 3) -> _Tensor: ...
    def log_prob(self, value: _Tensor) -> _Tensor: ...
    def entropy(self) -> _Tensor: ...
