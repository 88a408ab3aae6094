"""What large tensors take other ways for gives what the ways of small ones give, and takes the memory of its result."""

from __future__ import annotations

import tracemalloc
from typing import Any

import numpy as np
import pytest

import autograd
import nn.functional as F
from nn.functional import attention, planes, pooling


def normal(*shape: int) -> Any:
    """A tensor of reproducible values."""
    return autograd.from_numpy(np.random.default_rng(shape).normal(size=shape)).requires_grad_()


def with_gradient(function: Any, x: Any) -> tuple[Any, Any]:
    """A result, and its gradient for a random cotangent."""
    out = function(x)
    return out.detach().numpy(), autograd.grad(out, x, normal(*out.shape).detach())[0].numpy()


def agree(function: Any, x: Any, monkeypatch: pytest.MonkeyPatch, module: Any, name: str, value: int) -> None:
    """The same values and gradients before and after a limit is moved."""
    before = with_gradient(function, x)
    monkeypatch.setattr(module, name, value)
    for a, b in zip(before, with_gradient(function, x), strict=True):
        np.testing.assert_allclose(a, b, rtol=1e-12, atol=1e-13)


@pytest.mark.parametrize(("mode", "size"), [("linear", (30,)), ("bilinear", (9, 13)), ("bicubic", (9, 13)), ("trilinear", (5, 4, 6))])
@pytest.mark.parametrize("setting", [{"scale_factor": 2}, {"scale_factor": 0.6}, {"size": 7, "align_corners": True}], ids=str)
def test_lines_are_sampled_alike_with_and_without_a_matrix(mode: str, size: tuple[int, ...], setting: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    agree(lambda x: F.interpolate(x, mode=mode, **setting), normal(2, 3, *size), monkeypatch, planes, "LARGEST_MATRIX", 0)


@pytest.mark.parametrize("size", [6000, 3000])
def test_resampling_a_long_line_takes_no_square_of_memory(size: int) -> None:
    """A matrix of the line's length by the new one would take 72 MB."""
    x = autograd.ones(1, 1, 3000, dtype=autograd.float32)
    tracemalloc.start()
    F.interpolate(x, size=size, mode="linear")
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 2_000_000


def test_uneven_means_of_a_long_line_take_no_square_of_memory() -> None:
    """A matrix of so many means of the line would take 5 GB."""
    line = np.arange(60000.0)
    x = autograd.from_numpy(line[None, None]).requires_grad_()
    tracemalloc.start()
    means = F.adaptive_avg_pool1d(x, 20011)
    means.sum().backward()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 40_000_000
    bounds = [(i * 60000 // 20011, -(-(i + 1) * 60000 // 20011)) for i in range(20011)]
    np.testing.assert_allclose(means.detach().numpy()[0, 0], [(start + end - 1) / 2 for start, end in bounds], rtol=1e-13)
    assert x.grad is not None
    shares = np.zeros(60000)
    for start, end in bounds:
        shares[start:end] += 1 / (end - start)
    np.testing.assert_allclose(x.grad.numpy()[0, 0], shares, rtol=1e-13)
    assert F.interpolate(x, size=20011, mode="area").tolist() == means.tolist()


@pytest.mark.parametrize("queries", [70, 50])
@pytest.mark.parametrize("mask", [None, (50,), (1, 1, 50), "queries", "samples", "causal"], ids=str)
def test_attention_computes_many_weights_again(mask: Any, queries: int, monkeypatch: pytest.MonkeyPatch) -> None:
    shape = {"queries": (queries, 50), "samples": (2, 1, queries, 50)}.get(mask, mask)
    added = None if shape in (None, "causal") else normal(*shape).detach()
    key, value = normal(2, 3, 50, 8), normal(2, 3, 50, 5)

    def attend(x: Any) -> Any:
        q, k, v = x[:, :, :queries], key * x.sum(), value + x.mean()
        return F.scaled_dot_product_attention(q, k, v, added, is_causal=mask == "causal")

    monkeypatch.setattr(attention, "AT_A_TIME", 3000)  # ten queries
    agree(attend, normal(2, 3, 70, 8), monkeypatch, attention, "KEPT", 100)


@pytest.mark.parametrize("causal", [False, True])
def test_attention_over_long_sequences_takes_no_square_of_memory(causal: bool) -> None:
    """All weights would take 100 MB, and their gradients as much."""
    q, k, v = (autograd.ones(1, 1, 5000, 4, dtype=autograd.float32).requires_grad_() for _ in range(3))
    tracemalloc.start()
    F.scaled_dot_product_attention(q, k, v, is_causal=causal).sum().backward()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 60_000_000


@pytest.mark.parametrize("dims", [1, 2, 3])
@pytest.mark.parametrize("kind", ["avg", "max"])
def test_adaptive_pooling_is_the_same_window_by_window(kind: str, dims: int, monkeypatch: pytest.MonkeyPatch) -> None:
    function = getattr(F, f"adaptive_{kind}_pool{dims}d")
    agree(lambda x: function(x, 2), normal(2, 3, *(20, 12, 10)[:dims]), monkeypatch, pooling, "MANY_TAPS", 0 if dims > 1 else 1)


@pytest.mark.parametrize("dims", [1, 2, 3])
def test_adaptive_max_pooling_into_uneven_windows(dims: int, monkeypatch: pytest.MonkeyPatch) -> None:
    function = getattr(F, f"adaptive_max_pool{dims}d")
    monkeypatch.setattr(pooling, "MANY_TAPS", 10**9)  # element by element of the windows, over all of them
    agree(lambda x: function(x, 3), normal(2, 3, *(40, 17, 13)[:dims]), monkeypatch, pooling, "MANY_TAPS", 0)


@pytest.mark.parametrize("size", [6, 14, 21])
@pytest.mark.parametrize("out", [2, 5, 7])
def test_adaptive_average_pooling_keeps_the_channels_last(size: int, out: int) -> None:
    for dims, strides in ((1, (3 * out, 1, 3)), (2, (3 * out * out, 1, 3 * out, 3)), (3, (3 * out**3, out**3, out * out, out, 1))):
        last = autograd.from_numpy(np.random.default_rng(0).normal(size=(2, *[size] * dims, 3))).movedim(-1, 1)
        assert getattr(F, f"adaptive_avg_pool{dims}d")(last, out).stride() == strides


def test_adaptive_max_pooling_takes_the_first_of_equals_and_the_last_nan() -> None:
    x = np.zeros((1, 3, 100), np.float32)
    x[0, 1] = -np.inf
    assert F.adaptive_max_pool1d(autograd.from_numpy(x), 2, True)[1].tolist() == [[[0, 50]] * 3]
    x[0, 2, [3, 7, 60]] = np.nan
    assert F.adaptive_max_pool1d(autograd.from_numpy(x), 2, True)[1].tolist() == [[[0, 50], [0, 50], [7, 60]]]
    x = np.zeros((1, 1, 101), np.float32)
    assert F.adaptive_max_pool1d(autograd.from_numpy(x), 2, True)[1].tolist() == [[[0, 50]]]
    x[0, 0, [3, 7, 60]] = np.nan
    assert F.adaptive_max_pool1d(autograd.from_numpy(x), 2, True)[1].tolist() == [[[7, 60]]]


@pytest.mark.parametrize("slope", [-0.3, 0.0, 1e-9, 0.01, 0.1, 0.2, 1 / 3, 0.6, 0.999, 1.0, 2.5])
def test_leaky_relu_at_numbers_that_are_special(slope: float) -> None:
    values = np.array([0.0, -0.0, 1.0, -1.0, 1e-40, 1e30, -1e30, np.inf, -np.inf, np.nan], np.float32)
    x = autograd.from_numpy(values).requires_grad_()
    out = F.leaky_relu(x, slope)
    with np.errstate(invalid="ignore"):
        right = np.where(values > 0, values, values * np.float32(slope))
    np.testing.assert_array_equal(out.detach().numpy(), right)
    np.testing.assert_array_equal(autograd.grad(out.sum(), x)[0].numpy(), np.where(values > 0, 1, np.float32(slope)))


def test_sums_of_exponentials_at_infinities() -> None:
    x, y = (autograd.tensor(v) for v in ([np.inf, np.inf, -np.inf, 1.0, np.nan], [np.inf, -np.inf, -np.inf, -np.inf, 0.0]))
    for function in (autograd.logaddexp, autograd.logaddexp2):
        np.testing.assert_array_equal(function(x, y).numpy(), np.array([np.inf, np.inf, -np.inf, 1, np.nan], np.float32))


def test_additions_to_few_rows_of_many() -> None:
    x, rows = np.random.default_rng(0).normal(size=(40, 3)), np.array([7, 2, 7, 39])
    values = np.random.default_rng(1).normal(size=(4, 3))
    right = x.copy()
    np.add.at(right, rows, values)
    added = autograd.from_numpy(x.copy()).index_add(0, autograd.from_numpy(rows), autograd.from_numpy(values))
    np.testing.assert_allclose(added.numpy(), right, rtol=1e-15)


def test_indices_out_of_range_are_refused_by_all_ways() -> None:
    x, inside, outside = autograd.ones(3, 4), autograd.tensor([0, -1]), autograd.tensor([0, 4])
    assert x[inside, inside].tolist() == [1.0, 1.0]
    for index in ((inside, outside), (outside, inside), (outside,), (slice(None), outside)):
        with pytest.raises(IndexError):
            x[index]
        with pytest.raises(IndexError):
            x.clone()[index] = 0.0


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_choices_among_many_numbers_are_those_among_few(dtype: Any) -> None:
    """What takes another way in large arrays: bounds, masks, and means of two tensors, also of what is not finite."""
    generator = np.random.default_rng(0)
    x, y = (generator.standard_normal(70_001).astype(dtype) for _ in range(2))
    x[::7], x[1::70], x[2::70], x[3::70] = 0, np.nan, np.inf, -np.inf
    mask, weight = generator.random(x.shape) < 0.5, generator.uniform(-1, 2, x.shape).astype(dtype)
    a, b = autograd.tensor(x), autograd.tensor(y)
    strided = np.repeat(x, 2)[::2]
    bounded = np.minimum(np.maximum(x, dtype(-0.25)), dtype(0.5))
    np.testing.assert_array_equal(a.clamp(-0.25, 0.5).numpy(), bounded)
    np.testing.assert_array_equal(autograd.from_numpy(strided).clamp(-0.25, 0.5).numpy(), bounded)
    np.testing.assert_array_equal(a.clamp(min=0.1).numpy(), np.maximum(x, dtype(0.1)))
    np.testing.assert_array_equal(a.clamp(max=0.1).numpy(), np.minimum(x, dtype(0.1)))
    np.testing.assert_array_equal(a.clamp(0.5, -0.25).numpy(), np.where(np.isnan(x), x, dtype(-0.25)))
    np.testing.assert_array_equal(a.clamp(b, 2.0).numpy(), np.minimum(np.maximum(x, y), dtype(2)))
    np.testing.assert_array_equal(a.relu().numpy(), np.maximum(x, dtype(0)))
    np.testing.assert_array_equal(a.masked_fill(autograd.tensor(mask), -np.inf).numpy(), np.where(mask, dtype(-np.inf), x))
    np.testing.assert_array_equal(autograd.where(autograd.tensor(mask), a, b).numpy(), np.where(mask, x, y))
    finite = np.nan_to_num(x, posinf=3, neginf=3)
    between = autograd.lerp(autograd.tensor(finite), b, autograd.tensor(weight))
    exact = finite + weight.astype(float) * (y.astype(float) - finite)
    np.testing.assert_allclose(between.numpy(), exact, rtol=1e-6, atol=4 * np.finfo(dtype).eps * 6)
    np.testing.assert_array_equal(autograd.lerp(autograd.tensor(finite), b, autograd.ones(len(x), dtype=a.dtype)).numpy(), y)  # both ends are exact
    np.testing.assert_array_equal(autograd.lerp(autograd.tensor(finite), b, autograd.zeros(len(x), dtype=a.dtype)).numpy(), finite)
    for shape, dim in (((-1,), None), ((7, -1), 1), ((-1, 7), 1), ((7, -1), 0), ((1, 7, -1), -1)):
        table = finite[:70_000].reshape(shape)
        norms = np.sqrt((table.astype(float) ** 2).sum(dim, keepdims=True))
        np.testing.assert_allclose(autograd.tensor(table).norm(dim=dim, keepdim=True).numpy(), norms, rtol=1e-6)
        assert autograd.tensor(table).norm(dim=dim).shape == np.linalg.norm(table, axis=dim if dim is not None else None).shape
