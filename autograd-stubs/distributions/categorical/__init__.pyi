"""The categorical distribution."""
from autograd import Size as _Size
from autograd import Tensor as _Tensor
from autograd.distributions.constraints import Constraint as _Constraint
from autograd.distributions.distribution import Distribution as _Distribution
from collections.abc import Iterable as _Iterable
from typing import Any as _Any
from typing import ClassVar as _ClassVar
class Categorical(_Distribution):
    """One of the numbers 0 to K - 1, with probabilities in proportion to ``probs``, or to exp(``logits``): of shape (..., K)."""
    arg_constraints: _ClassVar
    has_enumerate_support: bool
    def __init__(self, probs: _Tensor | None = None, logits: _Tensor | None = None, validate_args: bool | None = None) -> None: ...
    logits: _Any
    probs: _Any
    @property
    def support(self) -> _Constraint: """0 to K - 1."""
    @property
    def param_shape(self) -> _Size: """The shape of the parameter."""
    @property
    def mean(self) -> _Tensor: """Categories have none: nan."""
    @property
    def variance(self) -> _Tensor: """Categories have none: nan."""
    @property
    def mode(self) -> _Any: ...
    def sample(self, sample_shape: _Iterable[int] = ()) -> _Tensor: ...
    def log_prob(self, value: _Tensor) -> _Tensor: ...
    def entropy(self) -> _Tensor: ...
    def enumerate_support(self, expand: bool = True) -> _Tensor: ...
