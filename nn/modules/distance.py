"""Distances and similarities between rows."""

from __future__ import annotations

from typing import Any

from .. import functional as F
from .stateless import Stateless

__all__ = ["CosineSimilarity", "PairwiseDistance"]


class CosineSimilarity(Stateless):
    """x1·x2 / (|x1| |x2|) along ``dim``: two tensors that broadcast -> their shape without ``dim``."""

    function, inputs = F.cosine_similarity, 2


class PairwiseDistance(Stateless):
    """The p-norm of x1 - x2 + eps along the last dimension: two (N, D) -> (N), or (N, 1) with keepdim."""

    function, inputs = F.pairwise_distance, 2
    norm: float

    def _keep(self, settings: dict[str, Any]) -> None:
        super()._keep({"norm" if name == "p" else name: value for name, value in settings.items()})

    @property
    def p(self) -> float:
        """The order of the norm, which is kept as ``norm``."""
        return self.norm
