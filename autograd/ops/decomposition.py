"""Inverses, determinants, solvers, decompositions and norms of (batches of) matrices: what ``torch.linalg`` offers, see linalg.py.

NumPy computes the results. The derivatives are those of M. B. Giles, "Collected matrix derivative results for forward and reverse mode
algorithmic differentiation" (2008), unless another source is named.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

from ..core.dtypes import of
from ..core.methods import axis_names, method, of_tensors
from ..core.op import NUMPY, Op
from ..core.strides import columns
from ..core.tensor import Tensor, attach, wrap
from .arithmetic import not_differentiable
from .joining import cat
from .linear_algebra import _cross, chain_matmul, matmul
from .reduction import return_type, vector_norm
from .shape import dims_of, tril_op, triu_op

__all__ = [
    "cholesky", "cholesky_inverse", "cholesky_solve", "det", "geqrf", "inverse", "logdet", "lu_unpack", "matrix_exp", "matrix_power", "orgqr",
    "pinverse", "slogdet",
]  # fmt: skip


class LinAlgError(RuntimeError):
    """A matrix that cannot be inverted or decomposed."""


_REASONS = {
    "Singular matrix": "the inversion could not be completed because the input matrix is singular",
    "Matrix is not positive definite": "the factorization could not be completed because the input is not positive-definite",
}


@contextmanager
def _named(name: str, *arrays: Any) -> Iterator[None]:
    """NumPy's refusal of a matrix, as ours."""
    try:
        yield
    except np.linalg.LinAlgError as error:
        given = ", ".join(str(tuple(a.shape)) for a in arrays)
        raise LinAlgError(f"linalg.{name}({given}): {_REASONS.get(str(error), str(error))}") from None


def check_matrices(caller: str, *matrices: Any, square: bool = False) -> None:
    """RuntimeError unless these are (batches of) matrices of one float type; the first may have to be square."""
    for a in matrices:
        if not isinstance(a, Tensor):
            raise TypeError(f"linalg.{caller}: argument must be Tensor, not {type(a).__name__}")
        if a.ndim < 2:
            raise RuntimeError(f"linalg.{caller}: The input tensor must have at least 2 dimensions, got shape {tuple(a.shape)}")
        if a.array.dtype.kind != "f":
            raise RuntimeError(f"linalg.{caller}: Expected a floating point or complex tensor as input. Got {of(a.array).name}: use .float()")
        if a.array.dtype != matrices[0].array.dtype:
            raise RuntimeError(f"linalg.{caller}: Expected tensors of one dtype, got {of(matrices[0].array).name} and {of(a.array).name}")
    n, m = matrices[0].array.shape[-2:]
    if square and n != m:
        raise RuntimeError(f"linalg.{caller}: A must be batches of square matrices, but they are {n} by {m} matrices")


def _eye(a: Any) -> Any:
    """The identity matrix of a's last dimension and type."""
    return np.eye(a.shape[-1], dtype=a.dtype)


def _diagonal(v: Any) -> Any:
    """(..., n) -> (..., n, n): diagonal matrices."""
    return v[..., None] * _eye(v)


def _over(x: Any, y: Any) -> Any:
    """x / y, and 0 for 0 / 0: where a gradient is not used, equal eigenvalues do not matter."""
    return x / (y + ((x == 0) & (y == 0)))


# ---------------------------------------------------------------------------------------------------------------- inverse and solve


def _inv(x: Any) -> Any:
    with _named("inv", x):
        return np.linalg.inv(x)


inv_op: Op = Op(_inv, name="linalg_inv_ex", layout=columns, numpy=(np.linalg.inv,), x=lambda g, out: -(out.mT @ g @ out.mT))


@method
def inverse(A: Tensor) -> Tensor:
    """The inverse of a square matrix. LinAlgError if it is singular. To solve equations, `linalg.solve` is faster and more accurate.

    >>> import autograd
    >>> autograd.inverse(autograd.tensor([[2.0, 0.0], [0.0, 4.0]]))
    tensor([[0.5000, 0.0000],
            [0.0000, 0.2500]])
    """
    check_matrices("inv", A, square=True)
    return inv_op(A)


def _solve(a: Any, b: Any) -> Any:
    with _named("solve", a, b):
        return np.linalg.solve(a, b)


def _solve_rule(g: Any, a: Any, out: Any) -> Any:
    """The gradients of A and B in X = A⁻¹ B."""
    right = solve_op.apply(a.mT, g)
    return -(right @ out.mT), right


solve_op: Op = Op(_solve, name="linalg_solve_ex", layout=columns, joint={("a", "b"): _solve_rule})


def solve(A: Tensor, B: Tensor, *, left: bool = True) -> Tensor:
    """The X of A X = B, or of X A = B with ``left=False``: (..., n, n), (..., n, k) -> (..., n, k), or B a (batch of) vectors (..., n).

    >>> import autograd
    >>> autograd.linalg.solve(autograd.tensor([[2.0, 0.0], [0.0, 4.0]]), autograd.tensor([2.0, 2.0]))
    tensor([1.0000, 0.5000])
    """
    check_matrices("solve", A, square=True)
    vector = B.ndim == 1 or (B.ndim == A.ndim - 1 and B.array.shape == A.array.shape[:-1])
    if vector:
        B = B.unsqueeze(-1)
        if not left:
            raise RuntimeError("linalg.solve: left=False needs matrices on the right-hand side, not vectors: make B a matrix with unsqueeze")
    check_matrices("solve", A, B)
    if A.array.shape[-1] != B.array.shape[-2 if left else -1]:
        equation = "AX = B" if left else "XA = B"
        raise RuntimeError(f"linalg.solve: Incompatible shapes of A and B for the equation {equation}: {tuple(A.shape)} and {tuple(B.shape)}")
    if not left:
        return solve_op(A.mT, B.mT).mT
    return solve_op(A, B).squeeze(-1) if vector else solve_op(A, B)


