"""Samples of autograd/ops/linear_algebra.py and decomposition.py."""

from typing import Any

import numpy as np

import autograd
from autograd import Tensor
from autograd.pytorch import linalg
from tests.samples import Sample, normal

a, b, u, v = normal(2, 3), normal(3, 4), normal(3), normal(3, seed=1)
batch, stack = normal(2, 2, 3), normal(2, 3, 2)
square = normal(3, 3) + 2 * np.eye(3)
squares = np.stack([square, square.T @ square])
symmetric = square @ square.T + np.diag([1.0, 2.0, 4.0])
singular = np.array([[1.0, 2.0, 3.0], [2.0, 4.0, 6.0], [0.5, 0.0, 1.0]])
singular[1] = 2 * singular[0]
tall, wide = normal(4, 2), normal(2, 4)


def products(x: Tensor, y: Tensor) -> Any:
    """One einsum after another."""
    return autograd.einsum("ij,jk->ki", x, y), autograd.einsum("ij,jk", x, y) ** 2


def without_signs(x: Tensor) -> Any:
    """What does not depend on the arbitrary signs of singular vectors."""
    left, values, right = linalg.svd(x, full_matrices=False)
    return left * left, values, right * right, left @ right


def without_signs_symmetric(x: Tensor) -> Any:
    """What does not depend on the arbitrary signs of eigenvectors."""
    values, vectors = linalg.eigh((x + x.mT) / 2)
    return values, vectors * vectors, vectors @ (vectors * values.unsqueeze(-2) ** 2).mT


def of_symmetric(function: Any, **keywords: Any) -> Any:
    """A function of a symmetric matrix, of which finite differences must not change one triangle alone."""

    def call(x: Tensor, *others: Tensor) -> Any:
        return function((x + x.mT) / 2, *others, **keywords)

    call.__name__ = function.__name__
    return call


def through_numpy(x: Tensor) -> Any:
    """The same by NumPy's names."""
    numbers = np.linalg.det(x), np.linalg.norm(x) * np.trace(x)
    return *numbers, np.linalg.inv(x), np.dot(x, x), np.outer(x, x), np.linalg.solve(x, x.mT), np.matmul(x, x), *np.linalg.qr(x)


def through_numpy_tensors(x: Tensor, y: Tensor) -> Any:
    """Sums of products by NumPy's names."""
    return np.inner(x, y.mT), np.tensordot(x, y, axes=1), np.einsum("ij,jk->k", x, y), np.dot(x, y)


