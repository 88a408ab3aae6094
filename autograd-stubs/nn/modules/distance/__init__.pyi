"""Distances and similarities between rows."""
from autograd import Tensor as _Tensor
from autograd.nn.modules.stateless import Stateless as _Stateless
from builtins import float as _float
from typing import Any as _Any
class CosineSimilarity(_Stateless):
    """x1·x2 / (|x1| |x2|) along ``dim``: two tensors that broadcast -> their shape without ``dim``."""
    @staticmethod
    def function(x1: _Tensor, x2: _Tensor, dim: int = 1, eps: _float = 1e-08) -> _Tensor: """The cosine of the angle between x1 and x2 along ``dim``: their inner product, over their norms, each at least ``eps``.

    The shapes broadcast; the result is without ``dim``."""
    inputs: int
    def __init__(self, dim: int = 1, eps: _float = 1e-08) -> _Any: ...
class PairwiseDistance(_Stateless):
    """The p-norm of x1 - x2 + eps along the last dimension: two (N, D) -> (N), or (N, 1) with keepdim."""
    norm: _float
    @staticmethod
    def function(x1: _Tensor, x2: _Tensor, p: _float = 2.0, eps: _float = 1e-06, keepdim: bool = False) -> _Tensor: """The p-norm of x1 - x2 + eps along the last dimension: (*, D), (*, D) -> (*). The shapes broadcast."""
    inputs: int
    @property
    def p(self) -> _float: """The order of the norm, which is kept as ``norm``."""
    def __init__(self, p: _float = 2.0, eps: _float = 1e-06, keepdim: bool = False) -> _Any: ...
