"""The namespace ``torch.linalg``. Its functions are in ops/decomposition.py, ops/linear_algebra.py and ops/reduction.py.

    Those with ``_ex`` in their names are here: they give with each result a number that says how far the computation came, and refuse nothing."""
from autograd import Tensor as _Tensor
from autograd import _linalg_lu as _linalg_lu
from autograd import _linalg_slogdet as _linalg_slogdet
from typing import Any as _Any
from typing import NamedTuple as _NamedTuple
class LinAlgError(RuntimeError):
    """A matrix that cannot be inverted or decomposed."""
def cholesky(A: _Tensor, upper: bool = False) -> _Tensor: """The lower triangular L of a positive-definite A = L Lᵀ; with ``upper`` Lᵀ. Only one triangle of A is read.

    LinAlgError if A is not positive-definite."""
class _linalg_cholesky_ex(_NamedTuple):
    L: _Tensor
    info: _Tensor
def cholesky_ex(A: _Tensor, *, upper: bool = False, check_errors: bool = False, out: _Any = None) -> _linalg_cholesky_ex: """`linalg.cholesky`, and ``info``: 0, or k if the leading minor of order k is the first that is not positive; then L is unfinished."""
def cond(A: _Tensor, p: _Any = None) -> _Tensor: """The condition number: the norm ``p`` of the matrix times that of its inverse; by default the largest over the smallest singular value."""
def cross(input: _Tensor, other: _Tensor, *, dim: int = -1) -> _Tensor: """The cross product of vectors of 3, along ``dim``."""
def det(A: _Tensor) -> _Tensor: """The determinant of a square matrix."""
def diagonal(A: _Tensor, *, offset: int = 0, dim1: int = -2, dim2: int = -1) -> _Tensor: """A view of the diagonals of matrices."""
class _linalg_eigh(_NamedTuple):
    eigenvalues: _Tensor
    eigenvectors: _Tensor
def eigh(A: _Tensor, UPLO: str = 'L') -> _linalg_eigh: """The eigenvalues, in ascending order, and the eigenvectors, in columns, of a symmetric matrix of which one triangle is read.

    The sign of an eigenvector is arbitrary. Its gradient is not finite where eigenvalues are equal."""
def eigvalsh(A: _Tensor, UPLO: str = 'L') -> _Tensor: """The eigenvalues of a symmetric matrix, in ascending order."""
def householder_product(input: _Tensor, tau: _Tensor) -> _Tensor: """The first n columns of H₁ H₂ ... H_k with H_i = I - tau_i v_i v_iᵀ: (..., m, n), (..., k) -> (..., m, n), where k ≤ n ≤ m.

    v_i is the i-th column below the diagonal, with 1 on it and 0 above. The product is I - V T Vᵀ with a triangular T (Joffrain et al. 2006)."""
def inv(A: _Tensor) -> _Tensor: """The inverse of a square matrix. LinAlgError if it is singular. To solve equations, `linalg.solve` is faster and more accurate."""
class _linalg_inv_ex(_NamedTuple):
    inverse: _Tensor
    info: _Tensor
def inv_ex(A: _Tensor, *, check_errors: bool = False) -> _linalg_inv_ex: """`linalg.inv`, and ``info``: 0, or k if the k-th pivot is zero; that matrix has no inverse, and infinities in its place."""
class _linalg_lstsq(_NamedTuple):
    solution: _Tensor
    residuals: _Tensor
    rank: _Tensor
    singular_values: _Tensor
def lstsq(A: _Tensor, B: _Tensor, rcond: float | None = None, *, driver: str | None = None) -> _linalg_lstsq: """The X for which the sum of squares of A X - B is smallest, and among those the smallest X.

    (..., m, n), (..., m, k) -> solution (..., n, k), residuals (..., k) if m > n and A has full rank (else empty), rank, singular values;
    the last two are empty for drivers that do not compute them."""
def lu(A: _Tensor, *, pivot: bool = True) -> _linalg_lu: """A = P L U: a permutation of the rows, a lower triangle with ones on its diagonal, and an upper triangle."""
class _linalg_lu_factor(_NamedTuple):
    LU: _Tensor
    pivots: _Tensor
def lu_factor(A: _Tensor, *, pivot: bool = True) -> _linalg_lu_factor: """L and U of A = P L U in one matrix, without L's diagonal of ones, and the rows exchanged at each step (counted from 1)."""
def lu_solve(LU: _Tensor, pivots: _Tensor, B: _Tensor, *, left: bool = True, adjoint: bool = False) -> _Tensor: """X with A X = B, or X A = B, from what `lu_factor` made of A: (..., n, n), (..., n), (..., n, k) -> (..., n, k); ``adjoint`` for Aᵀ."""
def matmul(input: _Any, other: _Any) -> _Tensor: """The matrix product ``input @ other``.

    (n) @ (n) -> (), (n, k) @ (k, m) -> (n, m); leading dimensions are a batch and broadcast: (..., n, k) @ (..., k, m) -> (..., n, m).
    A 1-dim operand is a row on the left, a column on the right, and its dimension is gone from the result."""
