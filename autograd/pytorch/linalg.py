"""The namespace ``torch.linalg``. Its functions are in ops/decomposition.py, ops/linear_algebra.py and ops/reduction.py.

Those with ``_ex`` in their names are here: they give with each result a number that says how far the computation came, and refuse nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ..core.errors import refuse as _refuse
from ..core.modes import no_grad
from ..core.overrides import offer as _offer
from ..core.tensor import Tensor, wrap
from ..ops.arguments import LINALG_WRITERS, offer
from ..ops.comparison import where
from ..ops.decomposition import (
    LinAlgError,
    cholesky,
    cond,
    cross,
    det,
    diagonal,
    eigh,
    eigvalsh,
    householder_product,
    lstsq,
    lu,
    lu_factor,
    lu_solve,
    matrix_exp,
    matrix_norm,
    matrix_power,
    matrix_rank,
    multi_dot,
    norm,
    pinv,
    qr,
    slogdet,
    solve,
    solve_triangular,
    svd,
    svdvals,
    tensorinv,
    tensorsolve,
    vander,
    vecdot,
)
from ..ops.decomposition import inverse as inv
from ..ops.linear_algebra import matmul
from ..ops.reduction import return_type, vector_norm

__all__ = [
    "LinAlgError", "cholesky", "cholesky_ex", "cond", "cross", "det", "diagonal", "eigh", "eigvalsh", "householder_product", "inv", "inv_ex",
    "lstsq", "lu", "lu_factor", "lu_solve", "matmul", "matrix_exp", "matrix_norm", "matrix_power", "matrix_rank", "multi_dot", "norm", "pinv",
    "qr", "slogdet", "solve", "solve_triangular", "svd", "svdvals", "tensorinv", "tensorsolve", "vander", "vecdot", "vector_norm",
]  # fmt: skip

_CholeskyEx = return_type("linalg_cholesky_ex", "L", "info")
_InvEx = return_type("linalg_inv_ex", "inverse", "info")
_Array = np.ndarray[Any, np.dtype[Any]]


def _told(decompose: Callable[[Tensor], Tensor], A: Tensor, what_is_left: Callable[[_Array], tuple[_Array, int]]) -> tuple[Tensor, _Array]:
    """The decompositions of those matrices that have one, what is left of the others, and for each where it stopped: 0 is at no place."""
    try:
        return decompose(A), np.zeros(A.shape[:-2], np.int32)
    except LinAlgError:
        left = [what_is_left(matrix) for matrix in A.array.reshape(-1, *A.shape[-2:])]
    rest = np.stack([matrix for matrix, _ in left]).reshape(A.shape)
    info = np.array([place for _, place in left], np.int32).reshape(A.shape[:-2])
    whole = wrap((info == 0)[..., None, None])
    identity = wrap(np.broadcast_to(np.eye(A.shape[-1], dtype=A.array.dtype), A.shape))
    return where(whole, decompose(where(whole, A, identity)), wrap(rest)), info


def _begun_cholesky(a: _Array) -> tuple[_Array, int]:
    """The columns of L before the first leading minor that is not positive, which begins a copy of what has to be decomposed yet."""
    lower = np.tril(a)
    for k in range(len(a)):
        pivot = lower[k, k] - lower[k, :k] @ lower[k, :k]
        if not pivot > 0:
            lower[k, k] = pivot
            return lower, k + 1
        lower[k, k] = np.sqrt(pivot)
        lower[k + 1 :, k] = (lower[k + 1 :, k] - lower[k + 1 :, :k] @ lower[k, :k]) / lower[k, k]
    return lower, 0


def cholesky_ex(A: Tensor, *, upper: bool = False, check_errors: bool = False, out: Any = None) -> Any:
    """`linalg.cholesky`, and ``info``: 0, or k if the leading minor of order k is the first that is not positive; then L is unfinished.

    >>> import autograd
    >>> autograd.linalg.cholesky_ex(autograd.tensor([[1.0, 2.0], [2.0, 1.0]])).info
    tensor(2, dtype=torch.int32)
    """
    factor, info = _told(cholesky, A.mT if upper else A, _begun_cholesky)
    if check_errors and info.any():
        reason = f"the leading minor of order {info[info > 0][0]} is not positive-definite"
        raise LinAlgError(f"linalg.cholesky_ex: The factorization could not be completed because the input is not positive-definite ({reason}).")
    found = (factor.mT if upper else factor, wrap(info))
    if out is not None:
        with no_grad():
            found = tuple(written.copy_(result) for written, result in zip(out, found, strict=True))
    return _CholeskyEx(*found)


def _not_inverted(a: _Array) -> tuple[_Array, int]:
    """Infinities where a row of the triangle that elimination leaves starts with zero."""
    try:
        return np.linalg.inv(a), 0
    except np.linalg.LinAlgError:
        zero = int(np.argmin(np.abs(np.diagonal(lu(wrap(a)).U.array)))) + 1
        return np.full_like(a, np.inf), zero


def inv_ex(A: Tensor, *, check_errors: bool = False) -> Any:
    """`linalg.inv`, and ``info``: 0, or k if the k-th pivot is zero; that matrix has no inverse, and infinities in its place."""
    inverse, info = _told(inv, A, _not_inverted)
    if check_errors and info.any():
        place = f"The diagonal element {info[info > 0][0]} is zero"
        raise LinAlgError(f"linalg.inv_ex: {place}, the inversion could not be completed because the input matrix is singular.")
    return _InvEx(inverse, wrap(info))


offer(globals(), LINALG_WRITERS)
_offer(globals(), "torch.linalg")


__getattr__ = _refuse(__name__)