def solve_triangular(A: Tensor, B: Tensor, *, upper: bool, left: bool = True, unitriangular: bool = False) -> Tensor:
    """`solve` with the upper (lower) triangle of A only; ``unitriangular`` takes its diagonal as ones."""
    check_matrices("solve_triangular", A, B, square=True)
    if A.array.shape[-1] != B.array.shape[-2 if left else -1]:
        raise RuntimeError(f"linalg.solve_triangular: Incompatible shapes of A and B: {tuple(A.shape)} and {tuple(B.shape)}")
    cut, inwards = (triu_op, 1) if upper else (tril_op, -1)
    triangle = cut(A, diagonal=inwards) + wrap(_eye(A)) if unitriangular else cut(A, diagonal=0)
    return solve(triangle, B, left=left)


# ---------------------------------------------------------------------------------------------------------------- determinant


def _cofactor(x: Any) -> Any:
    """The matrix of cofactors, ∂det(x)/∂x: det(x) x⁻ᵀ, or by the singular value decomposition, which a singular matrix has too."""
    scale = np.linalg.det(x)[..., None, None]
    if (scale != 0).all():
        return scale * np.linalg.inv(x).mT
    u, s, vh = _svd(x, full=True)
    others = np.where(np.eye(s.shape[-1], dtype=np.bool_), 1, s[..., None, :]).prod(-1)  # the product of all singular values but one
    return _orientation(u, vh) * (u * others[..., None, :]) @ vh


def _orientation(u: Any, vh: Any) -> Any:
    """1 or -1: the determinant of both orthogonal matrices."""
    return np.rint(np.linalg.det(u) * np.linalg.det(vh))[..., None, None]


def _cofactor_rule(g: Any, x: Any) -> Any:
    """The second derivative of the determinant, applied to g."""
    if (np.linalg.det(x.array if isinstance(x, Tensor) else x) == 0).any():
        if isinstance(x, Tensor) or isinstance(g, Tensor):
            raise RuntimeError("det: the third derivative at a singular matrix is not supported")
        return _singular_cofactor_rule(g, x)
    w = inv_op.apply(x).mT
    return det_op.apply(x)[..., None, None] * ((g * w).sum((-2, -1))[..., None, None] * w - w @ g.mT @ w)


def _singular_cofactor_rule(g: Any, x: Any) -> Any:
    """The same for any matrix. In the basis of the singular vectors x is diagonal, and only products of all but two of its values remain."""
    u, s, vh = _svd(x, full=True)
    without = ~np.eye(s.shape[-1], dtype=np.bool_)
    both = without[:, None] & without  # (i, j, k): k is neither i nor j
    products = np.where(both, s[..., None, None, :], 1).prod(-1) * without
    h = u.mT @ g @ vh.mT
    trace = (products * np.diagonal(h, 0, -2, -1)[..., None, :]).sum(-1)
    return _orientation(u, vh) * (u @ (_diagonal(trace) - products * h.mT) @ vh)


cofactor: Op = Op(_cofactor, name="cofactor", x=_cofactor_rule)
det_op: Op = Op(np.linalg.det, name="linalg_det", numpy=(np.linalg.det,), x=lambda g, x: g[..., None, None] * cofactor.apply(x))
slogdet_op: Op = Op(
    lambda x: tuple(np.linalg.slogdet(x)),
    name="linalg_slogdet",
    multi_output=True,
    x=lambda g, x: g[1][..., None, None] * inv_op.apply(x).mT,  # the sign is constant
)
Slogdet = return_type("linalg_slogdet", "sign", "logabsdet")


@method
def det(A: Tensor) -> Tensor:
    """The determinant of a square matrix.

    >>> import autograd
    >>> autograd.det(autograd.tensor([[1.0, 2.0], [3.0, 4.0]]))
    tensor(-2.)
    """
    check_matrices("det", A, square=True)
    return det_op(A)


@method
def slogdet(A: Tensor) -> Any:
    """The sign of the determinant of a square matrix, and the logarithm of its absolute value: (sign, logabsdet).

    >>> import autograd
    >>> autograd.slogdet(autograd.tensor([[2.0, 0.0], [0.0, -1.0]])).sign
    tensor(-1.)
    """
    check_matrices("slogdet", A, square=True)
    return Slogdet(*slogdet_op(A))


@method
def logdet(A: Tensor) -> Tensor:
    """The logarithm of the determinant of a square matrix: nan if that is negative, -inf if it is zero.

    >>> import autograd
    >>> autograd.logdet(autograd.eye(3))
    tensor(0.)
    """
    sign, logabsdet = slogdet(A)
    return logabsdet + _nan_if_negative(sign)


def _nan_if_negative(sign: Tensor) -> Tensor:
    return wrap(np.where(sign.array < 0, np.nan, 0).astype(sign.array.dtype))


# ---------------------------------------------------------------------------------------------------------------- decompositions


def _cholesky(x: Any) -> Any:
    with _named("cholesky", x):
        return np.linalg.cholesky(x)


