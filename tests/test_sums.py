"""Sums lose nothing: every reduction, every sum in a backward pass and every scatter, beside the same in longer numbers.

NumPy and BLAS add one after another along some axes, and float32 then stops counting at 2**24. The bound is for numbers of one sign. Equal
numbers are the hardest: every rounding errs in the same direction.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import autograd as torch
from autograd.machine.half import single
from autograd.machine.totals import add_up, inner_total, total

F: Any = torch.nn.functional
BOUND = {np.float16: 6e-4, np.float32: 1e-6, np.float64: 2e-14}  # float16: half of the distance of two numbers, and a little
KINDS = list(BOUND)
LONG: Any = np.longdouble  # in which the numbers are that are compared with
LAYOUTS = ("contiguous", "transposed", "sliced")


def table(shape: tuple[int, ...], kind: Any, layout: str = "contiguous", equal: bool = False) -> Any:
    """Positive numbers: equal ones, or evenly distributed."""
    rng = np.random.default_rng(len(shape) * shape[0] + shape[-1])
    if layout == "transposed":
        return table(shape[::-1], kind, equal=equal).T
    if layout == "sliced":
        return table((*shape[:-1], 2 * shape[-1] + 1), kind, equal=equal)[..., 1::2]
    return np.full(shape, 1.7, kind) if equal else rng.random(shape, np.float32).astype(kind)


def agree(found: Any, exact: Any, kind: Any, factor: float = 1) -> None:
    """Of the type, and within its bound of what is exact."""
    found = found.detach().numpy() if isinstance(found, torch.Tensor) else np.asarray(found)
    assert found.dtype == kind
    assert found.shape == np.shape(exact)
    np.testing.assert_allclose(found.astype(LONG), exact, rtol=factor * BOUND[kind])


SHAPES = [(10,), (1000,), (7, 3), (300, 2), (2, 300), (65, 33), (20, 30, 11), (4, 5, 6, 7), (1000, 1), (1, 1000), (3, 129, 17), (5, 0, 2)]


def axes_of(ndim: int) -> list[Any]:
    """None, each dimension, and each two; the first and the last of three."""
    pairs = [(i, j) for i in range(ndim) for j in range(i + 1, ndim)]
    return [None, *range(ndim), -1, *pairs, tuple(range(ndim)), tuple(range(ndim - 1, -1, -1))]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("kind", KINDS)
def test_total_along_all_axes(kind: Any, layout: str) -> None:
    for shape in SHAPES:
        for equal in (False, True):
            x = table(shape, kind, layout, equal)
            for axis in axes_of(len(shape)):
                for keepdims in (False, True):
                    agree(total(x, axis, keepdims), x.sum(axis, LONG, keepdims=keepdims), kind)


@pytest.mark.parametrize("name", ["cumsum", "cumprod", "logcumsumexp"])
def test_cumulative_functions_of_wide_rows_are_those_of_their_columns(name: str) -> None:
    for shape, dim in (((5, 700), 0), ((3, 4, 300), 1), ((2, 3, 700), -2)):
        for kind in ("f", "d", "i") if name != "logcumsumexp" else ("f", "d"):
            x = torch.from_numpy(np.random.default_rng(0).uniform(-2, 5, shape).astype(kind))
            wide = getattr(x, name)(dim)
            apart = torch.stack([getattr(some.contiguous(), name)(-1) for some in x.transpose(dim, -1).reshape(-1, shape[dim])])
            assert wide.dtype == apart.dtype
            np.testing.assert_array_equal(wide.transpose(dim, -1).reshape(-1, shape[dim]).numpy(), apart.numpy())
    assert tuple(getattr(torch.zeros(0, 700), name)(0).shape) == (0, 700)


def test_total_of_reversed_and_repeated_numbers() -> None:
    x = table((40, 50, 3), np.float32)
    long = table((3, 4, 5001), np.float32)[:, 1:3]
    for view in (
        long,
        long[..., :1000],
        x[::-1],
        x[:, ::-2],
        x[..., ::-1].T,
        np.broadcast_to(x[:1], (2000, 50, 3)),
        np.broadcast_to(x[:, :, :1], (40, 50, 300)),
    ):
        for axis in axes_of(3):
            agree(total(view, axis), view.sum(axis, LONG), np.float32)
    assert total(np.broadcast_to(np.float32(0.1), (10**8, 3)), 0).tolist() == [np.float32(0.1) * np.float32(10**8)] * 3
    assert total(np.array([[1.0, np.inf]] * 200), 0).tolist() == [200, np.inf]
    assert np.isnan(total(np.array([[1.0, np.nan]] * 200), 0)).tolist() == [False, True]
    sums = total(np.broadcast_to(np.float32(1), (3, 2000)), 1)
    sums += 1  # an array of its own
    assert sums.tolist() == [2001] * 3


def test_inner_total_and_add_up() -> None:
    for kind in KINDS:
        for length in (3, 513, 2000, 10_007):
            x, y = table((2, length), kind, equal=True), table((2, length), kind)
            agree(inner_total(x, y), (x.astype(LONG) * y).sum(-1, keepdims=True), kind)
    assert add_up(np.full(2, float(i)) for i in range(1000)).tolist() == [499500.0] * 2
    agree(add_up(np.full(1, np.float32(1.7)) for _ in range(30_000)), [30_000 * float(np.float32(1.7))], np.float32)


# ---------------------------------------------------------------------------------------------------------------- of millions


REDUCTIONS: dict[str, tuple[Callable[[Any, int], Any], Callable[[Any, int], Any]]] = {
    "sum": (lambda x, d: x.sum(d), lambda x, d: x.sum(d)),
    "mean": (lambda x, d: x.mean(d), lambda x, d: x.mean(d)),
    "nansum": (lambda x, d: x.nansum(d), lambda x, d: x.sum(d)),
    "nanmean": (lambda x, d: x.nanmean(d), lambda x, d: x.mean(d)),
    "var": (lambda x, d: x.var(d), lambda x, d: x.var(d, ddof=1)),
    "std": (lambda x, d: torch.std_mean(x, d)[0], lambda x, d: x.std(d, ddof=1)),
    "var_mean": (lambda x, d: torch.var_mean(x, d)[1], lambda x, d: x.mean(d)),
    "norm": (lambda x, d: x.norm(dim=d), lambda x, d: np.sqrt((x * x).sum(d))),
    "1-norm": (lambda x, d: x.norm(1, dim=d), lambda x, d: x.sum(d)),
    "3-norm": (lambda x, d: x.norm(3, dim=d), lambda x, d: (x**3).sum(d) ** (1 / 3)),
    "logsumexp": (lambda x, d: (x.logsumexp(d) - math.log(x.shape[d])).exp(), lambda x, d: np.exp(x).mean(d)),
    "vecdot": (lambda x, d: torch.linalg.vecdot(x, x, dim=d), lambda x, d: (x * x).sum(d)),
    "cumsum": (lambda x, d: x.cumsum(d).select(d, -1), lambda x, d: x.sum(d)),
    "softmax": (lambda x, d: 1 / F.softmax(x * 0, d).select(d, 0), lambda x, d: np.full(2, x.shape[d])),
    "normalize": (lambda x, d: 1 / F.normalize(x * 0 + 1, dim=d).select(d, 0), lambda x, d: np.full(2, math.sqrt(x.shape[d]))),
    "cosine_similarity": (lambda x, d: F.cosine_similarity(x, x + 0, d), lambda x, d: np.ones(2)),
    "trapezoid": (lambda x, d: torch.trapezoid(x, dim=d), lambda x, d: np.trapezoid(x, axis=d)),
    "mv": (lambda x, d: x.movedim(d, 1) @ torch.ones(x.shape[d], dtype=x.dtype), lambda x, d: x.sum(d)),
    "mm": (lambda x, d: (x.movedim(d, 1) @ torch.ones(x.shape[d], 1, dtype=x.dtype))[:, 0], lambda x, d: x.sum(d)),
    "linear": (lambda x, d: F.linear(torch.ones(x.shape[d], dtype=x.dtype), x.movedim(d, 1)), lambda x, d: x.sum(d)),
    "linear, weights of one result": (lambda x, d: F.linear(x.movedim(d, 1), torch.ones(x.shape[d], dtype=x.dtype)), lambda x, d: x.sum(d)),
    "einsum": (lambda x, d: torch.einsum("ij->j" if d == 0 else "ji->j", x), lambda x, d: x.sum(d)),
    "cov": (lambda x, d: torch.cov(x.movedim(d, 1)).diagonal(), lambda x, d: x.var(d, ddof=1)),
}


@pytest.mark.parametrize("name", REDUCTIONS)
def test_reductions_of_hundred_thousands(name: str) -> None:
    ours, exact = REDUCTIONS[name]
    for kind in (np.float32, np.float64):
        for shape, dim in (((100_003, 2), 0), ((2, 100_003), 1)):
            for layout in LAYOUTS:
                for equal in (False, True):
                    if equal and name in ("var", "std", "cov"):  # zero, but for the rounding of the mean
                        continue
                    x = table(shape, kind, layout, equal)
                    factor = 8 if name in ("logsumexp", "cosine_similarity") else 200 if name == "cumsum" and kind == np.float64 else 2
                    agree(ours(torch.from_numpy(x), dim), exact(x.astype(LONG), dim), kind, factor)


def test_products_with_ones_in_stacks() -> None:
    x = table((2, 3, 600_000), np.float32)
    t, exact = torch.from_numpy(x), x.astype(LONG).sum(-1)
    one = torch.ones(600_000)
    agree(t @ one[:, None], exact[..., None], np.float32)
    agree(torch.bmm(t, one[:, None].expand(2, -1, 1)), exact[..., None], np.float32)
    agree(torch.einsum("bik,k->bi", t, one), exact, np.float32)
    agree(torch.einsum("bik,bk->bi", t, one.expand(2, -1)), exact, np.float32)
    agree(torch.einsum("ik,jk->ij", t[0], one.expand(2, -1)), np.stack([exact[0], exact[0]], 1), np.float32)
    agree(F.linear(t[0], one[None]), exact[0][:, None], np.float32)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("equal", [False, True])
def test_sums_of_ten_millions(layout: str, equal: bool) -> None:
    x = table((5_000_000, 2), np.float32, layout, equal)
    exact = [float(x[:, 0].sum(dtype=np.float64)), float(x[:, 1].sum(dtype=np.float64))]
    agree(torch.from_numpy(x).sum(0), exact, np.float32)
    agree(torch.from_numpy(x).sum(), math.fsum(exact), np.float32)
    agree(torch.from_numpy(x.T).mean(1), np.array(exact) / 5_000_000, np.float32)


# ---------------------------------------------------------------------------------------------------------------- of the backward pass


N = 80_001


def gradients(function: Callable[..., Any], g: Any, *shapes: tuple[int, ...]) -> list[Any]:
    """The gradients of the function of tensors of ones of these shapes, g being that of its result."""
    leaves = [torch.ones(shape, dtype=g.dtype, requires_grad=True) for shape in shapes]
    return list(torch.autograd.grad(function(*leaves), leaves, g))


BACKWARD: dict[str, Callable[[Any, Any], list[tuple[Any, Any]]]] = {
    "bias": lambda g, e: [(gradients(lambda b: b + g, g, (2,))[0], e.sum(0))],
    "scale": lambda g, e: [(gradients(lambda w: w * g, g, (2,))[0], (e * e).sum(0))],
    "bias of columns": lambda g, e: [(gradients(lambda b: b + g.T, g.T, (2, 1))[0], e.sum(0)[:, None])],
    "number": lambda g, e: [(gradients(lambda b: b + g, g, ())[0], e.sum())],
    "expand": lambda g, e: [(gradients(lambda b: b.expand(N, 2), g, (2,))[0], e.sum(0))],
    "repeat": lambda g, e: [(gradients(lambda b: b.repeat(N, 1), g, (1, 2))[0], e.sum(0)[None])],
    "as_strided": lambda g, e: [(gradients(lambda b: b.as_strided((N, 2), (0, 1)), g, (2,))[0], e.sum(0))],
    "linear": lambda g, e: list(
        zip(gradients(lambda w, b: F.linear(g, w, b), g, (2, 2), (2,)), [np.einsum("ni,nj->ij", e, e), e.sum(0)], strict=True)
    ),
    "linear, weights of one result": lambda g, e: [(gradients(lambda w: F.linear(g, w), g[:, 0], (2,))[0], (e * e[:, :1]).sum(0))],
    "matmul": lambda g, e: [(gradients(lambda w: g @ w, g, (2, 2))[0], np.einsum("ni,nj->ij", e, e))],
    "bmm": lambda g, e: [(gradients(lambda w: g[None] @ w, g[None], (1, 2, 2))[0], np.einsum("ni,nj->ij", e, e)[None])],
    "bmm, a stack of long rows": lambda g, e: [
        (gradients(lambda w: g.T.reshape(2, -1, 1) @ w, g.T.reshape(2, -1, 1), (1, 1))[0], (e * e).sum()[None, None]),
        (gradients(lambda w: w @ g.T.reshape(2, 1, -1), g.T.reshape(2, 1, -1), (2, 1, 1))[0], (e * e).sum(0)[:, None, None]),
    ],
    "einsum": lambda g, e: [(gradients(lambda w: torch.einsum("ni,i->n", g, w), g[:, 0], (2,))[0], (e * e[:, :1]).sum(0))],
    "mv": lambda g, e: [(gradients(lambda w: g @ w, g[:, 0], (2,))[0], (e * e[:, :1]).sum(0))],
    "layer_norm": lambda g, e: [(gradients(lambda w, b: F.layer_norm(g, (2,), w, b), g, (2,), (2,))[1], e.sum(0))],
    "batch_norm": lambda g, e: [
        (gradients(lambda w, b: F.batch_norm(g, None, None, w, b, True), g, (2,), (2,))[1], e.sum(0)),
        (gradients(lambda b: F.batch_norm(g.T[None], None, None, None, b, True), g.T[None], (2,))[0], e.sum(0)),
    ],
    "convolution": lambda g, e: [
        (gradients(lambda w, b: F.conv1d(g[:, :1, None], w, b), g[:, :1, None], (1, 1, 1), (1,))[1], e[:, 0].sum()[None]),
        *zip(
            gradients(lambda w, b: F.conv1d(g[:, 0][None, None], w, b), g[:, 0][None, None], (1, 1, 1), (1,)),
            [(e[:, 0] ** 2).sum()[None, None, None], e[:, 0].sum()[None]],
            strict=True,
        ),
    ],
    "depthwise convolution": lambda g, e: [
        (gradients(lambda w, x=x: F.conv2d(x, w, groups=2), x, (2, 1, 1, 1))[0], (e * e).sum(0)[:, None, None, None])
        for x in (g.T[None, :, None], g.T[None, :, :, None], g[:, :, None, None])
    ],
    "convolution of many small pictures": lambda g, e: [
        (
            gradients(lambda w: F.conv2d(g[:, :, None, None], w), g[:, :1, None, None].expand(-1, 16, 1, 1), (16, 2, 1, 1))[0],
            np.tile((e * e[:, :1]).sum(0)[None, :, None, None], (16, 1, 1, 1)),
        )
    ],
    "embedding": lambda g, e: [(gradients(lambda w: F.embedding(torch.zeros(N, dtype=torch.int64), w), g, (3, 2))[0][0], e.sum(0))],
    "index": lambda g, e: [(gradients(lambda w: w[torch.zeros(N, dtype=torch.int64)], g[:, 0], (3,))[0][0], e[:, 0].sum())],
    "gather": lambda g, e: [(gradients(lambda w: w.gather(0, torch.zeros(N, 2, dtype=torch.int64)), g, (1, 2))[0][0], e.sum(0))],
    "pad": lambda g, e: [
        (gradients(lambda w: F.pad(w, (N - 1, 0), mode="replicate"), g.T[None], (1, 2, 1))[0], e.sum(0)[None, :, None]),
        (gradients(lambda w: F.pad(w, (1, 0, 0, N - 1), mode="replicate"), g[None], (1, 1, 1))[0], e.sum()[None, None, None]),
    ],
    "softmax": lambda g, e: [(gradients(lambda w: F.log_softmax(w, 0), g[:, 0], (N,))[0][0], e[0, 0] - e[:, 0].mean())],
}


@pytest.mark.parametrize("name", BACKWARD)
@pytest.mark.parametrize("kind", [np.float32, np.float64])
def test_sums_of_the_backward_pass(name: str, kind: Any) -> None:
    for layout in LAYOUTS:
        for equal in (False, True):
            if equal and name == "softmax":
                continue
            g = table((N, 2), kind, layout, equal)
            for found, exact in BACKWARD[name](torch.from_numpy(g), g.astype(LONG)):
                agree(found, exact, kind, 4)


@pytest.mark.parametrize("kind", KINDS)
def test_scatters(kind: Any) -> None:
    for rows in (40, 20_000):
        for equal in (False, True):
            x = table((rows, 3), kind, equal=equal) / kind(rows if kind == np.float16 else 1)
            e, index = x.astype(LONG), torch.arange(rows) % 3 % 2
            exact = np.stack([e[index.numpy() == 0].sum(0), e[index.numpy() == 1].sum(0)])
            t = torch.from_numpy(x)
            agree(torch.zeros(2, 3, dtype=t.dtype).index_add(0, index, t), exact, kind, 4)
            agree(torch.zeros(2, 3, dtype=t.dtype).scatter_add(0, index[:, None].expand(rows, 3), t), exact, kind, 4)
            agree(torch.zeros(2, dtype=t.dtype).scatter_add(0, index, t[:, 0]), exact[:, 0], kind, 4)
            agree(torch.zeros(9, dtype=t.dtype).index_put((index,), t[:, 0], accumulate=True)[:2], exact[:, 0], kind, 4)


def test_scatters_of_millions() -> None:
    x, index = torch.ones(17_000_000), torch.zeros(17_000_000, dtype=torch.int64)
    assert torch.zeros(1).index_add(0, index, x).tolist() == [1.7e7]
    assert torch.zeros(1, 2).index_add(0, index[:4_000_000], (x[:4_000_000] * 5)[:, None].expand(4_000_000, 2)).tolist() == [[2e7] * 2]
    assert torch.bincount(index, x).tolist() == [1.7e7]
    assert x.cumsum(0)[-1] == 1.7e7


# ---------------------------------------------------------------------------------------------------------------- layers and losses


def test_normalisation_of_a_long_table() -> None:
    x = torch.from_numpy(np.random.default_rng(0).normal(5, 0.1, (400_000, 2)).astype(np.float32))
    out = F.batch_norm(x, None, None, training=True).numpy().astype(np.float64)
    assert np.abs(out.mean(0)).max() < 2e-5
    np.testing.assert_allclose(out.std(0), 1 / np.sqrt(1 + 1e-5 / x.numpy().astype(np.float64).var(0)), rtol=1e-5)
    standard = ((x - x.mean(0)) / x.std(0)).numpy().astype(np.float64)
    np.testing.assert_allclose(standard.std(0), 1, rtol=1e-5)
    for many in (F.layer_norm(x.T, (400_000,)), F.instance_norm(x.T[None])[0]):
        np.testing.assert_allclose(many.numpy().astype(np.float64).std(1), out.std(0), rtol=1e-5)
    running = [torch.zeros(2), torch.ones(2)]
    F.instance_norm(x.T[None], *running)
    np.testing.assert_allclose(running[1].numpy(), 0.9 + 0.1 * x.numpy().astype(np.float64).var(0, ddof=1), rtol=1e-6)


def test_losses_of_millions() -> None:
    x = torch.from_numpy(table((2_000_001, 2), np.float32, equal=True))
    e, zero, first = float(np.float32(1.7)), x * 0, torch.zeros(2_000_001, dtype=torch.int64)
    agree(F.mse_loss(x, zero), e * e, np.float32)
    agree(F.l1_loss(x, zero), e, np.float32)
    agree(F.mse_loss(x, zero, reduction="sum"), e * e * 4_000_002, np.float32)
    agree(F.huber_loss(x, zero), e - 0.5, np.float32)
    agree(F.cross_entropy(x, first), math.log(2), np.float32)
    agree(F.nll_loss(-x, first), e, np.float32)
    agree(F.nll_loss(-x, first, torch.tensor([0.3, 1.0])), e, np.float32)
    agree(F.avg_pool1d(x.T[:, :30_000], 3000), np.full((2, 10), e), np.float32)
    agree(F.adaptive_avg_pool1d(x.T, 1), np.full((2, 1), e), np.float32)
    parameter = torch.nn.Parameter(zero)
    parameter.grad = x
    agree(torch.nn.utils.clip_grad_norm_([parameter], 1.0), e * math.sqrt(4_000_002), np.float32)


# ---------------------------------------------------------------------------------------------------------------- half precision


def half(*values: float) -> Any:
    return torch.tensor(values, dtype=torch.float16, requires_grad=True)


def test_float16_is_added_as_float32() -> None:
    many = half(*[1.0] * 70_000)
    zero = many.detach() * 0
    for loss, value, slope in (
        (many.mean(), 1, 1 / 70_000),
        (F.l1_loss(many, zero), 1, 1 / 70_000),
        (F.mse_loss(many, zero), 1, 2 / 70_000),
        (F.huber_loss(many, zero), 0.5, 1 / 70_000),
        (F.cross_entropy(torch.stack([many, many], 1), torch.zeros(70_000, dtype=torch.int64)), math.log(2), 0),
        (many.logsumexp(0), 1 + math.log(70_000), 1 / 70_000),
        (many.norm(), math.sqrt(70_000), 1 / math.sqrt(70_000)),
    ):
        assert loss.dtype == torch.float16
        assert loss.item() == np.float16(value)
        (found,) = torch.autograd.grad(loss, many)
        np.testing.assert_allclose(found.numpy()[:3], np.float16(slope), rtol=1e-3, atol=6e-8)
    assert many.std().item() == 0
    assert many.nanmean().item() == 1
    table = torch.stack([many, -many])
    assert table.cov().tolist() == [[0, 0], [0, 0]]
    assert (torch.stack([many, 3 * many], 1).reshape(1, -1).corrcoef()).item() == 1
    first = torch.zeros(70_000, dtype=torch.int64)
    assert torch.zeros(1).half().scatter_reduce(0, first, many, "mean", include_self=False).item() == 1
    assert torch.zeros(1).half().index_reduce(0, first, many, "mean", include_self=False).item() == 1
    assert F.embedding_bag(first[None], half(1.0)[:, None]).item() == 1
    assert (half(1.0) / 70_000).item() == np.float16(1 / 70_000)
    assert (half(1.0, 2.0) * 1e6 / 1e6).isinf().all()  # rounded after each operation, as in PyTorch


def test_squares_of_float16_do_not_overflow() -> None:
    v = half(300.0, 400.0)
    for norm in (v.norm(), torch.linalg.norm(v), torch.dist(v, v.detach() * 0), F.pairwise_distance(v[None], v.detach()[None] * 0)[0]):
        assert norm.item() == 500
        (found,) = torch.autograd.grad(norm, v)
        assert found.tolist() == [np.float16(0.6), np.float16(0.8)]
    assert F.normalize(v, dim=0).tolist() == [np.float16(0.6), np.float16(0.8)]
    assert F.layer_norm(v, (2,)).tolist() == F.batch_norm(v[:, None], None, None, training=True)[:, 0].tolist() == [-1, 1]
    assert F.rms_norm(v, (2,)).tolist() == [np.float16(0.6 * math.sqrt(2)), np.float16(0.8 * math.sqrt(2))]
    assert v.var().item() == 5000
    assert torch.nn.utils.get_total_norm([v.detach()]).item() == 500
    assert F.avg_pool1d(half(*[60_000.0] * 4)[None], 4).item() == 60_000
    assert torch.renorm(v.detach()[None].expand(2, 2), 2, 0, 5.0)[0].tolist() == [3, 4]


def test_second_derivatives_of_float16() -> None:
    v = half(300.0, 400.0)
    (first,) = torch.autograd.grad(v.norm(), v, create_graph=True)
    assert first.dtype == torch.float16
    (second,) = torch.autograd.grad(first[0] * 1000, v)
    np.testing.assert_allclose(second.numpy(), 1000 * np.array([0.64, -0.48]) / 500, rtol=2e-3)
    assert v.norm().grad_fn.name() == "LinalgVectorNormBackward0"


def test_float16_as_float32_is_exact() -> None:
    every = np.arange(1 << 16, dtype=np.uint16).view(np.float16)
    finite = every[np.isfinite(every)]
    for x in (every, finite, finite[::-1], finite[::2], finite[:63_000].reshape(300, 210).T):
        right = x.astype(np.float32)
        found = single(x)
        assert found.strides == right.strides
        np.testing.assert_array_equal(found.view(np.int32), right.view(np.int32))


def test_products_of_long_rows() -> None:
    for shape in [(1000,), (3, 513), (2, 3, 600), (1, 384), (0, 600), (600, 0)]:
        for kind in KINDS:
            x = (table(shape, kind) * 0.02 + 0.99).astype(kind)
            t = torch.from_numpy(x)
            agree(t.prod(), x.astype(LONG).prod(), kind, 10)
            agree(t.prod(-1), x.astype(LONG).prod(-1), kind, 10)
            agree(t.prod(-1, keepdim=True), x.astype(LONG).prod(-1, keepdims=True), kind, 10)
    assert torch.full((1000,), math.nan).prod().isnan()
    assert torch.cat([torch.ones(999), torch.zeros(1)]).prod().item() == 0


def test_nansum_of_infinities() -> None:
    x = torch.tensor([math.inf, -math.inf, 1.0], requires_grad=True)
    (found,) = torch.grad(x.nansum(), x)
    assert x.nansum().isnan()  # no nan among the numbers
    assert found.tolist() == [1, 1, 1]
    x = torch.tensor([math.nan, 2.0], requires_grad=True)
    (found,) = torch.grad(x.nansum(), x)
    assert (x.nansum().item(), found.tolist()) == (2, [0, 1])


def test_equal_looks_at_all_elements() -> None:
    for place in (0, 16_383, 16_384, 39_999):
        x, y = torch.zeros(40_000), torch.zeros(40_000)
        assert x.equal(y)
        y[place] = 1
        assert not x.equal(y)
        assert not x.view(200, 200).t().equal(y.view(200, 200).t())
    y[:] = math.nan
    assert not y.equal(y)
