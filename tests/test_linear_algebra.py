"""Products against NumPy, decompositions against their definitions, and what is refused."""

from __future__ import annotations

import itertools
import math
import random
import tracemalloc
from typing import Any

import numpy as np
import pytest

import autograd
import nn.functional as F
from autograd.ops.indexing import add_rows
from autograd.pytorch import linalg


def normal(*shape: int, seed: int = 0) -> Any:
    """A tensor of reproducible values."""
    return autograd.from_numpy(np.random.default_rng([seed, *shape]).normal(size=shape))


@pytest.mark.parametrize("seed", range(40))
def test_einsum_like_numpy(seed: int) -> None:
    draw = random.Random(seed)
    size = {c: draw.randint(1, 4) for c in "abcdXY"}
    terms = ["".join(draw.choices("abcdXY", k=draw.randint(0, 4))) for _ in range(draw.randint(1, 3))]
    batch = tuple(draw.choices((1, 3), k=draw.randint(0, 2)))
    operands = [normal(*batch, *(size[c] for c in term), seed=i) for i, term in enumerate(terms)]
    used = sorted(set("".join(terms)))
    equation = ",".join("..." + term for term in terms) + "->..." + "".join(draw.sample(used, draw.randint(0, len(used))))
    np.testing.assert_allclose(autograd.einsum(equation, *operands).array, np.einsum(equation, *(o.array for o in operands)), atol=1e-10)


def test_the_list_form_of_einsum() -> None:
    x, y = normal(2, 3), normal(3, 4)
    np.testing.assert_allclose(autograd.einsum(x, [0, 1], y, [1, 2], [2, 0]).array, (x.array @ y.array).T)
    np.testing.assert_allclose(autograd.einsum(x, [..., 1], y, [1, 2]).array, x.array @ y.array)