def _cholesky_rule(g: Any, out: Any) -> Any:
    """L⁻ᵀ Φ(Lᵀ ḡ) L⁻¹ made symmetric, where Φ takes the lower triangle and half of the diagonal. (Murray 2016, arXiv:1602.07527.)"""
    half = np.tri(out.shape[-1], dtype=out.dtype) - _eye(out) / 2
    left = solve_op.apply(out.mT, (out.mT @ g) * half)
    both = solve_op.apply(out.mT, left.mT)
    return (both + both.mT) / 2


cholesky_op: Op = Op(_cholesky, name="linalg_cholesky_ex", layout=columns, numpy=(np.linalg.cholesky,), x=_cholesky_rule)


@method
def cholesky(A: Tensor, upper: bool = False) -> Tensor:
    """The lower triangular L of a positive-definite A = L Lᵀ; with ``upper`` Lᵀ. Only one triangle of A is read.

    LinAlgError if A is not positive-definite.

    >>> import autograd
    >>> autograd.linalg.cholesky(autograd.tensor([[4.0, 2.0], [2.0, 5.0]]))
    tensor([[2., 0.],
            [1., 2.]])
    """
    check_matrices("cholesky", A, square=True)
    return cholesky_op(A.mT).mT if upper else cholesky_op(A)


def _cholesky_solve(b: Any, lower: Any) -> Any:
    lower = np.tril(lower)
    with _named("cholesky_solve", b, lower):
        return np.linalg.solve(lower.mT, np.linalg.solve(lower, b))


def _cholesky_solve_rule(g: Any, lower: Any, out: Any) -> Any:
    """The gradients of B and L in X = (L Lᵀ)⁻¹ B."""
    right = cholesky_solve_op.apply(g, lower)
    both = right @ out.mT
    return right, -(both + both.mT) @ lower


cholesky_solve_op: Op = Op(_cholesky_solve, name="cholesky_solve", layout=columns, joint={("b", "lower"): _cholesky_solve_rule})


@method
def cholesky_solve(B: Tensor, L: Tensor, upper: bool = False) -> Tensor:
    """The X of A X = B, where L is the Cholesky factor of A: L Lᵀ = A, or Lᵀ L = A with ``upper``.

    >>> import autograd
    >>> autograd.cholesky_solve(autograd.tensor([[4.0]]), autograd.tensor([[2.0]]))
    tensor([[1.]])
    """
    check_matrices("cholesky_solve", L, B, square=True)
    return cholesky_solve_op(B, L.mT if upper else L)


@method
@of_tensors
def cholesky_inverse(L: Tensor, upper: bool = False) -> Tensor:
    """The inverse of the matrix of which L is the Cholesky factor.

    >>> import autograd
    >>> autograd.cholesky_inverse(autograd.tensor([[2.0]]))
    tensor([[0.2500]])
    """
    return cholesky_solve(wrap(_eye(L)), L, upper)


def _lu(x: Any) -> Any:
    """Gaussian elimination with the largest element of each column as the pivot: L and U in one matrix, and the exchanges of rows."""
    lu = np.array(x)
    pivots = np.zeros((*x.shape[:-2], min(x.shape[-2:])), np.int32)
    for place in np.ndindex(x.shape[:-2]):
        a, exchanged = lu[place], pivots[place]
        for j in range(len(exchanged)):
            exchanged[j] = k = j + np.abs(a[j:, j]).argmax()
            a[[j, k]] = a[[k, j]]
            if a[j, j] != 0:
                a[j + 1 :, j] /= a[j, j]
                a[j + 1 :, j + 1 :] -= np.outer(a[j + 1 :, j], a[j, j + 1 :])
    return lu, pivots + 1  # LAPACK counts from one


def _permutation(pivots: Any, size: int) -> Any:
    """The P of A = P L U."""
    p = np.zeros((*pivots.shape[:-1], size, size), np.float32)
    for place in np.ndindex(pivots.shape[:-1]):
        rows = np.arange(size)
        for j, k in enumerate(pivots[place] - 1):
            rows[[j, k]] = rows[[k, j]]
        p[place][rows, np.arange(size)] = 1
    return p


def _lu_rule(g: Any, out: Any) -> Any:
    """P L⁻ᵀ (tril(Lᵀ ḡ_L, -1) + triu(ḡ_U Uᵀ)) U⁻ᵀ, for square matrices."""
    lu, pivots = out
    if lu.shape[-1] != lu.shape[-2]:
        raise RuntimeError(f"linalg.lu_factor: the derivative is implemented for square matrices only, not for {tuple(lu.shape)}")
    lower, upper = tril_op.apply(lu, diagonal=-1) + _eye(lu), triu_op.apply(lu, diagonal=0)
    inner = tril_op.apply(lower.mT @ tril_op.apply(g[0], diagonal=-1), diagonal=-1) + triu_op.apply(
        triu_op.apply(g[0], diagonal=0) @ upper.mT, diagonal=0
    )
    p = _permutation(pivots.array if isinstance(pivots, Tensor) else pivots, lu.shape[-1]).astype(inner.dtype)
    return p @ solve_op.apply(lower.mT, solve_op.apply(upper, inner.mT).mT)


lu_op: Op = Op(_lu, name="linalg_lu_factor_ex", multi_output=True, layout=columns, x=_lu_rule)
LuFactor, Lu, LuUnpack = (
    return_type("linalg_lu_factor", "LU", "pivots"),
    return_type("linalg_lu", "P", "L", "U"),
    return_type("lu_unpack", "P", "L", "U"),
)


