"""The multivariate normal distribution."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any, ClassVar

import autograd
from autograd import Tensor
from autograd.pytorch import linalg

from . import constraints
from .distribution import Distribution, derived

__all__ = ["MultivariateNormal"]


class OfFactor(Distribution):
    """A distribution with a covariance matrix L Lᵀ, of which it keeps L as it was before it was expanded, so that work is not repeated."""

    _unbroadcasted_scale_tril: Tensor

    def _matrix(self, matrix: Tensor) -> Tensor:
        return matrix.expand(*self._batch_shape, -1, -1)

    @derived
    def scale_tril(self) -> Tensor:
        """L"""
        return self._matrix(self._unbroadcasted_scale_tril)

    @derived
    def covariance_matrix(self) -> Tensor:
        """L Lᵀ"""
        return self._matrix(self._unbroadcasted_scale_tril @ self._unbroadcasted_scale_tril.mT)


class MultivariateNormal(OfFactor):
    """The normal distribution of vectors: with mean ``loc`` (..., n), and one of three matrices (..., n, n).

    ``covariance_matrix``, ``precision_matrix`` (its inverse), or ``scale_tril``, the lower triangular L with a positive diagonal for which
    L Lᵀ is the covariance. Everything is computed from L.

    >>> import autograd as torch
    >>> MultivariateNormal(torch.zeros(2), torch.eye(2)).sample((5,)).shape
    torch.Size([5, 2])
    """

    arg_constraints: ClassVar = {
        "loc": constraints.real_vector,
        "covariance_matrix": constraints.positive_definite,
        "precision_matrix": constraints.positive_definite,
        "scale_tril": constraints.lower_cholesky,
    }
    support = constraints.real_vector
    has_rsample = True

    def __init__(
        self,
        loc: Tensor,
        covariance_matrix: Tensor | None = None,
        precision_matrix: Tensor | None = None,
        scale_tril: Tensor | None = None,
        validate_args: bool | None = None,
    ) -> None:
        if loc.ndim < 1:
            raise ValueError("loc must be at least one-dimensional.")
        name, matrix = one_matrix(ValueError, covariance_matrix, precision_matrix, scale_tril)
        batch_shape = autograd.broadcast_shapes(matrix.shape[:-2], loc.shape[:-1])
        self.loc = loc.expand(*batch_shape, -1)
        setattr(self, name, matrix.expand(*batch_shape, -1, -1))
        super().__init__(batch_shape, self.loc.shape[-1:], validate_args)
        self._unbroadcasted_scale_tril = factor_of(name, matrix)

    @derived
    def precision_matrix(self) -> Tensor:
        """The inverse of the covariance matrix."""
        inverse = linalg.solve_triangular(self._unbroadcasted_scale_tril, autograd.eye(self._event_shape[0], dtype=self.loc.dtype), upper=False)
        return self._matrix(inverse.mT @ inverse)

    mean = mode = property(lambda self: self.loc)

    @property
    def variance(self) -> Tensor:
        return (self._unbroadcasted_scale_tril**2).sum(-1).expand(*self._batch_shape, *self._event_shape)

    def rsample(self, sample_shape: Iterable[int] = ()) -> Tensor:
        normal = autograd.empty(self._extended_shape(sample_shape), dtype=self.loc.dtype).normal_()
        return self.loc + (self._unbroadcasted_scale_tril @ normal.unsqueeze(-1)).squeeze(-1)

    def log_prob(self, value: Tensor) -> Tensor:
        self._validate_sample(value)
        distance = squared_distance(self._unbroadcasted_scale_tril, value - self.loc)
        return -(self._event_shape[0] * math.log(2 * math.pi) + distance) / 2 - half_log_det(self._unbroadcasted_scale_tril)

    def entropy(self) -> Tensor:
        entropy = self._event_shape[0] * (1 + math.log(2 * math.pi)) / 2 + half_log_det(self._unbroadcasted_scale_tril)
        return entropy.expand(self._batch_shape)


def one_matrix(kind: type[Exception], covariance_matrix: Any, precision_matrix: Any, scale_tril: Any) -> tuple[str, Tensor]:
    """The name of the one matrix that is given, and the matrix; an error of this kind if there are several, or none."""
    matrices = {"covariance_matrix": covariance_matrix, "precision_matrix": precision_matrix, "scale_tril": scale_tril}
    given = [(name, m) for name, m in matrices.items() if m is not None]
    if len(given) != 1:
        raise kind("Exactly one of covariance_matrix or precision_matrix or scale_tril may be specified.")
    ((name, matrix),) = given
    if matrix.ndim < 2:
        raise ValueError(f"{name} must be at least two-dimensional, with optional leading batch dimensions")
    return name, matrix


def factor_of(name: str, matrix: Tensor) -> Tensor:
    """The lower triangular L for which L Lᵀ is the covariance, from the matrix of that name."""
    if name == "scale_tril":
        return matrix
    if name == "covariance_matrix":
        return linalg.cholesky(matrix)
    # with P = U Uᵀ for an upper triangular U, which is a lower one seen from the other corner: L = U⁻ᵀ
    upper = linalg.cholesky(matrix.flip(-2, -1)).flip(-2, -1)
    return linalg.solve_triangular(upper.mT, autograd.eye(matrix.shape[-1], dtype=matrix.dtype), upper=False)


def squared_distance(factor: Tensor, x: Tensor) -> Any:
    """xᵀ (L Lᵀ)⁻¹ x = |L⁻¹ x|², for each vector x (Mahalanobis 1936)."""
    if factor.ndim > 2:
        return (linalg.solve_triangular(factor, x.unsqueeze(-1), upper=False) ** 2).sum((-2, -1))
    columns = x.reshape(-1, x.shape[-1]).mT  # all vectors in one go
    return (linalg.solve_triangular(factor, columns, upper=False) ** 2).sum(0).reshape(x.shape[:-1])


def half_log_det(factor: Tensor) -> Tensor:
    """log det L, half of that of the covariance."""
    return factor.diagonal(dim1=-2, dim2=-1).log().sum(-1)
