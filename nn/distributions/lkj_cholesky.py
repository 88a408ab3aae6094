"""The distribution of correlation matrices of Lewandowski, Kurowicka and Joe."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any, ClassVar

import autograd
from autograd import Tensor, lgamma, no_grad

from . import constraints
from .beta import Beta
from .distribution import Distribution, broadcast_all

__all__ = ["LKJCholesky"]


class LKJCholesky(Distribution):
    """The lower Cholesky factors L (..., dim, dim) of correlation matrices, with p(L Lᵀ) proportional to det(L Lᵀ)**(concentration - 1).

    With a concentration of 1 all correlation matrices are equally probable. Draws are made by the onion method, row by row (Lewandowski, Kurowicka &
    Joe 2009, section 3.2).

    >>> import autograd as torch
    >>> L = LKJCholesky(3, 0.5).sample()
    >>> torch.allclose((L @ L.T).diagonal(), torch.ones(3))
    True
    """

    arg_constraints: ClassVar = {"concentration": constraints.positive}
    support = constraints.corr_cholesky

    def __init__(self, dim: int, concentration: Any = 1.0, validate_args: bool | None = None) -> None:
        if dim < 2:
            raise ValueError(f"Expected dim to be an integer greater than or equal to 2. Found dim={dim}.")
        self.dim = dim
        (self.concentration,) = broadcast_all(concentration)
        super().__init__(self.concentration.shape, (dim, dim), validate_args)

    def sample(self, sample_shape: Iterable[int] = ()) -> Tensor:
        dtype, before = self.concentration.dtype, autograd.arange(self.dim - 1, dtype=self.concentration.dtype)
        with no_grad():
            before = autograd.cat([before[:1], before])  # how many directions are left open at each row, beside one; the first row is fixed
            highest = self.concentration + (self.dim - 2) / 2
            squares = Beta(before + 0.5, highest.unsqueeze(-1) - before / 2).sample(sample_shape)  # of each row, but for the diagonal
            directions = autograd.randn(self._extended_shape(sample_shape), dtype=dtype).tril(-1)
            directions = directions / directions.norm(dim=-1, keepdim=True)
            directions[..., 0, :] = 0
            rows = squares.sqrt().unsqueeze(-1) * directions
            diagonal = (1 - (rows**2).sum(-1)).clamp(min=autograd.finfo(dtype).tiny).sqrt()
            return rows + autograd.diag_embed(diagonal)

    def log_prob(self, value: Tensor) -> Tensor:
        self._validate_sample(value)
        n, more = self.dim - 1, self.concentration - 1
        power = 2 * more.unsqueeze(-1) + autograd.arange(n - 1, -1, -1, dtype=self.concentration.dtype)
        alpha = self.concentration + n / 2
        constant = n / 2 * math.log(math.pi) + autograd.mvlgamma(alpha - 0.5, n) - lgamma(alpha) * n
        return (power * value.diagonal(dim1=-2, dim2=-1)[..., 1:].log()).sum(-1) - constant
