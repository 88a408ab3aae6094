"""The multivariate normal distribution whose covariance is a diagonal and a matrix of low rank."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import ClassVar

import autograd
from autograd import Tensor
from autograd.pytorch import linalg

from . import constraints
from .distribution import Distribution
from .multivariate_normal import half_log_det, squared_distance

__all__ = ["LowRankMultivariateNormal"]


class LowRankMultivariateNormal(Distribution):
    """Vectors of mean ``loc`` (..., n) and covariance W Wᵀ + D, with W = ``cov_factor`` (..., n, k) and the diagonal D = ``cov_diag`` (..., n).

    Nothing of the size n × n is made: the determinant and the inverse are those of I + Wᵀ D⁻¹ W (Woodbury 1950).
    """

    arg_constraints: ClassVar = {
        "loc": constraints.real_vector,
        "cov_factor": constraints.independent(constraints.real, 2),
        "cov_diag": constraints.independent(constraints.positive, 1),
    }
    support = constraints.real_vector
    has_rsample = True

    def __init__(self, loc: Tensor, cov_factor: Tensor, cov_diag: Tensor, validate_args: bool | None = None) -> None:
        n = loc.shape[-1:]
        if loc.ndim < 1 or cov_factor.ndim < 2 or cov_factor.shape[-2:-1] != n or cov_diag.shape[-1:] != n:
            raise ValueError("expected loc (..., n), cov_factor (..., n, k) and cov_diag (..., n)")
        batch = autograd.broadcast_shapes(loc.shape[:-1], cov_factor.shape[:-2], cov_diag.shape[:-1])
        self.loc, self.cov_diag = loc.expand(*batch, -1), cov_diag.expand(*batch, -1)
        self.cov_factor = cov_factor.expand(*batch, -1, -1)
        super().__init__(batch, n, validate_args)

    mean = mode = property(lambda self: self.loc)
    variance = property(lambda self: (self.cov_factor**2).sum(-1) + self.cov_diag)
    covariance_matrix = property(lambda self: self.cov_factor @ self.cov_factor.mT + autograd.diag_embed(self.cov_diag), doc="W Wᵀ + D")
    scale_tril = property(lambda self: linalg.cholesky(self.covariance_matrix), doc="The covariance's factor of Cholesky.")
    precision_matrix = property(lambda self: linalg.inv(self.covariance_matrix), doc="The covariance's inverse.")

    def _inner(self) -> Tensor:
        """The factor of Cholesky of I + Wᵀ D⁻¹ W."""
        w = self.cov_factor
        return linalg.cholesky(w.mT @ (w / self.cov_diag.unsqueeze(-1)) + autograd.eye(w.shape[-1], dtype=w.dtype))

    def rsample(self, sample_shape: Iterable[int] = ()) -> Tensor:
        shape = self._extended_shape(sample_shape)
        common = autograd.randn(*shape[:-1], self.cov_factor.shape[-1], dtype=self.loc.dtype)
        own = autograd.randn(shape, dtype=self.loc.dtype)
        return self.loc + (self.cov_factor @ common.unsqueeze(-1)).squeeze(-1) + self.cov_diag.sqrt() * own

    def log_prob(self, value: Tensor) -> Tensor:
        self._validate_sample(value)
        apart, inner = value - self.loc, self._inner()
        seen = (self.cov_factor.mT @ (apart / self.cov_diag).unsqueeze(-1)).squeeze(-1)
        distance = (apart**2 / self.cov_diag).sum(-1) - squared_distance(inner.expand(*seen.shape, -1), seen)
        return -(self._event_shape[0] * math.log(2 * math.pi) + self._log_det(inner) + distance) / 2

    def _log_det(self, inner: Tensor) -> Tensor:
        return 2 * half_log_det(inner) + self.cov_diag.log().sum(-1)

    def entropy(self) -> Tensor:
        return (self._event_shape[0] * (1 + math.log(2 * math.pi)) + self._log_det(self._inner())) / 2
