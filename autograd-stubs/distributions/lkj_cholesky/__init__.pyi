"""The distribution of correlation matrices of Lewandowski, Kurowicka and Joe."""
from autograd import Tensor as _Tensor
from autograd.distributions.distribution import Distribution as _Distribution
from collections.abc import Iterable as _Iterable
from typing import Any as _Any
from typing import ClassVar as _ClassVar
class LKJCholesky(_Distribution):
    """The lower Cholesky factors L (..., dim, dim) of correlation matrices, with p(L Lᵀ) proportional to det(L Lᵀ)**(concentration - 1).

    With a concentration of 1 all correlation matrices are equally probable. Draws are made by the onion method, row by row (Lewandowski, Kurowicka &
    Joe 2009, section 3.2)."""
    arg_constraints: _ClassVar
    dim: int
    concentration: _Any
    support: _Any
    def __init__(self, dim: int, concentration: _Any = 1.0, validate_args: bool | None = None) -> None: ...
    def sample(self, sample_shape: _Iterable[int] = ()) -> _Tensor: ...
    def log_prob(self, value: _Tensor) -> _Tensor: ...