def lu_factor(A: Tensor, *, pivot: bool = True) -> Any:
    """L and U of A = P L U in one matrix, without L's diagonal of ones, and the rows exchanged at each step (counted from 1)."""
    check_matrices("lu_factor", A)
    if not pivot:
        raise RuntimeError("linalg.lu_factor: LU without pivoting is not implemented on the CPU")
    return LuFactor(*lu_op(A))


def lu_unpack(LU_data: Tensor, LU_pivots: Tensor, unpack_data: bool = True, unpack_pivots: bool = True) -> Any:
    """P, L and U from what `linalg.lu_factor` gives.

    >>> import autograd
    >>> autograd.lu_unpack(*autograd.linalg.lu_factor(autograd.tensor([[2.0, 1.0], [4.0, 3.0]]))).U
    tensor([[ 4.0000,  3.0000],
            [ 0.0000, -0.5000]])
    """
    m, n = LU_data.array.shape[-2:]
    k = min(m, n)
    lower = tril_op(LU_data[..., :k], diagonal=-1) + wrap(np.eye(m, k, dtype=LU_data.array.dtype))
    return LuUnpack(_exchanged(LU_pivots, m).to(LU_data.dtype), lower, triu_op(LU_data[..., :k, :], diagonal=0))


def _exchanged(pivots: Tensor, size: int) -> Tensor:
    return wrap(_permutation(pivots.array, size))


def lu(A: Tensor, *, pivot: bool = True) -> Any:
    """A = P L U: a permutation of the rows, a lower triangle with ones on its diagonal, and an upper triangle."""
    return Lu(*lu_unpack(*lu_factor(A, pivot=pivot)))


def lu_solve(LU: Tensor, pivots: Tensor, B: Tensor, *, left: bool = True, adjoint: bool = False) -> Tensor:
    """X with A X = B, or X A = B, from what `lu_factor` made of A: (..., n, n), (..., n), (..., n, k) -> (..., n, k); ``adjoint`` for Aᵀ."""
    check_matrices("lu_solve", LU, B, square=True)
    n = LU.array.shape[-1]
    if B.array.shape[-2 if left else -1] != n:
        raise RuntimeError(f"linalg.lu_solve: B of shape {tuple(B.shape)} does not fit {n} by {n} matrices")
    if not left:
        return lu_solve(LU, pivots, B.mT, adjoint=not adjoint).mT
    P = _exchanged(pivots, n).to(LU.dtype)
    if adjoint:
        return P @ solve_triangular(LU.mT, solve_triangular(LU.mT, B, upper=False), upper=True, unitriangular=True)
    return solve_triangular(LU, solve_triangular(LU, P.mT @ B, upper=False, unitriangular=True), upper=True)


def _lu_method(self: Tensor, pivot: bool = True, get_infos: bool = False) -> Any:
    """See `linalg.lu_factor`; with ``get_infos`` also a zero for each matrix, which says that it could be factored."""
    factors = tuple(lu_factor(self, pivot=pivot))
    return (*factors, wrap(np.zeros(self.array.shape[:-2], np.int32))) if get_infos else factors


_lu_method.__name__ = "lu"
method(_lu_method)


def _qr(x: Any, *, mode: Any) -> Any:
    if mode == "r":
        return np.zeros(0, x.dtype), np.linalg.qr(x, "r")
    return tuple(np.linalg.qr(x, mode))


def _qr_rule(g: Any, out: Any, mode: str) -> Any:
    """(ḡ_Q + Q sym(triu(ḡ_R Rᵀ - Qᵀ ḡ_Q))) R⁻ᵀ, for matrices that are not wide. (Walter & Lehmann 2010, arXiv:1001.1654.)"""
    (gq, gr), (q, r) = g, out
    if mode == "r" or q.shape[-1] != r.shape[-1]:
        raise RuntimeError(f"linalg.qr: the derivative of mode={mode!r} is not implemented for matrices of shape {tuple(q.shape)}: use 'reduced'")
    upper = triu_op.apply(gr @ r.mT - q.mT @ gq, diagonal=0)
    total = gq + q @ ((upper + upper.mT) * (1 - _eye(r) / 2))
    return solve_op.apply(r, total.mT).mT


qr_op: Op = Op(_qr, name="linalg_qr", multi_output=True, layout=columns, x=_qr_rule)
Qr = return_type("linalg_qr", "Q", "R")


def qr(A: Tensor, mode: str = "reduced") -> Any:
    """A = Q R, with orthonormal columns in Q and R upper triangular: (..., m, n) -> (..., m, k), (..., k, n), where k = min(m, n).

    ``mode="complete"`` makes Q square, ``mode="r"`` leaves Q empty; neither has a derivative for tall matrices.
    """
    check_matrices("qr", A)
    if mode not in ("reduced", "complete", "r"):
        raise RuntimeError(f"qr received unrecognized mode {mode!r} but expected one of 'reduced' (default), 'r', or 'complete'")
    m, n = A.array.shape[-2:]
    if m >= n or mode == "r" or not A.requires_grad:
        return Qr(*qr_op(A, mode=mode))
    q, r = qr_op(A[..., :m], mode=mode)  # the first columns of a wide matrix decide on Q
    return Qr(q, cat([r, q.mT @ A[..., m:]], -1))


def _geqrf(x: Any) -> Any:
    packed, tau = np.linalg.qr(x, "raw")
    return packed.mT, tau


geqrf_op: Op = Op(_geqrf, name="geqrf", multi_output=True, layout=columns, x=not_differentiable("geqrf"))
Geqrf = return_type("geqrf", "a", "tau")


