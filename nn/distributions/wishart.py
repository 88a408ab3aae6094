"""The Wishart distribution."""

from __future__ import annotations

import math
import warnings
from collections.abc import Iterable
from typing import Any, ClassVar

import autograd
from autograd import Tensor, digamma, mvlgamma, nan
from autograd.pytorch import linalg

from . import constraints
from .distribution import derived
from .gamma import Chi2
from .multivariate_normal import MultivariateNormal, OfFactor, factor_of, half_log_det, one_matrix

__all__ = ["Wishart"]


class Wishart(OfFactor):
    """Positive definite matrices (..., n, n): the sum of x xᵀ of ``df`` normal vectors x with mean 0, of which one matrix is given.

    That is ``covariance_matrix``, ``precision_matrix``, its inverse, or ``scale_tril``, the lower triangular L for which L Lᵀ is the covariance.
    ``df`` need not be whole, but above n - 1. Draws are made of chi-squared and normal numbers (Bartlett 1934).

    >>> import autograd as torch
    >>> Wishart(torch.tensor(4.0), torch.eye(2)).mean
    tensor([[4., 0.],
            [0., 4.]])
    """

    arg_constraints: ClassVar = {
        name: MultivariateNormal.arg_constraints[name] for name in ("covariance_matrix", "precision_matrix", "scale_tril")
    } | {"df": constraints.positive}
    support = constraints.positive_definite
    has_rsample = True

    def __init__(
        self,
        df: Any,
        covariance_matrix: Tensor | None = None,
        precision_matrix: Tensor | None = None,
        scale_tril: Tensor | None = None,
        validate_args: bool | None = None,
    ) -> None:
        name, matrix = one_matrix(AssertionError, covariance_matrix, precision_matrix, scale_tril)
        df = df if isinstance(df, Tensor) else autograd.tensor(df, dtype=matrix.dtype)
        batch_shape = autograd.broadcast_shapes(matrix.shape[:-2], df.shape)
        n = matrix.shape[-1]
        self.df = df.expand(batch_shape)
        if (self.df <= n - 1).any():
            raise ValueError(f"Value of df={df} expected to be greater than ndim - 1 = {n - 1}.")
        if (self.df < n).any():
            warnings.warn("Low df values detected. Singular samples are highly likely to occur for ndim - 1 < df < ndim.", stacklevel=2)
        setattr(self, name, matrix.expand(*batch_shape, -1, -1))
        super().__init__(batch_shape, (n, n), validate_args)
        self._unbroadcasted_scale_tril = factor_of(name, matrix)

    @derived
    def precision_matrix(self) -> Tensor:
        """The inverse of the covariance matrix."""
        return self._matrix(autograd.cholesky_inverse(self._unbroadcasted_scale_tril))

    mean = property(lambda self: self.df[..., None, None] * self.covariance_matrix)

    @property
    def mode(self) -> Tensor:
        factor = self.df - self._event_shape[0] - 1
        return autograd.where(factor > 0, factor, nan)[..., None, None] * self.covariance_matrix

    @property
    def variance(self) -> Tensor:
        diagonal = self.covariance_matrix.diagonal(dim1=-2, dim2=-1)
        return self.df[..., None, None] * (self.covariance_matrix**2 + diagonal.unsqueeze(-1) * diagonal.unsqueeze(-2))

    def _draw(self, sample_shape: Iterable[int]) -> Tensor:
        n = self._event_shape[0]
        degrees = self.df.unsqueeze(-1) - autograd.arange(n, dtype=self.df.dtype)
        noise = autograd.diag_embed(Chi2(degrees).rsample(sample_shape).sqrt())
        row, column = autograd.tril_indices(n, n, -1)
        noise[..., row, column] = autograd.randn(*sample_shape, *self._batch_shape, n * (n - 1) // 2, dtype=noise.dtype)
        factor = self._unbroadcasted_scale_tril @ noise
        return factor @ factor.mT

    def rsample(self, sample_shape: Iterable[int] = (), max_try_correction: int = 3) -> Tensor:
        sample_shape = tuple(sample_shape)
        value = self._draw(sample_shape)
        for number in range(max_try_correction):
            regular = self.support.check(value)
            if number and regular.all():
                break
            # what has lost its rank to rounding is made anew; and the first draw too: PyTorch takes it for that, so those for a seed are the second
            again = self._draw(sample_shape)
            value = autograd.where(regular[..., None, None], value, again) if number else again
        return value

    def log_prob(self, value: Tensor) -> Tensor:
        self._validate_sample(value)
        n, factor = self._event_shape[0], self._unbroadcasted_scale_tril
        trace = autograd.cholesky_solve(value, factor).diagonal(dim1=-2, dim2=-1).sum(-1)
        log_det = linalg.slogdet(value).logabsdet
        constant = -self.df * (n * math.log(2) / 2 + half_log_det(factor)) - mvlgamma(self.df / 2, n)
        return constant + ((self.df - n - 1) * log_det - trace) / 2

    def entropy(self) -> Tensor:
        n = self._event_shape[0]
        slope = sum(digamma((self.df - i) / 2) for i in range(n))  # of the logarithm of the gamma function of n dimensions
        size = (n + 1) * (n * math.log(2) / 2 + half_log_det(self._unbroadcasted_scale_tril))
        return size + mvlgamma(self.df / 2, n) - (self.df - n - 1) / 2 * slope + self.df * n / 2
