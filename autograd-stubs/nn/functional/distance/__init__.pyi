"""Distances and angles between vectors."""
from autograd import Tensor as _Tensor
def cosine_similarity(x1: _Tensor, x2: _Tensor, dim: int = 1, eps: float = 1e-08) -> _Tensor: """The cosine of the angle between x1 and x2 along ``dim``: their inner product, over their norms, each at least ``eps``.

    The shapes broadcast; the result is without ``dim``."""
def pairwise_distance(x1: _Tensor, x2: _Tensor, p: float = 2.0, eps: float = 1e-06, keepdim: bool = False) -> _Tensor: """The p-norm of x1 - x2 + eps along the last dimension: (*, D), (*, D) -> (*). The shapes broadcast."""
def pdist(input: _Tensor, p: float = 2.0) -> _Tensor: """The p-norm distances of all pairs of rows: (N, M) -> (N(N - 1)/2), row 0 with 1, 2, ... first."""
