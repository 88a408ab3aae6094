"""The largest singular values of a matrix, by what it makes of a few random vectors."""

from __future__ import annotations

from ..core.tensor import Tensor
from ..creation.random import randn
from ..ops.decomposition import check_matrices, qr, svd

__all__ = ["pca_lowrank", "svd_lowrank"]


def svd_lowrank(A: Tensor, q: int | None = 6, niter: int | None = 2, M: Tensor | None = None) -> tuple[Tensor, Tensor, Tensor]:
    """U, S and V of the ``q`` largest singular values, nearly: (..., m, n) -> (..., m, q), (..., q), (..., n, q); of A - M if M is given.

    What A makes of random vectors spans nearly what it makes of all, the more so after ``niter`` further times.  Halko et al. 2011, algorithms 4.4
    and 5.1.

    >>> import autograd
    >>> A = autograd.tensor([[3.0, 0.0, 4.0]]).T @ autograd.tensor([[1.0, 1.0]])
    >>> autograd.svd_lowrank(A, q=1)[1]
    tensor([7.0711])
    """
    check_matrices("svd_lowrank", A)
    difference = A if M is None else A - M
    wide = A.array.shape[-2] < A.array.shape[-1]
    X = difference.mT if wide else difference
    basis = qr(X @ randn(X.shape[-1], 6 if q is None else q, dtype=A.dtype)).Q
    for _ in range(2 if niter is None else niter):
        basis = qr(X @ qr(X.mT @ basis).Q).Q
    U, S, Vh = svd(basis.mT @ X, full_matrices=False)
    left, right = basis @ U, Vh.mT
    return (right, S, left) if wide else (left, S, right)


def pca_lowrank(A: Tensor, q: int | None = None, center: bool = True, niter: int = 2) -> tuple[Tensor, Tensor, Tensor]:
    """The ``q`` principal components of the rows of A, nearly: U, S and V as of `svd_lowrank`, of A without the mean of its rows.

    The columns of V are the directions, A @ V the coordinates, and S² / (m - 1) the variances along them. ``q`` is at most 6 if nothing is said.

    >>> import autograd
    >>> _, S, V = autograd.pca_lowrank(autograd.tensor([[1.0, 2.0], [2.0, 4.0], [3.0, 6.0]]), q=1)
    >>> S, V.abs()
    (tensor([3.1623]), tensor([[0.4472],
            [0.8944]]))
    """
    check_matrices("pca_lowrank", A)
    m, n = A.array.shape[-2:]
    q = min(6, m, n) if q is None else q
    if not 0 <= q <= min(m, n):
        raise ValueError(f"q(={q}) must be non-negative integer and not greater than min(m, n)={min(m, n)}")
    if niter < 0:
        raise ValueError(f"niter(={niter}) must be non-negative integer")
    return svd_lowrank(A - A.mean(-2, keepdim=True) if center else A, q, niter)
