"""Results and gradients lie in memory as PyTorch's do, so that ``view`` works, or refuses, as there.

The strides are recorded from PyTorch 2.13; test_torch_database.py compares live, over the operator database's samples.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import autograd
from autograd.core import strides as layouts
from nn import functional as F

X = (2, 3, 4)  # of p: its dimensions lie in the order 1, 0, 2, with strides 4, 8, 1
P = autograd.arange(24.0).view(3, 2, 4).transpose(0, 1)
C = autograd.arange(24.0).view(*X)  # row-major
R = autograd.arange(24.0).view(4, 3, 2).permute(2, 1, 0)  # all dimensions reversed
MASK = C > 3
IMAGE = autograd.arange(2.0 * 3 * 6 * 4).view(2, 6, 4, 3).permute(0, 3, 1, 2)  # (2, 3, 6, 4), channels last
WEIGHT = autograd.ones(5, 3, 3, 3)
INDEX = autograd.tensor([1, 0, 1])
MATRIX = autograd.tensor([[4.0, 1.0, 0.0], [1.0, 3.0, 1.0], [0.0, 1.0, 2.0]])

RECORDED: dict[str, tuple[Any, tuple[int, ...]]] = {
    "p + c": (lambda: P + C, (4, 8, 1)),
    "c + p": (lambda: C + P, (12, 4, 1)),
    "r * p": (lambda: R * P, (1, 2, 6)),
    "p * r": (lambda: P * R, (4, 8, 1)),
    "p - number": (lambda: P - 1, (4, 8, 1)),
    "number / p": (lambda: 1 / (P + 1), (4, 8, 1)),
    "p broadcast": (lambda: P + autograd.ones(3, 1), (4, 8, 1)),
    "row first": (lambda: autograd.ones(3, 1) + P, (4, 8, 1)),
    "matrix first": (lambda: autograd.ones(4, 3).t() + P, (12, 1, 3)),
    "maximum": (lambda: autograd.maximum(R, C), (1, 2, 6)),
    "where": (lambda: autograd.where(MASK, R, C), (12, 4, 1)),
    "clamp": (lambda: autograd.clamp(R, C, C + 1), (1, 2, 6)),
    "lerp": (lambda: autograd.lerp(R, C, 0.3), (1, 2, 6)),
    "less": (lambda: R < C, (1, 2, 6)),
    "isclose": (lambda: autograd.isclose(R, C), (1, 2, 6)),
    "logical_and": (lambda: autograd.logical_and(R, C), (1, 2, 6)),
    "exp": (lambda: P.exp(), (4, 8, 1)),
    "erf of float64": (lambda: P.double().erf(), (4, 8, 1)),
    "gelu": (lambda: F.gelu(P), (4, 8, 1)),
    "with gaps": (lambda: autograd.ones(4, 6)[:, ::2].exp(), (3, 1)),
    "sum": (lambda: R.sum(1), (4, 1)),
    "sum keepdim": (lambda: R.sum(1, keepdim=True), (4, 4, 1)),
    "mean": (lambda: R.mean(0), (4, 1)),
    "prod": (lambda: R.prod(0), (4, 1)),
    "amax": (lambda: R.amax(0), (4, 1)),
    "max": (lambda: R.max(0).values, (4, 1)),
    "max, indices": (lambda: R.max(0).indices, (4, 1)),
    "var": (lambda: R.var(0), (4, 1)),
    "std": (lambda: R.std(0), (4, 1)),
    "norm": (lambda: R.norm(2, 0), (4, 1)),
    "logsumexp": (lambda: R.logsumexp(0), (4, 1)),
    "any": (lambda: R.any(0), (4, 1)),
    "count_nonzero": (lambda: R.count_nonzero(0), (4, 1)),
    "argmax": (lambda: R.argmax(0), (4, 1)),
    "softmax": (lambda: P.softmax(-1), (12, 4, 1)),
    "log_softmax": (lambda: P.log_softmax(0), (12, 4, 1)),
    "cumsum": (lambda: P.cumsum(1), (12, 4, 1)),
    "cumprod": (lambda: P.cumprod(1), (12, 4, 1)),
    "cummax": (lambda: P.cummax(1).values, (12, 4, 1)),
    "tril": (lambda: P.tril(), (12, 4, 1)),
    "roll": (lambda: P.roll(1, 0), (12, 4, 1)),
    "flip": (lambda: P.flip(0), (4, 8, 1)),
    "repeat": (lambda: P.repeat(1, 1, 1), (12, 4, 1)),
    "masked_fill": (lambda: R.masked_fill(MASK, 0.0), (12, 4, 1)),
    "sort": (lambda: R.sort(1).values, (1, 2, 6)),
    "sort, indices": (lambda: R.sort(1).indices, (1, 2, 6)),
    "argsort": (lambda: R.argsort(1), (1, 2, 6)),
    "topk": (lambda: C.topk(2).values, (6, 2, 1)),
    "kthvalue": (lambda: C.kthvalue(2).values, (3, 1)),
    "gather": (lambda: R.gather(0, autograd.zeros(1, 3, 4, dtype=autograd.int64)), (12, 4, 1)),
    "scatter": (lambda: R.scatter(0, autograd.zeros(1, 3, 4, dtype=autograd.int64), C), (12, 4, 1)),
    "index_add": (lambda: R.index_add(0, INDEX, autograd.ones(3, 3, 4)), (12, 4, 1)),
    "index_put": (lambda: R.index_put((INDEX,), autograd.tensor(1.0)), (1, 2, 6)),
    "index_select": (lambda: R.index_select(1, INDEX), (12, 4, 1)),
    "index first": (lambda: R[INDEX], (12, 1, 3)),
    "index last": (lambda: R[:, :, INDEX], (3, 6, 1)),
    "mask": (lambda: R[R > 5], (1,)),
    "bmm": (lambda: P @ P.mT, (9, 3, 1)),
    "batch norm": (lambda: F.batch_norm(IMAGE, None, None, training=True), (72, 1, 12, 3)),
    "inverse": (lambda: MATRIX.inverse(), (1, 3)),
    "cholesky": (lambda: autograd.linalg.cholesky(MATRIX), (1, 3)),
    "qr": (lambda: autograd.linalg.qr(MATRIX).Q, (1, 3)),
    "eigh": (lambda: autograd.linalg.eigh(MATRIX).eigenvectors, (1, 3)),
    "svd": (lambda: autograd.linalg.svd(MATRIX).U, (1, 3)),
    "conv2d": (lambda: F.conv2d(IMAGE, WEIGHT), (40, 1, 10, 5)),
    "conv2d, row-major": (lambda: F.conv2d(IMAGE.contiguous(), WEIGHT), (40, 8, 2, 1)),
    "max_pool2d": (lambda: F.max_pool2d(IMAGE, 2), (18, 1, 6, 3)),
    "avg_pool2d": (lambda: F.avg_pool2d(IMAGE, 2), (18, 1, 6, 3)),
    "adaptive_avg_pool2d": (lambda: F.adaptive_avg_pool2d(IMAGE, (4, 3)), (36, 1, 9, 3)),
    "interpolate": (lambda: F.interpolate(IMAGE, (4, 5), mode="bilinear"), (60, 1, 15, 3)),
    "interpolate nearest": (lambda: F.interpolate(IMAGE, (12, 8)), (288, 1, 24, 3)),
    "pad": (lambda: F.pad(IMAGE, (1, 1)), (108, 1, 18, 3)),
    "pad reflect": (lambda: F.pad(IMAGE, (1, 1, 0, 0), mode="reflect"), (108, 1, 18, 3)),
    "cat": (lambda: autograd.cat([IMAGE, IMAGE]), (72, 1, 12, 3)),
}


@pytest.mark.parametrize("name", RECORDED)
def test_results_have_pytorchs_strides(name: str) -> None:
    call, expected = RECORDED[name]
    result = call()
    assert tuple(s for s, n in zip(result.stride(), result.shape, strict=True) if n > 1) == tuple(
        s for s, n in zip(expected, result.shape, strict=True) if n > 1
    )


def test_the_recorded_strides_are_those_of_pytorch() -> None:
    torch = pytest.importorskip("torch")
    swapped = {"autograd": torch, "F": torch.nn.functional}
    constants = {n: torch.from_numpy(np.asarray(t.array)) for n, t in globals().items() if isinstance(t, autograd.Tensor)}
    for name, (call, expected) in RECORDED.items():
        result = eval(call.__code__, {**swapped, **constants})
        kept = [(s, e) for s, e, n in zip(result.stride(), expected, result.shape, strict=True) if n > 1]
        assert [s for s, _ in kept] == [e for _, e in kept], name


def test_view_works_where_it_works_in_pytorch() -> None:
    q = autograd.randn(2, 5, 3, 4).permute(0, 2, 1, 3)
    assert q.sum(-1).view(2, 15).shape == (2, 15)
    assert P.softmax(-1).view(6, 4).shape == (6, 4)
    for result in (P + C, autograd.linalg.inv(MATRIX)):
        with pytest.raises(RuntimeError, match="view"):
            result.view(-1)
    assert (C + P).view(-1).shape == (24,)


def test_a_gradient_lies_as_its_leaf() -> None:
    for leaf, expected in (
        (autograd.ones(3, 4), (4, 1)),
        (autograd.ones(4, 3).t(), (1, 3)),
        (autograd.ones(2, 3, 4).permute(2, 0, 1), (1, 12, 4)),
        (autograd.ones(3, 8)[:, ::2], (4, 1)),
    ):
        for function in (lambda t: autograd.ones(5, t.shape[-1]) @ t.mT, lambda t: t.exp(), lambda t: t.mT * 2, lambda t: t.sum(0) * t):
            x = leaf.detach().requires_grad_()
            function(x).sum().backward()
            assert x.grad.stride() == expected
            kept = x.grad
            function(x).sum().backward()
            assert x.grad is kept and kept.stride() == expected
    parameter = autograd.nn.Parameter(autograd.randn(3, 4))
    (autograd.randn(5, 4) @ parameter.t()).sum().backward()
    assert parameter.grad.view(-1).shape == (12,)


def test_values_and_gradients_do_not_depend_on_the_layout() -> None:
    random = np.random.default_rng(3)
    values = [autograd.from_numpy(random.normal(size=X)) for _ in range(2)]
    orders = [(0, 1, 2), (2, 1, 0), (1, 0, 2), (0, 2, 1)]
    for function in (lambda a, b: a * b + b, lambda a, b: autograd.where(a > b, a, b), lambda a, b: (a / (b * b + 1)).softmax(1)):
        found = []
        for first in orders:
            for second in orders:
                pair = []
                for value, order in zip(values, (first, second), strict=True):
                    inverse = tuple(sorted(range(3), key=order.__getitem__))
                    pair.append(value.permute(order).contiguous().permute(inverse).requires_grad_())
                out = function(*pair)
                (out * values[0]).sum().backward()
                found.append([out.array, pair[0].grad.array, pair[1].grad.array])
        for others in found[1:]:
            for a, b in zip(found[0], others, strict=True):
                np.testing.assert_allclose(a, b, rtol=1e-12)


def test_order_of_dimensions() -> None:
    array = np.zeros((2, 3, 4))
    assert layouts.ordered(array, (0, 1, 2)) is array
    copy = layouts.ordered(array, (2, 0, 1))
    assert copy.strides == (24, 8, 48) and copy.shape == (2, 3, 4)
    assert layouts.order_of((2, 3, 4), [array.T.transpose(2, 1, 0)]) == (0, 1, 2)
    assert layouts.order_of((4, 3, 2), [array.T]) == (2, 1, 0)
    assert layouts.order_of((4, 3), [np.broadcast_to(np.zeros((1, 3)), (4, 3)), np.zeros((3, 4)).T]) == (1, 0)
