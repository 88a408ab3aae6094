"""Distances and angles between vectors."""

from __future__ import annotations

import numpy as np

import autograd
from autograd import Tensor
from autograd.core.methods import axis_names, of_tensors, plain_number
from autograd.core.tensor import wrap
from autograd.ops.distance import pdist_op

__all__ = ["cosine_similarity", "pairwise_distance", "pdist"]


@axis_names
@of_tensors
def cosine_similarity(x1: Tensor, x2: Tensor, dim: int = 1, eps: float = 1e-8) -> Tensor:
    """The cosine of the angle between x1 and x2 along ``dim``: their inner product, over their norms, each at least ``eps``.

    The shapes broadcast; the result is without ``dim``.

    >>> import autograd
    >>> cosine_similarity(autograd.tensor([[1.0, 0.0]]), autograd.tensor([[1.0, 0.0], [0.0, 2.0]]))
    tensor([1., 0.])
    """
    common = autograd.result_type(x1, x2)
    if not common.is_floating_point:
        raise RuntimeError(f"expected common dtype to be floating point, yet common dtype is {common!r}")
    x1, x2 = autograd.broadcast_tensors(*[x if x.is_floating_point() else x.to(common) for x in (x1, x2)])
    eps = plain_number("cosine_similarity", "eps", eps)
    unit1, unit2 = (x / _at_least(x.norm(2, dim, keepdim=True), eps) for x in (x1, x2))
    return (unit1 * unit2).sum(dim)


def _at_least(norm: Tensor, eps: float) -> Tensor:
    """max(norm, eps), with the gradient of the norm everywhere, as PyTorch has it."""
    if norm.array.size == 0 or norm.array.min() >= eps:
        return norm
    return norm + wrap(np.maximum(norm.array, eps) - norm.array)


def pairwise_distance(x1: Tensor, x2: Tensor, p: float = 2.0, eps: float = 1e-6, keepdim: bool = False) -> Tensor:
    """The p-norm of x1 - x2 + eps along the last dimension: (*, D), (*, D) -> (*). The shapes broadcast.

    >>> import autograd
    >>> pairwise_distance(autograd.tensor([[0.0, 0.0]]), autograd.tensor([[3.0, 4.0]]))
    tensor([5.0000])
    """
    return (x1 - x2 + eps).norm(p, -1, keepdim=keepdim)


def pdist(input: Tensor, p: float = 2.0) -> Tensor:
    """The p-norm distances of all pairs of rows: (N, M) -> (N(N - 1)/2), row 0 with 1, 2, ... first.

    >>> import autograd
    >>> pdist(autograd.tensor([[0.0, 0.0], [3.0, 4.0], [0.0, 1.0]]))
    tensor([5.0000, 1.0000, 4.2426])
    """
    if input.ndim != 2:
        raise RuntimeError(f"pdist only supports 2D tensors, got: {input.ndim}D")
    if input.array.dtype.kind != "f":
        raise RuntimeError(f"pdist only supports floating-point dtypes, got {input.dtype!r}: convert the tensor with .float() first")
    if p < 0:
        raise RuntimeError(f"pdist only supports non-negative p values, got {p}")
    return pdist_op(input, p=p)
