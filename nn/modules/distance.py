"""Distances and similarities between rows."""

from __future__ import annotations

from autograd import Tensor

from .. import functional as F
from .module import Module, layer

__all__ = ["CosineSimilarity", "PairwiseDistance"]


@layer
class CosineSimilarity(Module):
    """x1·x2 / (|x1| |x2|) along ``dim``."""

    dim: int = 1
    eps: float = 1e-8

    def forward(self, x1: Tensor, x2: Tensor) -> Tensor:
        """Two tensors that broadcast -> their shape without ``dim``."""
        return F.cosine_similarity(x1, x2, self.dim, self.eps)


@layer
class PairwiseDistance(Module):
    """The p-norm of x1 - x2 + eps along the last dimension."""

    p: float = 2.0
    eps: float = 1e-6
    keepdim: bool = False

    def forward(self, x1: Tensor, x2: Tensor) -> Tensor:
        """Two (N, D) -> (N), or (N, 1) with keepdim."""
        return F.pairwise_distance(x1, x2, self.p, self.eps, self.keepdim)
