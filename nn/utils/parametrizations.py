"""Parametrisations by name."""

from __future__ import annotations

from typing import Any

import autograd
from autograd import Tensor
from autograd.pytorch import linalg

from .. import functional as F
from ..modules.conv import ConvTranspose1d, ConvTranspose2d, ConvTranspose3d
from ..modules.module import Module
from . import parametrize

__all__ = ["orthogonal", "spectral_norm", "weight_norm"]


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


class _Orthogonal(Module):
    """A matrix Q with orthonormal columns, or rows if it is wide, as a function of any matrix: see `orthogonal`."""

    base: Tensor | None

    def __init__(self, weight: Tensor, orthogonal_map: str, use_trivialization: bool) -> None:
        super().__init__()
        self.shape, self.orthogonal_map, self.use_trivialization = weight.shape, orthogonal_map, use_trivialization
        if use_trivialization:
            self.register_buffer("base", None)

    def forward(self, X: Tensor) -> Tensor:
        """X -> Q."""
        wide = X.shape[-2] < X.shape[-1]
        X = X.mT if wide else X
        n, k = X.shape[-2:]
        if self.orthogonal_map == "householder":
            A = X.tril(-1)
            tau = 2 / (1 + (A * A).sum(-2))
            Q = linalg.householder_product(A, tau) * X.diagonal(dim1=-2, dim2=-1).int().unsqueeze(-2)
        else:
            lower = X.tril()
            if n != k:
                lower = autograd.cat([lower, lower.new_zeros(*X.shape[:-2], n, n - k)], -1)
            skew = lower - lower.mT
            if self.orthogonal_map == "matrix_exp":
                Q = autograd.matrix_exp(skew)
            else:
                identity = autograd.eye(n, dtype=X.dtype)
                Q = linalg.solve(identity - skew / 2, identity + skew / 2)
            Q = Q[..., :k]
        Q = self.base @ Q if self.use_trivialization else Q
        return Q.mT if wide else Q

    def right_inverse(self, Q: Tensor) -> Tensor:
        """Q, or what is next to it and orthogonal -> X."""
        with autograd.no_grad():
            return self._right_inverse(Q)

    def _right_inverse(self, Q: Tensor) -> Tensor:
        if Q.shape != self.shape:
            raise ValueError(f"Expected a matrix or batch of matrices of shape {self.shape}. Got a tensor of shape {Q.shape}.")
        wide = Q.shape[-2] < Q.shape[-1]
        tall = Q.mT if wide else Q
        n, k = tall.shape[-2:]
        if self.use_trivialization:
            if n != k:
                tall = autograd.cat([tall, tall.new_empty(*tall.shape[:-2], n, n - k).normal_()], -1)
            self.base = tall.clone() if n == k and _is_orthogonal(tall) else _orthogonalised(tall)
            X = -autograd.eye(n, k, dtype=Q.dtype).expand(*tall.shape[:-1], k).clone()
        elif self.orthogonal_map == "householder":
            X, tau = autograd.geqrf(tall)
            diagonal = X.diagonal(dim1=-2, dim2=-1)
            diagonal.sign_()
            diagonal.mul_(1 - 2 * (tau == 0).to(X.dtype))
        else:
            raise NotImplementedError(
                "It is not possible to assign to the matrix exponential or the Cayley parametrizations when use_trivialization=False."
            )
        return X.mT if wide else X


def _is_orthogonal(Q: Tensor) -> bool:
    """Whether the columns are orthonormal, to ten times the precision of each."""
    k = Q.shape[-1]
    return autograd.allclose(Q.mT @ Q, autograd.eye(k, dtype=Q.dtype), atol=10 * k * autograd.finfo(Q.dtype).eps)


def _orthogonalised(A: Tensor) -> Tensor:
    """The Q of A = Q R, of the R that has a positive diagonal."""
    Q, R = linalg.qr(A)
    return Q * R.diagonal(dim1=-2, dim2=-1).sgn().unsqueeze(-2)


def orthogonal(module: Any, name: str = "weight", orthogonal_map: str | None = None, *, use_trivialization: bool = True) -> Any:
    """Let a weight (..., m, n) be a matrix with orthonormal columns, or rows where m < n, that is learnt as a function of any matrix X.

    ``orthogonal_map`` is "matrix_exp", exp(A), or "cayley", (I + A/2)(I - A/2)⁻¹, of A = tril(X) - tril(X)ᵀ; or "householder", the product of the
    reflectors below the diagonal of X, the default unless the matrix is square. With ``use_trivialization`` it is B times that, and the present
    weight, made orthogonal, becomes B.  Lezcano-Casado 2019.

    >>> import autograd as torch, nn
    >>> layer = orthogonal(nn.Linear(3, 3))
    >>> torch.allclose(layer.weight @ layer.weight.T, torch.eye(3), atol=1e-5)
    True
    """
    weight = getattr(module, name, None)
    if not isinstance(weight, Tensor):
        raise ValueError(f"Module '{module}' has no parameter or buffer with name '{name}'")
    if weight.ndim < 2:
        raise ValueError(f"Expected a matrix or batch of matrices. Got a tensor of {weight.ndim} dimensions.")
    if orthogonal_map is None:
        orthogonal_map = "matrix_exp" if weight.shape[-2] == weight.shape[-1] else "householder"
    if orthogonal_map not in ("matrix_exp", "cayley", "householder"):
        raise ValueError(f'orthogonal_map has to be one of "matrix_exp", "cayley", "householder". Got: {orthogonal_map}')
    parametrize.register_parametrization(module, name, _Orthogonal(weight, orthogonal_map, use_trivialization), unsafe=True)
    return module
