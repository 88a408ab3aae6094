"""Sparse tensors: each program runs on this engine and, where PyTorch is installed, on PyTorch; values, gradients and texts must agree."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import autograd

pytestmark = pytest.mark.filterwarnings("ignore:Sparse invariant checks", "ignore:torch.sparse.SparseTensor")  # of PyTorch
PLACES = [[0, 1, 1, 0], [2, 0, 2, 2]]  # one of them twice


def matrix(torch: Any, values: Any) -> Any:
    return torch.sparse_coo_tensor(torch.tensor(PLACES), values, (2, 3))


Product = Callable[[Any, Any, Any], Any]  # of a sparse (2, 3) and a dense (3, 2)
PRODUCTS: dict[str, Product] = {
    "sparse.mm": lambda t, a, x: t.sparse.mm(a, x),
    "spmm": lambda t, a, x: t.spmm(a, x),
    "mm": lambda t, a, x: t.mm(a, x),
    "matmul": lambda t, a, x: t.matmul(a, x),
    "operator": lambda t, a, x: a @ x,
    "method": lambda t, a, x: a.mm(x),
    "coalesced": lambda t, a, x: a.coalesce() @ x,
    "mv": lambda t, a, x: t.mv(a, x[:, 0]),
    "vector": lambda t, a, x: a @ x[:, 1],
    "dense first": lambda t, a, x: x.t() @ a.t(),
    "transposed": lambda t, a, x: t.sparse.mm(a.transpose(0, 1), x[:2]),
    "scaled": lambda t, a, x: t.sparse.mm(a * 3.0, x),
    "sum": lambda t, a, x: t.sparse.mm(a + a.coalesce(), x),
    "difference": lambda t, a, x: t.sparse.mm(a - a.coalesce() * 0.25, x),
    "sum of elements": lambda t, a, x: t.sparse.sum(a) * x,
    "sums of columns": lambda t, a, x: t.sparse.sum(a, dim=0).to_dense() * x.sum(1),
    "values": lambda t, a, x: a.coalesce().values() * x[:, 0],
    "dense": lambda t, a, x: a.to_dense() @ x,
}


def computed(torch: Any, product: Product) -> Any:
    values = torch.tensor([3.0, 4.0, 5.0, 1.0], dtype=torch.float64, requires_grad=True)
    x = torch.arange(6.0, dtype=torch.float64).view(3, 2).requires_grad_()
    result = product(torch, matrix(torch, values), x)
    seed = torch.linspace(0.5, 1.5, result.numel(), dtype=torch.float64).view(result.shape)
    gradients = torch.autograd.grad(result, [values, x], seed, allow_unused=True)
    return [np.zeros(0) if r is None else r.detach().numpy() for r in (result, *gradients)]


@pytest.mark.parametrize("name", PRODUCTS)
def test_products(name: str) -> None:
    torch = pytest.importorskip("torch")
    for ours, theirs in zip(computed(autograd, PRODUCTS[name]), computed(torch, PRODUCTS[name]), strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=1e-12)


def test_gradients_are_those_of_the_dense_matrix() -> None:
    expected = computed(autograd, PRODUCTS["dense"])
    for name in ("sparse.mm", "mm", "operator", "coalesced"):
        for ours, theirs in zip(computed(autograd, PRODUCTS[name]), expected, strict=True):
            np.testing.assert_allclose(ours, theirs, rtol=1e-12)

    def product(values: Any, x: Any) -> Any:
        return matrix(autograd, values) @ x

    given = autograd.randn(4, dtype=autograd.float64, requires_grad=True), autograd.randn(3, 2, dtype=autograd.float64, requires_grad=True)
    assert autograd.gradcheck(product, given) and autograd.gradgradcheck(product, given)


QUESTIONS: dict[str, Callable[[Any], Any]] = {
    "text": lambda t: repr(matrix(t, t.tensor([3.0, 4.0, 5.0, 1.0]))),
    "text of a leaf": lambda t: repr(t.sparse_coo_tensor([[0, 1]], [1.0, 2.0], requires_grad=True)),
    "facts": lambda t: [(a.is_sparse, a._nnz(), a.is_coalesced(), a.dim(), a.size(1), tuple(a.shape)) for a in [matrix(t, t.ones(4))]],
    "coalesced": lambda t: [
        (c.indices().tolist(), c.values().tolist(), c.is_coalesced()) for c in [matrix(t, t.tensor([3.0, 4.0, 5.0, 1.0])).coalesce()]
    ],
    "sizes": lambda t: tuple(t.sparse_coo_tensor([[0, 2]], [[1.0, 2.0], [3.0, 4.0]]).shape),
    "vectors as values": lambda t: t.sparse_coo_tensor([[0, 2, 0]], [[1.0, 2.0], [3.0, 4.0], [5.0, 5.0]], (3, 2)).coalesce().to_dense().tolist(),
    "from dense": lambda t: [(s.indices().tolist(), s.values().tolist()) for s in [t.tensor([[0.0, 2.0], [3.0, 0.0]]).to_sparse()]],
    "types": lambda t: [str(matrix(t, t.ones(4)).to(t.float64).dtype), str(t.sparse.FloatTensor(t.tensor(PLACES), t.ones(4), t.Size([2, 3])).dtype)],
    "beside dense": lambda t: (t.ones(2, 3) + matrix(t, t.ones(4))).tolist(),
    "halved": lambda t: (matrix(t, t.ones(4)).coalesce() / 2).to_dense().tolist(),
    "gradient of a leaf": lambda t: [
        (t.sparse.mm(a, t.tensor([[1.0, 2.0], [3.0, 4.0]])).pow(2).sum().backward(), a.grad.to_dense().tolist(), a.is_leaf)
        for a in [t.sparse_coo_tensor([[0, 1], [1, 0]], [1.0, 2.0], requires_grad=True)]
    ],
    "gradient of what was dense": lambda t: [
        (t.sparse.mm(d.to_sparse(), t.tensor([[1.0, 2.0], [3.0, 4.0]])).sum().backward(), d.grad.tolist())
        for d in [t.tensor([[0.0, 2.0], [3.0, 0.0]], requires_grad=True)]
    ],
}


@pytest.mark.parametrize("name", QUESTIONS)
def test_answers(name: str) -> None:
    torch = pytest.importorskip("torch")
    assert QUESTIONS[name](autograd) == QUESTIONS[name](torch)


def test_refused() -> None:
    a = matrix(autograd, autograd.ones(4))
    with pytest.raises(RuntimeError, match="call .coalesce"):
        a.values()
    with pytest.raises(RuntimeError, match="inner sizes 3 and 2 differ"):
        _ = a @ autograd.ones(2, 2)
    with pytest.raises(RuntimeError, match=r"expected indices \(dimensions, n\)"):
        autograd.sparse_coo_tensor([0, 1], [1.0, 2.0])
    with pytest.raises(RuntimeError, match=r"outside of the size \(3,\)"):
        autograd.sparse_coo_tensor([[0, 5]], [1.0, 2.0], (3,))
    with pytest.raises(RuntimeError, match="the same size"):
        _ = a + a.t()
    for use in (lambda: autograd.exp(a), lambda: a[0], lambda: a * autograd.ones(2, 3), lambda: a @ a.t(), lambda: a.numpy()):
        with pytest.raises(NotImplementedError, match="to_dense"):
            use()


def test_large_ones_stay_sparse() -> None:
    n = 10**6
    a = autograd.sparse_coo_tensor(autograd.arange(n).repeat(2, 1), autograd.full((n,), 2.0), (n, n))
    assert (a @ autograd.ones(n, 1)).sum().item() == 2 * n
    assert copy.deepcopy(a)._nnz() == n