def matrix_exp(A: _Tensor) -> _Tensor: """The matrix exponential, Σ Aⁿ / n!."""
def matrix_norm(A: _Tensor, ord: _Any = 'fro', dim: _Any = ..., keepdim: bool = False, *, dtype: _Any = None) -> _Tensor: """The norm of matrices: (..., m, n) -> (...).

    "fro" (root of the sum of squares), "nuc" (sum of singular values), 2 and -2 (largest and smallest singular value), 1 and -1 (largest and
    smallest sum of absolute values in a column), inf and -inf (in a row)."""
def matrix_power(A: _Tensor, n: int) -> _Tensor: """A multiplied with itself n times; the identity for 0, powers of the inverse for negative n."""
def matrix_rank(A: _Tensor, tol: _Any = None, hermitian: bool = False, *, atol: _Any = None, rtol: _Any = None) -> _Tensor: """How many singular values are larger than max(atol, rtol * the largest one)."""
def multi_dot(tensors: _Any) -> _Tensor: """The product of matrices in the cheapest order; the first may be a row vector, the last a column vector (1-D)."""
def norm(A: _Tensor, ord: _Any = None, dim: _Any = None, keepdim: bool = False, *, dtype: _Any = None) -> _Tensor: """The norm of vectors, along one ``dim``, or of matrices, in two; see `vector_norm` and `matrix_norm` for ``ord``.

    Without ``ord`` the root of the sum of squares of all elements, or of those along ``dim``."""
def pinv(A: _Tensor, rcond: _Any = None, hermitian: bool = False, *, atol: _Any = None, rtol: _Any = None) -> _Tensor: """The pseudoinverse (Moore-Penrose inverse): (..., m, n) -> (..., n, m). Singular values below max(atol, rtol * largest) count as zero.

    With ``hermitian`` A is symmetric and only its lower triangle is read."""
class _linalg_qr(_NamedTuple):
    Q: _Tensor
    R: _Tensor
def qr(A: _Tensor, mode: str = 'reduced') -> _linalg_qr: """A = Q R, with orthonormal columns in Q and R upper triangular: (..., m, n) -> (..., m, k), (..., k, n), where k = min(m, n).

    ``mode="complete"`` makes Q square, ``mode="r"`` leaves Q empty; neither has a derivative for tall matrices."""
def slogdet(A: _Tensor) -> _linalg_slogdet: """The sign of the determinant of a square matrix, and the logarithm of its absolute value: (sign, logabsdet)."""
def solve(A: _Tensor, B: _Tensor, *, left: bool = True) -> _Tensor: """The X of A X = B, or of X A = B with ``left=False``: (..., n, n), (..., n, k) -> (..., n, k), or B a (batch of) vectors (..., n)."""
def solve_triangular(A: _Tensor, B: _Tensor, *, upper: bool, left: bool = True, unitriangular: bool = False) -> _Tensor: """`solve` with the upper (lower) triangle of A only; ``unitriangular`` takes its diagonal as ones."""
class _linalg_svd(_NamedTuple):
    U: _Tensor
    S: _Tensor
    Vh: _Tensor
def svd(A: _Tensor, full_matrices: bool = True, *, driver: str | None = None) -> _linalg_svd: """A = U diag(S) Vh, with orthonormal columns in U and rows in Vh, and S in descending order.

    (..., m, n) -> (..., m, m), (..., k), (..., n, n), where k = min(m, n); without ``full_matrices`` (..., m, k), (..., k), (..., k, n).
    The gradients of U and Vh are not finite where singular values are equal."""
def svdvals(A: _Tensor, *, driver: str | None = None) -> _Tensor: """The singular values of a matrix, in descending order."""
def tensorinv(A: _Tensor, ind: int = 2) -> _Tensor: """The inverse of A for `tensordot` over its first ``ind`` dimensions, which together are as large as the others together."""
def tensorsolve(A: _Tensor, B: _Tensor, dims: _Any = None) -> _Tensor: """X with tensordot(A, X, X.ndim) = B; the dimensions ``dims`` of A are moved to its end first."""
def vander(x: _Tensor, N: int | None = None) -> _Tensor: """The powers 0 to N - 1 of each element, in a new last dimension of size N: by default as many as x has elements in its last."""
def vecdot(x: _Tensor, y: _Tensor, *, dim: int = -1) -> _Tensor: """The sum of products along ``dim``; the other dimensions broadcast."""
def vector_norm(x: _Tensor, ord: float = 2, dim: _Any = None, keepdim: bool = False, *, dtype: _Any = None) -> _Tensor: """(Σ|x|^ord)^(1/ord) over ``dim``: all of them, one or several. inf and -inf mean the largest and smallest |x|, 0 the count of nonzeros."""
