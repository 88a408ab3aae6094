"""The multivariate normal distribution with few directions of correlation."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import ClassVar

import autograd
from autograd import Tensor
from autograd.pytorch import linalg

from . import constraints
from .distribution import Distribution, derived
from .multivariate_normal import half_log_det, squared_distance
from .parameters import _standard_normal

__all__ = ["LowRankMultivariateNormal"]


class LowRankMultivariateNormal(Distribution):
    """The normal distribution of vectors with mean ``loc`` (..., n) and covariance W Wᵀ + D.

    ``cov_factor`` is W (..., n, r), ``cov_diag`` the diagonal of D (..., n). By the formulas of Woodbury and Sylvester only C = I + Wᵀ D⁻¹ W, of r
    rows, is decomposed.

    >>> import autograd as torch
    >>> LowRankMultivariateNormal(torch.zeros(2), torch.tensor([[1.0], [2.0]]), torch.ones(2)).covariance_matrix
    tensor([[2., 2.],
            [2., 5.]])
    """

    arg_constraints: ClassVar = {
        "loc": constraints.real_vector,
        "cov_factor": constraints.independent(constraints.real, 2),
        "cov_diag": constraints.independent(constraints.positive, 1),
    }
    support = constraints.real_vector
    has_rsample = True

    def __init__(self, loc: Tensor, cov_factor: Tensor, cov_diag: Tensor, validate_args: bool | None = None) -> None:
        if loc.ndim < 1:
            raise ValueError("loc must be at least one-dimensional.")
        if cov_factor.ndim < 2:
            raise ValueError("cov_factor must be at least two-dimensional, with optional leading batch dimensions")
        event_shape = loc.shape[-1:]
        if cov_factor.shape[-2:-1] != event_shape:
            raise ValueError(f"cov_factor must be a batch of matrices with shape {event_shape[0]} x m")
        if cov_diag.shape[-1:] != event_shape:
            raise ValueError(f"cov_diag must be a batch of vectors with shape {event_shape}")
        batch_shape = autograd.broadcast_shapes(loc.shape[:-1], cov_factor.shape[:-2], cov_diag.shape[:-1])
        self.loc, self.cov_diag = loc.expand(*batch_shape, -1), cov_diag.expand(*batch_shape, -1)
        self.cov_factor = cov_factor.expand(*batch_shape, -1, -1)
        self._narrow = cov_factor, cov_diag  # W and D before they were expanded, so that work is not repeated
        self._capacitance_tril = linalg.cholesky(self._weighted() @ cov_factor + autograd.eye(cov_factor.shape[-1], dtype=loc.dtype))
        super().__init__(batch_shape, event_shape, validate_args)

    def _weighted(self) -> Tensor:
        """Wᵀ D⁻¹"""
        factor, diagonal = self._narrow
        return factor.mT / diagonal.unsqueeze(-2)

    mean = mode = property(lambda self: self.loc)

    @derived
    def variance(self) -> Tensor:
        """The diagonal of the covariance."""
        factor, diagonal = self._narrow
        return ((factor**2).sum(-1) + diagonal).expand(*self._batch_shape, *self._event_shape)

    def _matrix(self, matrix: Tensor) -> Tensor:
        return matrix.expand(*self._batch_shape, *self._event_shape, *self._event_shape)

    @derived
    def scale_tril(self) -> Tensor:
        """The lower triangular L for which L Lᵀ is the covariance."""
        factor, diagonal = self._narrow
        root = diagonal.sqrt().unsqueeze(-1)
        scaled = factor / root
        return self._matrix(root * linalg.cholesky(scaled @ scaled.mT + autograd.eye(self._event_shape[0], dtype=self.loc.dtype)))

    @derived
    def covariance_matrix(self) -> Tensor:
        """W Wᵀ + D"""
        factor, diagonal = self._narrow
        return self._matrix(factor @ factor.mT + autograd.diag_embed(diagonal))

    @derived
    def precision_matrix(self) -> Tensor:
        """The inverse of the covariance: D⁻¹ - D⁻¹ W C⁻¹ Wᵀ D⁻¹."""
        part = linalg.solve_triangular(self._capacitance_tril, self._weighted(), upper=False)
        return self._matrix(autograd.diag_embed(1 / self._narrow[1]) - part.mT @ part)

    def rsample(self, sample_shape: Iterable[int] = ()) -> Tensor:
        factor, diagonal = self._narrow
        shape = self._extended_shape(sample_shape)
        common = _standard_normal((*shape[:-1], factor.shape[-1]), self.loc.dtype, None)
        own = _standard_normal(shape, self.loc.dtype, None)
        return self.loc + (factor @ common.unsqueeze(-1)).squeeze(-1) + diagonal.sqrt() * own

    def _log_det(self) -> Tensor:
        return 2 * half_log_det(self._capacitance_tril) + self._narrow[1].log().sum(-1)

    def log_prob(self, value: Tensor) -> Tensor:
        self._validate_sample(value)
        x = value - self.loc
        along = (self._weighted() @ x.unsqueeze(-1)).squeeze(-1)
        distance = (x**2 / self._narrow[1]).sum(-1) - squared_distance(self._capacitance_tril, along)
        return -(self._event_shape[0] * math.log(2 * math.pi) + self._log_det() + distance) / 2

    def entropy(self) -> Tensor:
        return ((self._event_shape[0] * (1 + math.log(2 * math.pi)) + self._log_det()) / 2).expand(self._batch_shape)
