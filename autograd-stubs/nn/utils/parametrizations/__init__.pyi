"""Parametrisations by name."""
from typing import Any as _Any
def orthogonal(module: _Any, name: str = 'weight', orthogonal_map: str | None = None, *, use_trivialization: bool = True) -> _Any: """Let a weight (..., m, n) be a matrix with orthonormal columns, or rows where m < n, that is learnt as a function of any matrix X.

    ``orthogonal_map`` is "matrix_exp", exp(A), or "cayley", (I + A/2)(I - A/2)⁻¹, of A = tril(X) - tril(X)ᵀ; or "householder", the product of the
    reflectors below the diagonal of X, the default unless the matrix is square. With ``use_trivialization`` it is B times that, and the present
    weight, made orthogonal, becomes B.  Lezcano-Casado 2019."""
def spectral_norm(module: _Any, name: str = 'weight', n_power_iterations: int = 1, eps: float = 1e-12, dim: int | None = None) -> _Any: """Let a weight be divided by its largest singular value, so that the layer stretches nothing.  Miyato et al. 2018."""
def weight_norm(module: _Any, name: str = 'weight', dim: int | None = 0) -> _Any: """Let a weight be learnt as its length and its direction: ``original0`` and ``original1``.  Salimans & Kingma 2016."""