@method
def geqrf(input: Tensor) -> Any:
    """R of A = Q R, and below its diagonal the reflectors of which `orgqr` makes Q: (..., m, n) -> ``a`` (..., m, n), ``tau`` (..., min(m, n)).

    >>> import autograd
    >>> a, tau = autograd.geqrf(autograd.tensor([[3.0, 5.0], [4.0, 5.0]]))
    >>> autograd.orgqr(a, tau) @ a.triu()
    tensor([[3.0000, 5.0000],
            [4.0000, 5.0000]])
    """
    check_matrices("geqrf", input)
    return Geqrf(*geqrf_op(input))


def householder_product(input: Tensor, tau: Tensor) -> Tensor:
    """The first n columns of H₁ H₂ ... H_k with H_i = I - tau_i v_i v_iᵀ: (..., m, n), (..., k) -> (..., m, n), where k ≤ n ≤ m.

    v_i is the i-th column below the diagonal, with 1 on it and 0 above. The product is I - V T Vᵀ with a triangular T (Joffrain et al. 2006).
    """
    check_matrices("householder_product", input, tau if tau.ndim > 1 else tau[None])
    m, n = input.array.shape[-2:]
    if m < n:
        raise RuntimeError(f"linalg.householder_product: input.shape[-2] must be greater than or equal to input.shape[-1], got {m} and {n}")
    k = tau.array.shape[-1]
    if tau.array.shape[:-1] != input.array.shape[:-2] or k > n:
        raise RuntimeError(
            f"linalg.householder_product: expected tau with the batch dimensions of input, and input.shape[-1] to be greater than or equal to "
            f"tau.shape[-1]: got {tuple(tau.shape)} for {tuple(input.shape)}"
        )
    ones = wrap(np.eye(m, n, dtype=input.array.dtype))
    v = tril_op(input, diagonal=-1)[..., :k] + ones[:, :k]
    scale = tau.unsqueeze(-1)
    inverse = triu_op(v.mT @ v, diagonal=1) * scale + ones[:k, :k]
    return ones - v @ solve_triangular(inverse, scale * v[..., :n, :].mT, upper=True)


orgqr = householder_product
attach(orgqr, "orgqr")


def _eigh(x: Any, *, lower: bool) -> Any:
    with _named("eigh", x):
        return tuple(np.linalg.eigh(x, "L" if lower else "U"))


def _eigh_rule(g: Any, out: Any) -> Any:
    """V (diag(ḡ_w) + skew(Vᵀ ḡ_V) / (w_j - w_i)) Vᵀ."""
    (gw, gv), (w, v) = g, out
    turn = v.mT @ gv
    return v @ (_diagonal(gw) + _over((turn - turn.mT) / 2, w[..., None, :] - w[..., :, None])) @ v.mT


eigh_op: Op = Op(_eigh, name="linalg_eigh", multi_output=True, layout=columns, x=_eigh_rule)
Eigh = return_type("linalg_eigh", "eigenvalues", "eigenvectors")


def eigh(A: Tensor, UPLO: str = "L") -> Any:
    """The eigenvalues, in ascending order, and the eigenvectors, in columns, of a symmetric matrix of which one triangle is read.

    The sign of an eigenvector is arbitrary. Its gradient is not finite where eigenvalues are equal.
    """
    check_matrices("eigh", A, square=True)
    if UPLO.upper() not in ("L", "U"):
        raise RuntimeError(f"linalg.eigh: Expected UPLO argument to be 'L' or 'U', but got {UPLO}")
    return Eigh(*eigh_op(A, lower=UPLO.upper() == "L"))


def eigvalsh(A: Tensor, UPLO: str = "L") -> Tensor:
    """The eigenvalues of a symmetric matrix, in ascending order."""
    return eigh(A, UPLO)[0]


def _svd(x: Any, *, full: bool) -> Any:
    with _named("svd", x):
        return tuple(np.linalg.svd(x, full))


def _svd_rule(g: Any, out: Any) -> Any:
    """The rule for A = U diag(s) Vᵀ. (Townsend 2016, "Differentiating the singular value decomposition".)"""
    (u, s, vh), k = out, out[1].shape[-1]
    gu, gs, gv = g[0][..., :k], g[1], g[2][..., :k, :]
    u, vh = u[..., :k], vh[..., :k, :]
    columns, rows = s[..., None, :], s[..., :, None]
    of_u, of_v = u.mT @ gu, vh @ gv.mT
    turn_u, turn_v = (_over(turn - turn.mT, columns + rows) for turn in (of_u, of_v))  # one by one, as squares of large numbers are inf
    core = _over(turn_u * columns + rows * turn_v, columns - rows) + _diagonal(gs)
    result = u @ core @ vh
    if u.shape[-2] > k:
        result = result + _over(gu - u @ of_u, columns) @ vh
    if vh.shape[-1] > k:
        result = result + u @ _over(gv - of_v.mT @ vh, rows)
    return result


svd_op: Op = Op(_svd, name="linalg_svd", multi_output=True, layout=columns, x=_svd_rule)
Svd = return_type("linalg_svd", "U", "S", "Vh")


def svd(A: Tensor, full_matrices: bool = True, *, driver: str | None = None) -> Any:
    """A = U diag(S) Vh, with orthonormal columns in U and rows in Vh, and S in descending order.

    (..., m, n) -> (..., m, m), (..., k), (..., n, n), where k = min(m, n); without ``full_matrices`` (..., m, k), (..., k), (..., k, n).
    The gradients of U and Vh are not finite where singular values are equal.
    """
    check_matrices("svd", A)
    return Svd(*svd_op(A, full=full_matrices))


