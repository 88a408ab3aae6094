"""Parametrisations by name."""

from __future__ import annotations

from typing import Any

from autograd import Tensor

from ..modules.module import Module
from . import parametrize

__all__ = ["weight_norm"]


def norm_except(v: Any, dim: int) -> Tensor:
    """The 2-norm of each slice of v along ``dim``, of shape (1, ..., n, ..., 1); of the whole for dim -1."""
    dims = [d for d in range(v.ndim) if dim == -1 or d != dim % v.ndim]
    return (v * v).sum(dims, keepdim=True).sqrt() if dims else v.abs()


class _WeightNorm(Module):
    """weight = g · v / |v|, the norm taken over all dimensions but ``dim``.  Salimans & Kingma 2016."""

    def __init__(self, dim: int | None = 0) -> None:
        super().__init__()
        self.dim = -1 if dim is None else dim

    def forward(self, weight_g: Tensor, weight_v: Tensor) -> Tensor:
        """g, v -> weight."""
        return weight_v * (weight_g / norm_except(weight_v, self.dim))

    def right_inverse(self, weight: Tensor) -> tuple[Tensor, Tensor]:
        """weight -> g, v."""
        return norm_except(weight, self.dim), weight


def weight_norm(module: Any, name: str = "weight", dim: int | None = 0) -> Any:
    """Let a weight be learnt as its length and its direction: ``original0`` and ``original1``.  Salimans & Kingma 2016."""
    parametrize.register_parametrization(module, name, _WeightNorm(dim), unsafe=True)
    return module
