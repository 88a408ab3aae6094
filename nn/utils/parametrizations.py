"""Parametrisations by name."""

from __future__ import annotations

from typing import Any

import autograd
from autograd import Tensor

from .. import functional as F
from ..modules.conv import ConvTranspose1d, ConvTranspose2d, ConvTranspose3d
from ..modules.module import Module
from . import parametrize

__all__ = ["spectral_norm", "weight_norm"]


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


class _SpectralNorm(Module):
    """weight / its largest singular value, which ``n_power_iterations`` of the power method come nearer to at each use in training."""

    def __init__(self, weight: Tensor, n_power_iterations: int = 1, dim: int = 0, eps: float = 1e-12) -> None:
        super().__init__()
        self.dim, self.n_power_iterations, self.eps = dim, n_power_iterations, eps
        if weight.ndim > 1:
            matrix = as_matrix(weight.detach(), dim)
            for name, size in zip(("_u", "_v"), matrix.shape, strict=True):
                self.register_buffer(name, F.normalize(matrix.new_empty(size).normal_(), dim=0, eps=eps))
            self._iterate(matrix, 15)

    def _iterate(self, matrix: Tensor, times: int) -> None:
        with autograd.no_grad():
            for _ in range(times):
                self._u.copy_(F.normalize(matrix @ self._v, dim=0, eps=self.eps))
                self._v.copy_(F.normalize(matrix.mT @ self._u, dim=0, eps=self.eps))

    def forward(self, weight: Tensor) -> Tensor:
        """The weight, scaled."""
        if weight.ndim == 1:
            return F.normalize(weight, dim=0, eps=self.eps)
        matrix = as_matrix(weight, self.dim)
        if self.training:
            self._iterate(matrix, self.n_power_iterations)
        return weight / autograd.dot(self._u.clone(), matrix @ self._v.clone())

    def right_inverse(self, value: Tensor) -> Tensor:
        """The weight, as it is."""
        return value


def as_matrix(weight: Tensor, dim: int) -> Tensor:
    """The weight with dimension ``dim`` as rows."""
    return weight.movedim(dim, 0).flatten(1)


def spectral_norm(module: Any, name: str = "weight", n_power_iterations: int = 1, eps: float = 1e-12, dim: int | None = None) -> Any:
    """Let a weight be divided by its largest singular value, so that the layer stretches nothing.  Miyato et al. 2018.

    >>> import autograd as torch, nn
    >>> layer = spectral_norm(nn.Linear(3, 3), n_power_iterations=30)
    >>> print(f"{torch.linalg.svdvals(layer.weight)[0]:.4f}")
    1.0000
    """
    dim = dim_of_outputs(module) if dim is None else dim
    parametrize.register_parametrization(module, name, _SpectralNorm(getattr(module, name), n_power_iterations, dim, eps))
    return module


def dim_of_outputs(module: Any) -> int:
    """Where a layer's weight has its outputs: in its first dimension, or its second if it is a transposed convolution."""
    return 1 if isinstance(module, (ConvTranspose1d, ConvTranspose2d, ConvTranspose3d)) else 0