def svdvals(A: Tensor, *, driver: str | None = None) -> Tensor:
    """The singular values of a matrix, in descending order."""
    check_matrices("svdvals", A)
    return svd_op(A, full=False)[1]


# ---------------------------------------------------------------------------------------------------------------- pseudoinverse and rank


def _cutoff(shape: Any, dtype: Any, largest: Any, atol: Any, rtol: Any) -> Any:
    """Below this a singular value counts as zero: max(atol, rtol * the largest), by default as many roundings as the matrix is long."""
    atol, rtol = (t.array if isinstance(t, Tensor) else t for t in (atol, rtol))
    if rtol is None:
        rtol = max(shape[-2:]) * np.finfo(dtype).eps if atol is None else 0.0
        rtol = np.where(np.asarray(0.0 if atol is None else atol) > 0, 0.0, max(shape[-2:]) * np.finfo(dtype).eps)
    return np.maximum(0.0 if atol is None else atol, rtol * largest)


def _pinv(x: Any, *, atol: Any, rtol: Any) -> Any:
    with _named("pinv", x):
        u, s, vh = np.linalg.svd(x, full_matrices=False)
    cutoff = _cutoff(x.shape, x.dtype, s.max(-1, initial=0), atol, rtol)
    inverse = np.divide(1, s, out=np.zeros_like(s), where=s > cutoff[..., None])
    return (vh.mT * inverse[..., None, :]) @ u.mT


pinv_op: Op = Op(
    _pinv,
    name="linalg_pinv",
    # Golub & Pereyra 1973, "The differentiation of pseudo-inverses"
    x=lambda g, x, out: out.mT @ out @ (g.mT - g.mT @ out @ x) + (g.mT - x @ out @ g.mT) @ out @ out.mT - out.mT @ g @ out.mT,
)


def pinv(A: Tensor, rcond: Any = None, hermitian: bool = False, *, atol: Any = None, rtol: Any = None) -> Tensor:
    """The pseudoinverse (Moore-Penrose inverse): (..., m, n) -> (..., n, m). Singular values below max(atol, rtol * largest) count as zero.

    With ``hermitian`` A is symmetric and only its lower triangle is read.
    """
    check_matrices("pinv", A, square=hermitian)
    if hermitian:
        A = tril_op(A, diagonal=0) + tril_op(A, diagonal=-1).mT
    return pinv_op(A, atol=atol, rtol=rtol if rcond is None else rcond)


@method
def pinverse(input: Tensor, rcond: float = 1e-15) -> Tensor:
    """The pseudoinverse; see `linalg.pinv`.

    >>> import autograd
    >>> autograd.pinverse(autograd.tensor([[2.0, 0.0], [0.0, 0.0]]))
    tensor([[0.5000, 0.0000],
            [0.0000, 0.0000]])
    """
    return pinv(input, rcond)


def matrix_rank(A: Tensor, tol: Any = None, hermitian: bool = False, *, atol: Any = None, rtol: Any = None) -> Tensor:
    """How many singular values are larger than max(atol, rtol * the largest one)."""
    check_matrices("matrix_rank", A, square=hermitian)
    with _named("matrix_rank", A):
        s = np.abs(np.linalg.eigvalsh(A.array)) if hermitian else np.linalg.svd(A.array, compute_uv=False)
    cutoff = _cutoff(A.array.shape, A.array.dtype, s.max(-1, initial=0), atol if tol is None else tol, rtol if tol is None else 0.0)
    return wrap((s > cutoff[..., None]).sum(-1))


Lstsq = return_type("linalg_lstsq", "solution", "residuals", "rank", "singular_values")


def lstsq(A: Tensor, B: Tensor, rcond: float | None = None, *, driver: str | None = None) -> Any:
    """The X for which the sum of squares of A X - B is smallest, and among those the smallest X.

    (..., m, n), (..., m, k) -> solution (..., n, k), residuals (..., k) if m > n and A has full rank (else empty), rank, singular values;
    the last two are empty for drivers that do not compute them.
    """
    vector = B.ndim == A.ndim - 1 and B.array.shape == A.array.shape[:-1]
    B = B.unsqueeze(-1) if vector else B
    check_matrices("lstsq", A, B)
    m, n = A.array.shape[-2:]
    if B.array.shape[-2] != m:
        raise RuntimeError(f"linalg.lstsq: input.size(-2) should match other.size(-2), got {tuple(A.shape)} and {tuple(B.shape)}")
    driver = driver or "gelsy"
    if driver not in ("gels", "gelsy", "gelsd", "gelss"):
        raise RuntimeError(f"torch.linalg.lstsq: parameter `driver` should be one of (gels, gelsy, gelsd, gelss), got {driver!r}")
    inverse = pinv_op(A, atol=None, rtol=rcond)
    solution = matmul(inverse, B)
    rank = matrix_rank(A, rtol=rcond)
    residuals = ((matmul(A, solution) - B) ** 2).sum(-2) if m > n and driver != "gelsy" and (rank.array == n).all() else solution.reshape(-1)[:0]
    values = svdvals(A.detach()) if driver in ("gelsd", "gelss") else wrap(np.zeros(0, A.array.dtype))
    return Lstsq(solution.squeeze(-1) if vector else solution, residuals, wrap(np.zeros(0, np.int64)) if driver == "gels" else rank, values)


