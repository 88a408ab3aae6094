"""The namespace ``torch.linalg``. Its functions are in ops/decomposition.py, ops/linear_algebra.py and ops/reduction.py."""

from ..ops.arguments import LINALG_WRITERS, offer
from ..ops.decomposition import (
    LinAlgError,
    cholesky,
    cond,
    cross,
    det,
    diagonal,
    eigh,
    eigvalsh,
    lstsq,
    lu,
    lu_factor,
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
    vander,
    vecdot,
)
from ..ops.decomposition import inverse as inv
from ..ops.linear_algebra import matmul
from ..ops.reduction import vector_norm

__all__ = [
    "LinAlgError", "cholesky", "cond", "cross", "det", "diagonal", "eigh", "eigvalsh", "inv", "lstsq", "lu", "lu_factor", "matmul", "matrix_exp",
    "matrix_norm", "matrix_power", "matrix_rank", "multi_dot", "norm", "pinv", "qr", "slogdet", "solve", "solve_triangular", "svd", "svdvals",
    "vander", "vecdot", "vector_norm",
]  # fmt: skip

offer(globals(), LINALG_WRITERS)