@pytest.mark.parametrize(("rows", "places", "width"), [(20, 5, 1), (20, 5, 3), (3000, 7, 50), (3000, 2000, 50), (2000, 3000, 100), (8000, 20, 20)])
def test_add_rows(rows: int, places: int, width: int) -> None:
    random = np.random.default_rng(0)
    index = np.minimum(random.geometric(0.01, size=(rows // 2, 2)) - 1, places - 1) - places * random.integers(0, 2, (rows // 2, 2))
    values = random.normal(size=(*index.shape, width))
    expected = np.zeros((places, width))
    np.add.at(expected, index, values)
    np.testing.assert_allclose(add_rows((places, width), index, values), expected, atol=1e-10)
    np.testing.assert_array_equal(add_rows((rows, width), np.arange(rows), values.reshape(rows, width)), values.reshape(rows, width))


def test_rows_are_added_at_places_beyond_those_of_sixteen_bits() -> None:
    random = np.random.default_rng(0)
    index = np.concatenate([random.integers(0, 200_000, 5000), 199_000 + random.integers(0, 40, 5000)])
    values = random.integers(-1000, 1000, (10_000, 3))
    for kind in (np.float64, np.int32):
        expected = np.zeros((200_000, 3), kind)
        np.add.at(expected, index, values.astype(kind))
        np.testing.assert_array_equal(add_rows((200_000, 3), index, values.astype(kind)), expected)


@pytest.mark.parametrize("kind", [np.float32, np.float16, np.int32, np.uint8])
def test_adding_to_few_rows_of_many(kind: Any) -> None:
    random = np.random.default_rng(0)
    for places in (3, 90):
        index, values = random.integers(0, places, 200), random.integers(0, 3, (200, 2, 3)).astype(kind)
        expected = np.ones((1000, 2, 3), kind)
        np.add.at(expected, index, values)
        found = autograd.ones(1000, 2, 3, dtype=autograd.from_numpy(values).dtype).index_add_(
            0, autograd.from_numpy(index), autograd.from_numpy(values)
        )
        assert found.array.dtype == kind
        np.testing.assert_array_equal(found.array, expected)
    nothing = autograd.ones(1000, 0).index_add_(0, autograd.tensor([3, 3]), autograd.ones(2, 0))
    assert nothing.shape == (1000, 0)
    ours = autograd.zeros(1000, 2, dtype=autograd.bool)
    ours.index_put_((autograd.tensor([3, 3, 5]),), autograd.tensor([[True, False], [True, True], [False, False]]), accumulate=True)
    assert ours[:6].sum(0).tolist() == [1, 1]


@pytest.mark.parametrize("dim", [0, 1, 2])
def test_an_expanded_index_takes_and_adds_whole_slices(dim: int) -> None:
    random = np.random.default_rng(0)
    shape = [3, 4, 5]
    x = autograd.from_numpy(random.normal(size=shape)).requires_grad_()
    shape[dim] = 7
    src = autograd.from_numpy(random.normal(size=shape)).requires_grad_()
    vector = autograd.from_numpy(random.integers(0, 3, 7))
    one = vector.reshape([7 if d == dim else 1 for d in range(3)]).expand(shape)
    functions: list[Any] = [
        lambda i: x.gather(dim, i),
        lambda i: x.scatter_add(dim, i, src),
        lambda i: x.scatter(dim, i, src),
        lambda i: x.scatter(dim, i, 2.5),
    ]
    functions += [lambda i, how=how: x.scatter_reduce(dim, i, src, how, include_self=how != "mean") for how in ("sum", "prod", "mean", "amax")]
    for function in functions:
        found = []
        for index in (one, one.contiguous()):
            out = function(index)
            first = autograd.grad((out**3).sum(), (x, src), create_graph=True, allow_unused=True, materialize_grads=True)
            second = autograd.grad(sum((f**2).sum() for f in first), (x, src), allow_unused=True, materialize_grads=True)
            found.append([t.detach().numpy() for t in (out, *first, *second)])
        for ours, wanted in zip(*found, strict=True):
            np.testing.assert_allclose(ours, wanted, rtol=1e-11, atol=1e-11)
    with pytest.raises(RuntimeError, match="index 3 is out of bounds for dimension 0 with size 3"):
        autograd.ones(3, 2).gather(0, autograd.tensor([[3]]).expand(1, 2))


def test_multi_dot_finds_the_cheapest_order() -> None:
    sizes = [30, 1, 40, 2, 25, 3]
    matrices = [normal(n, m) for n, m in itertools.pairwise(sizes)]
    np.testing.assert_allclose(linalg.multi_dot(matrices).array, np.linalg.multi_dot([m.array for m in matrices]))


def test_factors_multiply_to_the_matrix() -> None:
    a = normal(2, 4, 4)
    symmetric = a @ a.mT
    for product, expected in (
        ((lambda p, lower, u: p @ lower @ u)(*linalg.lu(a)), a),
        ((lambda q, r: q @ r)(*linalg.qr(a)), a),
        ((lambda u, s, vh: u * s.unsqueeze(-2) @ vh)(*linalg.svd(a)), a),
        ((lambda w, v: v * w.unsqueeze(-2) @ v.mT)(*linalg.eigh(symmetric)), symmetric),
        ((lambda lower: lower @ lower.mT)(linalg.cholesky(symmetric)), symmetric),
        (a @ linalg.solve(a, symmetric), symmetric),
        (a @ linalg.inv(a) @ symmetric, symmetric),
        (a @ linalg.pinv(a) @ a, a),
    ):
        np.testing.assert_allclose(product.array, expected.array, atol=1e-8)
    large = normal(3, 3, seed=1) * 3
    np.testing.assert_allclose((autograd.matrix_exp(large) @ autograd.matrix_exp(-large)).array, np.eye(3), atol=1e-8)
    np.testing.assert_allclose(autograd.matrix_exp(autograd.zeros(2, 3, 3)).array, np.broadcast_to(np.eye(3), (2, 3, 3)))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: normal(3, 4) @ normal(3, 2), r"matmul: \(3, 4\) @ \(3, 2\): inner sizes 4 and 3 differ"),
        (lambda: normal(2, 3, 4) @ normal(3, 4, 2), r"matmul: \(2, 3, 4\) @ \(3, 4, 2\): the batch dimensions \(2,\) and \(3,\) do not broadcast"),
        (lambda: normal(3) @ normal(3, 4).float(), "expected m1 and m2 to have the same dtype, but got: double != float"),
        (lambda: normal(3) @ normal(), "both arguments to matmul need to be at least 1D, but they are 1D and 0D"),
        (lambda: normal(3, 4).bool() @ normal(4).bool(), "not implemented for 'Bool'"),
        (lambda: autograd.mm(normal(3), normal(3)), r"mm: expected tensors of 2 and 2 dimensions, got \(3,\) and \(3,\)"),
        (lambda: autograd.einsum("ij,jk", normal(2, 3), normal(4, 5)), "'j' stands for dimensions of sizes 3 and 4"),
        (lambda: linalg.inv(autograd.ones(2, 2)), r"linalg.inv\(\(2, 2\)\): .* the input matrix is singular"),
        (lambda: linalg.cholesky(-autograd.eye(2)), "not positive-definite"),
        (lambda: linalg.det(normal(2, 3)), "A must be batches of square matrices, but they are 2 by 3 matrices"),
        (lambda: linalg.svd(autograd.ones(2, 2).long()), "Expected a floating point or complex tensor as input. Got int64"),
    ],
)
def test_refusals(call: Any, message: str) -> None:
    with pytest.raises(RuntimeError, match=message):
        call()