# ---------------------------------------------------------------------------------------------------------------- powers


@method
@of_tensors
def matrix_power(A: Tensor, n: int) -> Tensor:
    """A multiplied with itself n times; the identity for 0, powers of the inverse for negative n.

    >>> import autograd
    >>> autograd.matrix_power(autograd.tensor([[1, 1], [0, 1]]).float(), 3)
    tensor([[1., 3.],
            [0., 1.]])
    """
    if A.array.dtype.kind == "f" or n < 0:
        check_matrices("matrix_power", A, square=True)
    if A.ndim < 2 or A.array.shape[-1] != A.array.shape[-2]:
        raise RuntimeError(f"linalg.matrix_power: A must be batches of square matrices, got shape {tuple(A.shape)}")
    if n == 0:
        return A.masked_fill(wrap(np.ones(A.array.shape, np.bool_)), 0) + wrap(_eye(A))
    base, n = (inverse(A), -n) if n < 0 else (A, n)
    result: Any = None
    while n:
        if n & 1:
            result = base if result is None else matmul(result, base)
        n >>= 1
        base = matmul(base, base) if n else base
    return result.clone() if result is A else result


def _matrix_exp(x: Any) -> Any:
    """The Taylor series to degree 18 of the matrix divided by 2ˢ, so that it is small, squared s times. (Moler & Van Loan 2003, method 3.)"""
    small = 1.0 if x.dtype.itemsize > 4 else 3.0
    size = np.abs(x).sum(-2).max(-1, initial=0)  # of each matrix
    halvings = np.ceil(np.log2(np.maximum(size / small, 1)))[..., None, None]
    halvings[~np.isfinite(halvings)] = 0
    x = np.ldexp(x, -halvings.astype(np.int32))
    out = one = np.broadcast_to(_eye(x), x.shape)
    for k in range(18, 0, -1):
        out = one + x @ out / k
    for step in range(int(halvings.max(initial=0))):
        out = np.where(step < halvings, out @ out, out)
    return out


def _matrix_exp_rule(g: Any, x: Any) -> Any:
    """The upper right block of exp([[Aᵀ, ḡ], [0, Aᵀ]]). (Al-Mohy & Higham 2009, theorem 4.1.)"""
    n, a = x.shape[-1], x.mT
    block = np.concatenate([np.concatenate([a, g], -1), np.concatenate([np.zeros(a.shape, a.dtype), a], -1)], -2)
    return matrix_exp_op.apply(block)[..., :n, n:]


matrix_exp_op: Op = Op(_matrix_exp, name="linalg_matrix_exp", x=_matrix_exp_rule)


@method
def matrix_exp(A: Tensor) -> Tensor:
    """The matrix exponential, Σ Aⁿ / n!.

    >>> import autograd
    >>> autograd.matrix_exp(autograd.zeros(2, 2))
    tensor([[1., 0.],
            [0., 1.]])
    """
    check_matrices("matrix_exp", A, square=True)
    return matrix_exp_op(A)


# ---------------------------------------------------------------------------------------------------------------- norms


def matrix_norm(A: Tensor, ord: Any = "fro", dim: Any = (-2, -1), keepdim: bool = False, *, dtype: Any = None) -> Tensor:
    """The norm of matrices: (..., m, n) -> (...).

    "fro" (root of the sum of squares), "nuc" (sum of singular values), 2 and -2 (largest and smallest singular value), 1 and -1 (largest and
    smallest sum of absolute values in a column), inf and -inf (in a row).
    """
    if dtype is not None:
        A = A.to(dtype)
    check_matrices("matrix_norm", A)
    dims = dims_of("linalg.matrix_norm", dim, A.ndim)
    if len(dims) != 2:
        raise RuntimeError(f"linalg.matrix_norm: dim must be a 2-tuple of different dimensions. Got {dim}")
    if ord == "fro":
        return vector_norm(A, 2, dims, keepdim)
    if ord not in ("nuc", 1, 2, -1, -2, math.inf, -math.inf):
        raise RuntimeError(f"linalg.matrix_norm: Order {ord} not supported: expected fro, nuc, inf, -inf, 1, -1, 2 or -2")
    if ord in ("nuc", 2, -2):
        values = svdvals(A.movedim(dims, (-2, -1)))
        result = values.sum(-1) if ord == "nuc" else values.amax(-1) if ord > 0 else values.amin(-1)
    else:
        summed, kept = dims if abs(ord) == 1 else dims[::-1]
        sums = vector_norm(A, 1, summed)
        kept -= kept > summed
        result = sums.amax(kept) if ord > 0 else sums.amin(kept)
    return result.reshape([1 if d in dims else n for d, n in enumerate(A.array.shape)]) if keepdim else result


@axis_names
def norm(A: Tensor, ord: Any = None, dim: Any = None, keepdim: bool = False, *, dtype: Any = None) -> Tensor:
    """The norm of vectors, along one ``dim``, or of matrices, in two; see `vector_norm` and `matrix_norm` for ``ord``.

    Without ``ord`` the root of the sum of squares of all elements, or of those along ``dim``.
    """
    if ord is None:
        return vector_norm(A, 2, dim, keepdim, dtype=dtype)
    if dim is None and A.ndim not in (1, 2):
        raise RuntimeError(f"linalg.norm: If dim is not specified but ord is, the input must be 1D or 2D. Got {A.ndim}D.")
    count = A.ndim if dim is None else len(dim) if isinstance(dim, (tuple, list)) else 1
    if count == 2:
        return matrix_norm(A, ord, (0, 1) if dim is None else dim, keepdim, dtype=dtype)
    if isinstance(ord, str) or count > 2:
        raise RuntimeError(f"linalg.norm: ord={ord!r} needs two dimensions, or for a number one or two. Got dim={dim} for a tensor of {A.ndim}D")
    return vector_norm(A, ord, dim, keepdim, dtype=dtype)


