"""Norms as ``torch`` itself offers them, of a tensor as one vector or along dimensions; ``torch.linalg`` has those of matrices."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..core.methods import axis_names, method
from ..core.op import into
from ..core.size import dimension
from ..core.tensor import Tensor
from .comparison import where
from .conversion import clone
from .decomposition import matrix_norm
from .reduction import vector_norm

__all__ = ["dist", "norm", "renorm"]


@method
@axis_names
def norm(input: Tensor, p: Any = "fro", dim: Any = None, keepdim: bool = False, out: Tensor | None = None, dtype: Any = None) -> Tensor:
    """The p-norm of all elements as one vector, or of those along ``dim``; "fro" is the 2-norm and "nuc" the sum of a matrix' singular values.

    >>> import autograd
    >>> autograd.norm(autograd.tensor([3.0, 4.0]))
    tensor(5.)
    >>> autograd.norm(autograd.tensor([[3.0, 4.0], [0.0, 2.0]]), p=1, dim=1)
    tensor([7., 2.])
    """
    if out is not None:  # which here is no keyword only
        return into(out, "norm", norm(input, p, dim, keepdim, dtype=dtype))
    if isinstance(p, str) and p not in ("nuc", "fro"):
        raise RuntimeError(f"norm: p must be a number, 'fro' or 'nuc', got {p!r}")
    if p == "nuc":
        return matrix_norm(input, p, (-2, -1) if dim is None else dim, keepdim, dtype=dtype)
    return vector_norm(input, 2 if p in ("fro", None) else p, dim, keepdim, dtype=dtype)


@method
def dist(input: Tensor, other: Tensor, p: float = 2) -> Tensor:
    """The p-norm of input - other.

    >>> import autograd
    >>> autograd.dist(autograd.tensor([0.0, 0.0]), autograd.tensor([3.0, 4.0]))
    tensor(5.)
    """
    return vector_norm(input - other, p)


@method(inplace=True)
@axis_names
def renorm(input: Tensor, p: float, dim: int, maxnorm: float) -> Tensor:
    """The parts along ``dim`` whose p-norm is larger than ``maxnorm``, scaled down to it.

    >>> import autograd
    >>> autograd.renorm(autograd.tensor([[3.0, 4.0], [0.3, 0.4]]), p=2, dim=0, maxnorm=1.0)
    tensor([[0.6000, 0.8000],
            [0.3000, 0.4000]])
    """
    dim = dimension("renorm", dim, input.array.ndim)
    if input.array.ndim < 2 or p <= 0 or maxnorm < 0:
        raise RuntimeError(f"renorm: expected at least 2 dimensions, p > 0 and maxnorm >= 0, got {list(input.shape)}, p={p}, maxnorm={maxnorm}")
    # of a copy, because the in-place form overwrites the input
    copy: Any = clone(input)
    copy = copy.float() if copy.array.dtype == np.float16 else copy
    norms: Any = vector_norm(copy, p, tuple(d for d in range(input.array.ndim) if d != dim), True)
    return (input.contiguous() * where(norms > maxnorm, maxnorm / (norms + 1e-7), 1.0)).to(input.dtype)