def test_a_singular_matrix_is_a_LinAlgError() -> None:
    with pytest.raises(linalg.LinAlgError):
        linalg.solve(autograd.zeros(2, 2), autograd.ones(2))
    with pytest.raises(TypeError, match=r"argument 'other' \(position 2\) must be Tensor, not int"):
        normal(3) @ 2


# ---------------------------------------------------------------------------------------------------------------- distances


def far_and_near() -> tuple[Any, Any]:
    """Points far from the origin, of which some are the same in both, and some differ by little."""
    points = (np.random.default_rng(0).normal(size=(400, 30)) + 1000).astype(np.float32)
    return points, np.concatenate([points[:200], points[200:] + np.float32(1e-3)])


def test_distances_have_all_digits_and_are_zero_between_equal_points() -> None:
    """PyTorch's own, of more than 25 points, are wrong by 0.1 here: it subtracts squared lengths of 30,000,000 in float32."""
    x, y = far_and_near()
    right = np.sqrt(((x[:, None].astype(np.float64) - y) ** 2).sum(-1))
    distances = autograd.cdist(autograd.from_numpy(x), autograd.from_numpy(y)).array
    np.testing.assert_allclose(distances, right, rtol=2e-7)
    np.testing.assert_allclose(
        F.pdist(autograd.from_numpy(y)).array, autograd.cdist(*[autograd.from_numpy(y)] * 2).array[np.triu_indices(400, 1)], rtol=3e-7
    )


def test_gradients_of_distances_are_those_of_the_differences() -> None:
    """Of many points, where blocks and products compute them, in float32 against float64; finite where points are equal.

    Where several differences are the largest, each of them has the whole gradient of a distance of order inf, as in PyTorch.
    """
    x, y = (autograd.from_numpy(a - np.float32(1000)).requires_grad_() for a in far_and_near())
    cotangent = autograd.from_numpy(np.random.default_rng(1).normal(size=(400, 400)).astype(np.float32))
    exact = [t.detach().double().requires_grad_() for t in (x, y)]
    for p in (1.0, 2.0, math.inf):
        found = autograd.grad(autograd.cdist(x, y, p), [x, y], cotangent)
        difference = exact[0][:, None] - exact[1]
        size = difference.abs()
        right = autograd.grad(
            difference.norm(p, -1) if p < math.inf else (size * (size == size.amax(-1, keepdim=True)) * (size > 0)).sum(-1), exact, cotangent.double()
        )
        for f, r in zip(found, right, strict=True):
            np.testing.assert_allclose(f.array, r.array, rtol=1e-5, atol=2e-4)


@pytest.mark.parametrize("p", [1.0, 2.0])
def test_distances_take_little_more_memory_than_their_result(p: float) -> None:
    """The differences of all pairs would take 64 times as much."""
    x, y = (autograd.randn(600, 64, requires_grad=True) for _ in range(2))
    result = 600 * 600 * 4

    def peak(function: Any) -> int:
        tracemalloc.start()
        function()
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    assert peak(lambda: autograd.cdist(x, y, p)) < 3 * result
    assert peak(lambda: autograd.cdist(x, y, p).sum().backward()) < 5 * result
    assert peak(lambda: F.pdist(x, p)) < 3 * result
    assert peak(lambda: F.pdist(x, p).sum().backward()) < 5 * result