def cond(A: Tensor, p: Any = None) -> Tensor:
    """The condition number: the norm ``p`` of the matrix times that of its inverse; by default the largest over the smallest singular value."""
    check_matrices("cond", A, square=p not in (None, 2, -2))
    if p in (None, 2, -2):
        values = svdvals(A)
        return values[..., -1] / values[..., 0] if p == -2 else values[..., 0] / values[..., -1]
    singular = np.linalg.slogdet(A.array)[0] == 0
    if singular.any():
        regular = A.masked_fill(wrap(singular[..., None, None]), 1.0) + wrap(_eye(A) * singular[..., None, None].astype(A.array.dtype))
        return cond(regular, p).masked_fill(wrap(singular), math.inf)
    return matrix_norm(A, p) * matrix_norm(inverse(A), p)


# ---------------------------------------------------------------------------------------------------------------- vectors


def cross(input: Tensor, other: Tensor, *, dim: int = -1) -> Tensor:
    """The cross product of vectors of 3, along ``dim``."""
    return _cross("linalg.cross", input, other, dim)


def vecdot(x: Tensor, y: Tensor, *, dim: int = -1) -> Tensor:
    """The sum of products along ``dim``; the other dimensions broadcast."""
    return (x * y).sum(dim)


def multi_dot(tensors: Any) -> Tensor:
    """The product of matrices in the cheapest order; the first may be a row vector, the last a column vector (1-D)."""
    if len(tensors) < 2:
        raise RuntimeError(f"multi_dot(): expected at least 2 tensors but got {len(tensors)}")
    first, *middle, last = tensors
    for place, t in enumerate(tensors):
        if t.ndim != 2 and not (t.ndim == 1 and place in (0, len(tensors) - 1)):
            raise RuntimeError(f"multi_dot(): tensor {place} must be 2D (or 1D at the ends) but got {t.ndim}D")
    left, right = first.unsqueeze(0) if first.ndim == 1 else first, last.unsqueeze(1) if last.ndim == 1 else last
    result = chain_matmul(left, *middle, right)
    return result.reshape(first.array.shape[:-1] + last.array.shape[1:])


def tensorinv(A: Tensor, ind: int = 2) -> Tensor:
    """The inverse of A for `tensordot` over its first ``ind`` dimensions, which together are as large as the others together."""
    if ind <= 0:
        raise RuntimeError("Expected a strictly positive integer for 'ind'")
    rows, columns = A.array.shape[:ind], A.array.shape[ind:]
    if math.prod(rows) != math.prod(columns):
        raise RuntimeError(
            f"linalg.tensorinv: expected self to satisfy the requirement prod(self.shape[ind:]) == prod(self.shape[:ind]), "
            f"but got {math.prod(columns)} != {math.prod(rows)}"
        )
    return inverse(A.reshape(math.prod(rows), math.prod(columns))).reshape(columns + rows)


def tensorsolve(A: Tensor, B: Tensor, dims: Any = None) -> Tensor:
    """X with tensordot(A, X, X.ndim) = B; the dimensions ``dims`` of A are moved to its end first."""
    if dims is not None:
        last = dims_of("tensorsolve", dims, A.array.ndim)
        A = A.permute([d for d in range(A.array.ndim) if d not in last] + list(last))
    shape = A.array.shape[B.array.ndim :]
    if math.prod(shape) != math.prod(A.array.shape[: B.array.ndim]) or math.prod(shape) != B.array.size:
        raise RuntimeError(f"linalg.tensorsolve: A of shape {tuple(A.shape)} makes no square system for B of shape {tuple(B.shape)}")
    return solve(A.reshape(B.array.size, math.prod(shape)), B.reshape(-1)).reshape(shape)


def vander(x: Tensor, N: int | None = None) -> Tensor:
    """The powers 0 to N - 1 of each element, in a new last dimension of size N: by default as many as x has elements in its last."""
    x = x if x.ndim else x.reshape(1)
    count = x.array.shape[-1] if N is None else N
    if count <= 1 and N is not None:
        raise RuntimeError(f"linalg.vander: N must be greater than 1, got {N}")
    return x.unsqueeze(-1) ** wrap(np.arange(count))


def diagonal(A: Tensor, *, offset: int = 0, dim1: int = -2, dim2: int = -1) -> Tensor:
    """A view of the diagonals of matrices."""
    return A.diagonal(offset, dim1, dim2)


NUMPY |= {
    np.linalg.matrix_power: matrix_power, np.linalg.pinv: pinv, np.linalg.slogdet: slogdet, np.linalg.eigh: eigh,
    np.linalg.eigvalsh: eigvalsh, np.linalg.svd: svd, np.linalg.svdvals: svdvals, np.linalg.qr: qr, np.linalg.cond: cond,
}  # fmt: skip
NUMPY[np.linalg.solve] = lambda a, b: solve(a if isinstance(a, Tensor) else wrap(a), b if isinstance(b, Tensor) else wrap(b))
NUMPY[np.linalg.norm] = lambda x, ord=None, axis=None, keepdims=False: norm(x, ord, axis, keepdims)