SAMPLES = [
    Sample(autograd.matmul, a, b, name="matrices"),
    Sample(autograd.matmul, u, v, name="vectors"),
    Sample(autograd.matmul, a, u, name="matrix and vector"),
    Sample(autograd.matmul, u, b, name="vector and matrix"),
    Sample(autograd.matmul, batch, b, name="batch and matrix"),
    Sample(autograd.matmul, batch, u, name="batch and vector"),
    Sample(autograd.matmul, u, stack, name="vector and batch"),
    Sample(autograd.matmul, normal(2, 1, 2, 3), stack, name="batches that broadcast"),
    Sample(autograd.mm, a, b),
    Sample(autograd.bmm, batch, stack),
    Sample(autograd.mv, a, u),
    Sample(autograd.dot, u, v),
    Sample(autograd.outer, u, v),
    Sample(autograd.addmm, normal(4), a, b, beta=0.5, alpha=2),
    Sample(autograd.baddbmm, normal(2, 2, 2), batch, stack, alpha=3),
    Sample(autograd.addbmm, normal(2, 2), batch, stack),
    Sample(autograd.addmv, normal(2), a, u, beta=2),
    Sample(autograd.addr, normal(3, 3), u, v),
    Sample(products, a, b),
    Sample(lambda x: autograd.einsum("iji->j", x) ** 2, normal(2, 3, 2), name="einsum diagonal"),
    Sample(lambda x, y: autograd.einsum("...ik,...jk->...ij", x, y), batch, normal(1, 4, 3), name="einsum batch"),
    Sample(lambda x, y, z: autograd.einsum("i,ij,j->i", x, y, z), normal(2), a, u, name="einsum of three"),
    Sample(lambda x, y: autograd.tensordot(x, y, ([1, 2], [1, 0])), batch, normal(3, 2, 2), name="tensordot"),
    Sample(autograd.inner, a, normal(2, 2, 3)),
    Sample(autograd.kron, a, normal(2, 2)),
    Sample(autograd.cross, normal(2, 3), normal(1, 3, seed=2)),
    Sample(lambda x: autograd.trace(x) ** 2, b, name="trace"),
    Sample(through_numpy, square),
    Sample(through_numpy_tensors, a, b),
    Sample(linalg.inv, squares),
    Sample(linalg.solve, squares, normal(2, 3, 2)),
    Sample(linalg.solve, square, u, name="vector"),
    Sample(lambda x, y: linalg.solve(x, y, left=False), square, a, name="solve from the right"),
    Sample(lambda x, y: linalg.solve_triangular(x, y, upper=True), square, b, name="solve_triangular"),
    Sample(lambda x, y: linalg.solve_triangular(x, y, upper=False, unitriangular=True), square, b, name="solve_triangular unit"),
    Sample(linalg.det, squares),
    Sample(linalg.det, singular, name="singular"),
    Sample(linalg.slogdet, squares),
    Sample(autograd.logdet, symmetric),
    Sample(of_symmetric(linalg.cholesky), symmetric),
    Sample(of_symmetric(linalg.cholesky, upper=True), symmetric, name="upper"),
    Sample(lambda y, x: autograd.cholesky_solve(y, x.tril()), b, square, name="cholesky_solve"),
    Sample(lambda x: linalg.lu(x)[1:], squares, name="lu"),
    Sample(linalg.householder_product, normal(2, 4, 2), normal(2, 2)),
    Sample(autograd.orgqr, square, normal(2), name="fewer"),
    Sample(linalg.qr, tall),
    Sample(linalg.qr, wide, name="wide"),
    Sample(without_signs_symmetric, symmetric),
    Sample(of_symmetric(linalg.eigvalsh), symmetric),
    Sample(without_signs, tall),
    Sample(without_signs, wide, name="wide"),
    Sample(linalg.svdvals, square),
    Sample(linalg.pinv, tall),
    Sample(linalg.pinv, wide, name="wide"),
    Sample(lambda x, y: linalg.lstsq(x, y, driver="gelsd")[:2], tall, normal(4, 3), name="lstsq"),
    Sample(linalg.matrix_power, square, n=3),
    Sample(linalg.matrix_power, square, n=-2, name="of the inverse"),
    Sample(linalg.matrix_exp, square),
    Sample(linalg.matrix_norm, a, ord="nuc"),
    Sample(linalg.matrix_norm, batch, ord=2, name="spectral"),
    Sample(linalg.matrix_norm, batch, ord=1, dim=(0, 2), name="columns"),
    Sample(linalg.norm, a),
    Sample(linalg.cond, square),
    Sample(linalg.cond, square, p="fro", name="fro"),
    Sample(linalg.vecdot, a, normal(2, 3, seed=5)),
    Sample(lambda x, y, z: linalg.multi_dot([x, y, z]), a, b, normal(4), name="multi_dot"),
    Sample(linalg.tensorinv, normal(2, 3, 6)),
    Sample(linalg.tensorsolve, normal(2, 3, 6), normal(2, 3)),
    Sample(lambda x, y: linalg.lu_solve(*linalg.lu_factor(x), y), squares, normal(2, 3, 2), name="lu_solve"),
    Sample(lambda x: (autograd.manual_seed(0), autograd.svd_lowrank(x, q=2, niter=1)[1])[1], normal(5, 4), name="svd_lowrank"),
    Sample(linalg.vander, u),
    Sample(autograd.vander, u, N=4),
]
