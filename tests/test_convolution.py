"""Convolution, pooling, padding and resampling: against their definitions, against each other, and at their edges."""

from __future__ import annotations

import itertools
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import autograd
import nn.functional as F
from autograd import Tensor
from nn.functional import convolution
from nn.functional.windows import Windows, add_back, columns
from tests.samples import normal


def tensor(*shape: int, seed: int = 0) -> Tensor:
    return autograd.from_numpy(normal(*shape, seed=seed))


def by_definition(x: Any, weight: Any, bias: Any, stride: Any, padding: Any, dilation: Any, groups: int) -> Any:
    """A two-dimensional convolution, element by element."""
    samples, channels, *_ = x.shape
    outputs, inputs, *kernel = weight.shape
    x = np.pad(x, ((0, 0), (0, 0), (padding[0],) * 2, (padding[1],) * 2))
    size = [(n - d * (k - 1) - 1) // s + 1 for n, d, k, s in zip(x.shape[2:], dilation, kernel, stride, strict=True)]
    out = np.zeros((samples, outputs, *size))
    for n, o, i, j in itertools.product(range(samples), range(outputs), range(size[0]), range(size[1])):
        group = o // (outputs // groups)
        for c, p, q in itertools.product(range(inputs), range(kernel[0]), range(kernel[1])):
            element = x[n, group * (channels // groups) + c, i * stride[0] + p * dilation[0], j * stride[1] + q * dilation[1]]
            out[n, o, i, j] += element * weight[o, c, p, q]
    return out + bias.reshape(1, -1, 1, 1)


@pytest.mark.parametrize("stride", [(1, 1), (2, 3)])
@pytest.mark.parametrize("padding", [(0, 0), (2, 1)])
@pytest.mark.parametrize("dilation", [(1, 1), (1, 2)])
@pytest.mark.parametrize("groups", [1, 2, 4])
def test_conv2d_is_its_definition(stride: Any, padding: Any, dilation: Any, groups: int) -> None:
    x, weight, bias = normal(2, 4, 6, 7), normal(8, 4 // groups, 3, 2), normal(8)
    ours = F.conv2d(*map(autograd.from_numpy, (x, weight, bias)), stride, padding, dilation, groups)
    np.testing.assert_allclose(ours.array, by_definition(x, weight, bias, stride, padding, dilation, groups), atol=1e-12)


@pytest.mark.parametrize("padding", [0, 1])
@pytest.mark.parametrize("stride", [1, 2])
def test_transposed_convolution_is_the_adjoint(stride: int, padding: int) -> None:
    x, weight = tensor(2, 4, 5, 5), tensor(6, 2, 3, 3)
    y = F.conv2d(x, weight, stride=stride, padding=padding, groups=2)
    other = tensor(*y.shape, seed=1)
    back = F.conv_transpose2d(other, weight, stride=stride, padding=padding, groups=2)
    assert (y * other).sum().item() == pytest.approx((x * back).sum().item())


def test_output_padding_chooses_among_the_sizes_with_the_same_convolution() -> None:
    weight = tensor(1, 1, 3)
    for size in (5, 6):
        x = F.conv_transpose1d(tensor(1, 1, 2), weight, stride=2, output_padding=size - 5)
        assert x.shape[-1] == size
        assert F.conv1d(x, weight, stride=2).shape[-1] == 2


KERNELS = [  # samples, channels, outputs, size, kernel, stride, dilation, padding, groups
    (3, 2, 5, (23,), (4,), (3,), (1,), (2,), 1),
    (2, 8, 8, (9, 10), (3, 3), (1, 1), (1, 1), (1, 1), 1),
    (2, 8, 4, (12, 11), (3, 3), (2, 2), (1, 1), (1, 1), 1),
    (3, 12, 3, (13, 12), (5, 2), (3, 2), (1, 3), (4, 0), 1),
    (1, 9, 9, (11, 15), (2, 3), (2, 1), (2, 1), (1, 2), 1),
    (2, 9, 6, (9, 9), (1, 3), (2, 2), (1, 1), (0, 1), 1),
    (2, 9, 6, (9, 9), (3, 3), (4, 2), (1, 2), (3, 3), 3),
    (2, 6, 12, (8, 9), (1, 1), (1, 1), (1, 1), (0, 0), 2),
    (2, 6, 6, (8, 9), (3, 3), (1, 1), (1, 1), (1, 1), 6),
    (2, 3, 9, (8, 12), (3, 3), (2, 2), (1, 1), (1, 1), 3),
    (3, 4, 8, (11, 7), (3, 2), (1, 3), (2, 1), (1, 1), 4),
    (5, 3, 3, (13, 5), (2, 5), (3, 1), (3, 2), (4, 4), 3),
    (2, 2, 2, (12, 6), (3, 1), (1, 2), (4, 1), (0, 0), 2),
    (3, 2, 4, (1, 2000), (1, 2), (1, 1), (1, 1), (0, 1), 2),
    (5, 16, 32, (4, 3), (3, 3), (1, 1), (1, 1), (1, 1), 1),
    (3, 7, 16, (5, 4), (5, 4), (1, 1), (1, 1), (0, 0), 1),
    (2, 18, 4, (12, 13), (3, 3), (1, 1), (1, 2), (1, 2), 2),
    (17, 4, 6, (9, 7), (4, 3), (2, 3), (1, 2), (1, 2), 2),
    (4, 40, 16, (3, 4, 3), (2, 3, 2), (2, 1, 3), (1, 1, 1), (1, 1, 0), 1),
    (1, 2, 3, (5, 6, 7), (2, 3, 2), (2, 1, 3), (1, 2, 1), (1, 1, 0), 1),
]


@pytest.mark.parametrize("job", KERNELS, ids=str)
def test_the_kernels_in_pieces_are_the_sums_over_taps(job: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    samples, channels, outputs, size, kernel, stride, dilation, padding, groups = job
    out = tuple((n + 2 * p - d * (k - 1) - 1) // s + 1 for n, k, s, d, p in zip(size, kernel, stride, dilation, padding, strict=True))
    windows = Windows(size, kernel, stride, dilation, padding, out)
    x, weight, bias, y = (
        normal(samples, channels, *size),
        normal(outputs, channels // groups, *kernel),
        normal(outputs),
        normal(samples, outputs, *out),
    )
    back = normal(channels, seed=1)
    found = columns(x, windows=windows).reshape(samples, groups, -1, *out)
    matrix = weight.reshape(groups, outputs // groups, -1)
    parts = y.reshape(samples, groups, -1, *out)
    spread = np.einsum("gok,ngo...->ngk...", matrix, parts).reshape(samples, channels, -1, *out)
    forward = np.einsum("gok,ngk...->ngo...", matrix, found).reshape(y.shape) + bias.reshape(-1, *[1] * len(size))
    backward = add_back(spread, windows=windows) + back.reshape(-1, *[1] * len(size))
    seen = np.einsum("ngkl,ngol->gok", *[a.reshape(*a.shape[:3], -1) for a in (found, parts)]).reshape(weight.shape)
    for block in (100, 3000, 1 << 20):
        monkeypatch.setattr("nn.functional.windows.BLOCK", block)
        monkeypatch.setattr("nn.functional.depthwise.BLOCK", block)
        settings: Any = {"windows": windows, "groups": groups}
        np.testing.assert_allclose(convolution._convolve(x, weight, bias, **settings), forward, rtol=1e-11, atol=1e-11)
        np.testing.assert_allclose(convolution._convolve_transposed(y, weight, back, **settings), backward, rtol=1e-11, atol=1e-11)
        many = convolution._convolve_transposed(np.repeat(y, 150, 0), weight, back, **settings)  # which goes another way
        np.testing.assert_allclose(many, np.repeat(backward, 150, 0), rtol=1e-11, atol=1e-11)
        np.testing.assert_allclose(convolution._correlate(x, y, **settings), seen, rtol=1e-11, atol=1e-11)


@pytest.mark.parametrize("kernels", [True, False], ids=["small kernels", "none"])
@pytest.mark.parametrize("m, k, n", [(64, 192, 1024), (33, 70, 1030), (16, 900, 70), (250, 100, 65), (7, 2000, 100), (20, 30, 1), (0, 3, 4)])
def test_a_product_in_small_ones_is_the_whole(kernels: bool, m: int, k: int, n: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograd.machine.blas.has_small_kernels", lambda: kernels)
    x, y = normal(m, k), normal(2, k, n + 3)
    for some in (y[..., :n], y[..., 3:], np.ascontiguousarray(y[..., :n].swapaxes(1, 2)).swapaxes(1, 2)):
        for left in (x, np.asfortranarray(x), normal(2, m, k)):
            out = np.full((2, m, n + 1), np.nan)[..., :n]
            convolution.multiply(left, some, out)
            np.testing.assert_allclose(out, left @ some, rtol=1e-11, atol=1e-11)


@pytest.mark.parametrize("kernels", [True, False], ids=["small kernels", "none"])
def test_the_gradient_of_a_large_weight_is_the_sum_over_all_windows(kernels: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograd.machine.blas.has_small_kernels", lambda: kernels)
    for channels, outputs, size in [(32, 32, 16), (64, 64, 12), (16, 24, 40), (100, 9, 70)]:
        x, y = normal(3, channels, size, size), normal(3, outputs, size, size)
        windows = Windows((size, size), (3, 3), (1, 1), (1, 1), (1, 1), (size, size))
        found, parts = columns(x, windows=windows).reshape(3, -1, size * size), y.reshape(3, outputs, -1)
        seen = np.einsum("nkl,nol->ok", found, parts, optimize=True).reshape(outputs, channels, 3, 3)
        np.testing.assert_allclose(convolution._correlate(x, y, windows=windows, groups=1), seen, rtol=1e-10, atol=1e-10)


@pytest.mark.parametrize("kernel", [(3, 3), (1, 2)])
def test_in_a_depthwise_convolution_what_is_not_finite_stays_in_the_windows_that_meet_it(kernel: Any) -> None:
    x = normal(2, 3, 9, 7)
    x[0, 0, 4, 4], x[1, 2, 3, 3] = np.inf, np.nan
    weight, bias = np.ones((3, 1, *kernel)), normal(3)
    ours = F.conv2d(*map(autograd.from_numpy, (x, weight, bias)), padding=1, groups=3)
    np.testing.assert_allclose(ours.array, by_definition(x, weight, bias, (1, 1), (1, 1), (1, 1), 3), atol=1e-12)


@pytest.mark.parametrize("kernel", [2, 3, 4])
def test_same_padding_keeps_the_size(kernel: int) -> None:
    x, weight = tensor(1, 1, 6), tensor(1, 1, kernel)
    padded = F.pad(x, ((kernel - 1) // 2, kernel // 2))  # the odd one comes last
    np.testing.assert_allclose(F.conv1d(x, weight, padding="same").array, F.conv1d(padded, weight).array)


def test_empty_batches_and_gradients_through_them() -> None:
    x, weight = tensor(0, 2, 4, 4).requires_grad_(), tensor(3, 2, 3, 3).requires_grad_()
    (F.max_pool2d(F.conv2d(x, weight), 2).sum() + F.avg_pool2d(x, 2).sum()).backward()
    assert x.grad is not None and tuple(x.grad.shape) == (0, 2, 4, 4)
    assert weight.grad is not None and not weight.grad.array.any()


def test_convolution_has_third_derivatives() -> None:
    x, weight = tensor(1, 1, 4).requires_grad_(), tensor(1, 1, 2).requires_grad_()

    @autograd.enable_grad()
    def second(x: Tensor, weight: Tensor) -> Any:
        (first,) = autograd.grad((F.conv1d(x, weight) ** 3).sum(), x, create_graph=True)
        return autograd.grad((first * first).sum(), weight, create_graph=True)

    assert autograd.gradcheck(second, (x, weight))


def test_float32_stays_and_integers_work() -> None:
    x = autograd.arange(16).reshape(1, 1, 4, 4)
    weight = autograd.ones(1, 1, 2, 2, dtype=autograd.int64)
    assert F.conv2d(x, weight).tolist() == [[[[10, 14, 18], [26, 30, 34], [42, 46, 50]]]]
    assert F.max_pool2d(x, 2).tolist() == [[[[5, 7], [13, 15]]]]
    assert F.avg_pool2d(-x, 2).tolist() == [[[[-2, -4], [-10, -12]]]]  # quotients of integers are cut off
    assert F.conv2d(x.float(), weight.float()).dtype is autograd.float32


def test_windows_and_their_adjoint() -> None:
    windows = Windows((4, 3), (2, 2), (2, 1), (1, 2), (1, 1), (2, 3))
    x, y = normal(1, 1, 4, 3), normal(1, 1, 4, 2, 3)
    assert (columns(x, windows=windows) * y).sum() == pytest.approx((x * add_back(y, windows=windows)).sum())
    counted = F.fold(F.unfold(autograd.ones(1, 1, 3, 3), 2), (3, 3), 2)
    assert counted.tolist() == [[[[1, 2, 1], [2, 4, 2], [1, 2, 1]]]]


def test_results_have_their_own_memory() -> None:
    """Also where there is nothing to do."""
    x = tensor(1, 2, 3, 3)
    for result in (
        F.unfold(x, 1),
        F.fold(x.reshape(1, 2, 9), (3, 3), 1),
        F.conv2d(x, autograd.ones(2, 1, 1, 1, dtype=x.dtype), groups=2),
        F.conv_transpose2d(x, autograd.ones(2, 1, 1, 1, dtype=x.dtype), groups=2),
        F.interpolate(x, size=3, mode="bilinear"),
        F.interpolate(x, size=3),
        F.pad(x, (0, 0)),
        F.pad(x, (0, 0, 0, 0), mode="reflect"),
        F.max_pool2d(x, 1),
        F.avg_pool2d(x, 1),
        F.adaptive_avg_pool2d(x, 3),
    ):
        np.testing.assert_array_equal(result.array.reshape(x.shape), x.array)
        assert not np.shares_memory(result.array, x.array)


def test_max_pool_of_equals_picks_the_first() -> None:
    x = autograd.zeros(1, 2, 2).requires_grad_()
    out, index = F.max_pool2d(x, 2, return_indices=True)
    out.sum().backward()
    assert index.tolist() == [[[0]]]
    assert x.grad is not None and x.grad.tolist() == [[[1, 0], [0, 0]]]


def test_max_pool_of_nan_and_of_infinities() -> None:
    nan, inf = float("nan"), float("inf")
    out, index = F.max_pool1d(autograd.tensor([[1.0, nan, 3.0, nan, 2.0, -inf, -inf, -inf]]), 2, return_indices=True)
    np.testing.assert_array_equal(out.array, [[nan, nan, 2, -inf]])
    assert index.tolist() == [[1, 3, 4, 6]]
    _, index = F.max_pool1d(autograd.full((1, 4), -inf), 2, padding=1, return_indices=True)
    assert index.tolist() == [[0, 1, 3]]  # never in the padding
    x = autograd.tensor([[1.0, 2.0]], requires_grad=True)
    F.max_pool1d(x, 2).backward(autograd.tensor([[inf]]))
    assert x.grad is not None and x.grad.tolist() == [[0, inf]]  # the loser gets no inf * 0


@pytest.mark.parametrize(("size", "kernel", "padding", "dilation"), [((7, 9), (5, 4), 2, 1), ((9, 8), (3, 5), 1, 2), ((5, 6, 4), (3, 2, 4), 1, 1)])
def test_max_pool_along_one_dimension_after_the_other_picks_what_all_at_once_picks(
    size: tuple[int, ...], kernel: tuple[int, ...], padding: int, dilation: int
) -> None:
    """Of equals the first in row-major order, of nan the last, and nothing of the padding."""
    x = np.random.default_rng(0).integers(0, 3, (2, 3, *size)).astype(np.float32)
    x[0, 0], x[1, 1] = -np.inf, np.where(x[1, 1] == 2, np.nan, x[1, 1])
    pool = {2: F.max_pool2d, 3: F.max_pool3d}[len(size)]
    out, index = pool(autograd.tensor(x), kernel, 1, padding, dilation, return_indices=True)
    for place in np.ndindex(out.array.shape):
        plane = x[place[:2]]
        taps = [tuple(p + k * dilation - padding for p, k in zip(place[2:], tap, strict=True)) for tap in np.ndindex(kernel)]
        met = [tap for tap in taps if all(0 <= t < n for t, n in zip(tap, size, strict=True))]
        values = np.array([plane[tap] for tap in met])
        winner = np.flatnonzero(np.isnan(values))[-1] if np.isnan(values).any() else values.argmax()
        np.testing.assert_array_equal(out.array[place], values[winner])
        assert index.array[place] == np.ravel_multi_index(met[winner], size)


def test_max_pool_takes_more_taps_than_a_byte_counts() -> None:
    x = autograd.arange(400.0).reshape(1, 1, 20, 20)
    out, index = F.max_pool2d(x, 20, return_indices=True)
    assert (out.item(), index.item()) == (399, 399)


def test_unpooling_undoes_pooling() -> None:
    out, index = F.max_pool2d(tensor(1, 2, 4, 6), 2, return_indices=True)
    back = F.max_unpool2d(out, index, 2)
    again, index_again = F.max_pool2d(back.abs(), 2, return_indices=True)
    np.testing.assert_array_equal(index_again.array, index.array)
    np.testing.assert_array_equal(again.array, abs(out.array))


def test_average_of_the_padding() -> None:
    x = autograd.ones(1, 3)
    assert F.avg_pool1d(x, 2, 2, 1).tolist() == [[0.5, 1]]
    assert F.avg_pool1d(x, 2, 2, 1, count_include_pad=False).tolist() == [[1, 1]]
    assert F.avg_pool1d(x, 2, 2, 0, ceil_mode=True).tolist() == [[1, 1]]  # the last window has one element


def test_adaptive_windows_overlap_where_sizes_do_not_divide() -> None:
    x = autograd.tensor([[1.0, 2, 3, 4, 5]])
    assert F.adaptive_avg_pool1d(x, 2).tolist() == [[2, 4]]
    assert F.adaptive_avg_pool1d(x, 3).tolist() == [[1.5, 3, 4.5]]
    assert F.adaptive_max_pool1d(x, 3).tolist() == [[2, 4, 5]]
    assert F.adaptive_avg_pool2d(autograd.ones(2, 3, 4, 4), (None, 1)).shape == (2, 3, 4, 1)


def test_the_grid_of_the_identity_shows_the_image() -> None:
    x = tensor(2, 3, 4, 5)
    theta = autograd.tensor([[[1.0, 0, 0], [0, 1, 0]]] * 2, dtype=autograd.float64)
    for align_corners, mode in itertools.product((True, False), ("bilinear", "nearest", "bicubic")):
        grid = F.affine_grid(theta, (2, 3, 4, 5), align_corners)
        np.testing.assert_allclose(F.grid_sample(x, grid, mode, align_corners=align_corners).array, x.array, atol=1e-12)


def test_pixel_shuffle_and_back() -> None:
    x = autograd.arange(8.0).reshape(8, 1, 1)
    assert F.pixel_shuffle(x, 2).tolist() == [[[0, 1], [2, 3]], [[4, 5], [6, 7]]]
    y = tensor(2, 8, 3, 2)
    np.testing.assert_array_equal(F.pixel_unshuffle(F.pixel_shuffle(y, 2), 2).array, y.array)


@pytest.mark.parametrize(
    ("call", "kind", "words"),
    [
        (lambda: F.conv2d(tensor(1, 3, 8, 8), tensor(4, 2, 3, 3)), RuntimeError, "expected input.*to have 2 channels, but got 3 channels"),
        (lambda: F.conv2d(tensor(1, 2, 2, 8), tensor(4, 2, 3, 3)), RuntimeError, r"padded input size per channel: \(2, 8\).*Kernel size: \(3, 3\)"),
        (lambda: F.conv2d(tensor(2, 8), tensor(4, 2, 3, 3)), RuntimeError, r"Expected 3D \(unbatched\) or 4D \(batched\).*\[2, 8\]"),
        (lambda: F.conv1d(tensor(1, 2, 8), tensor(4, 2, 3, 3)), RuntimeError, "expected 3D weight"),
        (lambda: F.conv1d(tensor(1, 2, 8), tensor(3, 1, 3), groups=2), RuntimeError, "groups=2.*divisible"),
        (lambda: F.conv1d(tensor(1, 2, 8), tensor(4, 2, 3), tensor(3)), RuntimeError, r"expected bias.*4 elements.*\[3\]"),
        (lambda: F.conv1d(tensor(1, 2, 8).float(), tensor(4, 2, 3)), RuntimeError, r"\(float32\).*\(float64\).*same"),
        (lambda: F.conv1d(tensor(1, 2, 8), tensor(4, 2, 3), padding="same", stride=2), RuntimeError, "not supported for strided"),
        (lambda: F.conv2d(tensor(1, 2, 8, 8), tensor(4, 2, 3, 3), stride=(1, 1, 1)), RuntimeError, r"stride=\[1, 1, 1\]"),
        (lambda: F.conv2d(tensor(1, 2, 8, 8), tensor(4, 2, 3, 3), stride=1.5), TypeError, "'stride' must be int"),  # type: ignore[arg-type]
        (lambda: F.conv_transpose1d(tensor(1, 2, 8), tensor(2, 2, 3), output_padding=1), RuntimeError, "output padding must be smaller"),
        (lambda: F.max_pool2d(tensor(1, 4, 4), 2, padding=2), RuntimeError, "pad should be at most half"),
        (lambda: F.max_pool2d(tensor(1, 2, 2), 3), RuntimeError, "Output size is too small"),
        (lambda: F.avg_pool2d(tensor(1, 2, 2), 2, divisor_override=0), RuntimeError, "divisor must be not zero"),
        (lambda: F.adaptive_avg_pool2d(autograd.ones(1, 2, 2, dtype=autograd.int64), 1), NotImplementedError, "int64.*float"),
        (lambda: F.pad(tensor(2, 3), (3, 0), mode="reflect"), RuntimeError, "less than the corresponding input dimension"),
        (lambda: F.pad(tensor(2, 3), (1, 0), mode="mirror"), NotImplementedError, "'mirror'.*'reflect'"),
        (lambda: F.pad(tensor(2, 3), (1,)), RuntimeError, "divisible by 2"),
        (lambda: F.interpolate(tensor(1, 2, 3), size=2, scale_factor=2), ValueError, "exactly one"),
        (lambda: F.interpolate(tensor(1, 2, 3), size=2, mode="bilinear"), NotImplementedError, "3D input, but bilinear mode needs 4D"),
        (lambda: F.fold(tensor(1, 8, 5), (3, 3), 2), RuntimeError, r"2 \* 2 = 4, but got input.size\(2\)=5"),
        (lambda: F.pixel_shuffle(tensor(3, 1, 1), 2), RuntimeError, "divisible"),
        (lambda: F.max_unpool1d(tensor(1, 1, 2), autograd.tensor([[[0, 9]]]), 2), RuntimeError, "invalid max index: 9"),
        (lambda: F.conv2d(normal(1, 2, 8, 8), tensor(4, 2, 3, 3)), TypeError, "'input' must be Tensor, not ndarray"),  # type: ignore[arg-type]
    ],
)
def test_errors_say_what_came_and_what_was_expected(call: Callable[[], Any], kind: type[Exception], words: str) -> None:
    with pytest.raises(kind, match=words):
        call()


# ---------------------------------------------------------------------------------------------------------------- PyTorch


def compared(name: str, *inputs: Any, tolerance: float = 1e-9, **settings: Any) -> None:
    """Value and gradients of one call in both libraries."""
    torch = pytest.importorskip("torch")
    ours = [autograd.from_numpy(x.copy()).requires_grad_() if isinstance(x, np.ndarray) else x for x in inputs]
    theirs = [torch.from_numpy(x.copy()).requires_grad_() if isinstance(x, np.ndarray) else x for x in inputs]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        got, expected = getattr(F, name)(*ours, **settings), getattr(torch.nn.functional, name)(*theirs, **settings)
    np.testing.assert_allclose(got.array, expected.detach().numpy(), rtol=tolerance, atol=tolerance)
    cotangent = normal(*got.shape, seed=9)
    got.backward(autograd.from_numpy(cotangent))
    expected.backward(torch.from_numpy(cotangent))
    for a, b in zip(ours, theirs, strict=True):
        if isinstance(a, Tensor):
            assert a.grad is not None
            np.testing.assert_allclose(a.grad.array, b.grad.numpy(), rtol=tolerance, atol=tolerance)


def test_what_the_database_lacks_against_pytorch() -> None:
    """Entries that PyTorch's operator database does not have."""
    compared("fold", normal(2, 12, 8), (5, 4), (2, 3), padding=(0, 1), stride=(1, 2))
    compared("fold", normal(8, 6), (5, 4), 2, dilation=(1, 2), stride=(2, 1), padding=(1, 0))
    compared("affine_grid", normal(2, 2, 3), (2, 1, 3, 4), align_corners=True)
    compared("affine_grid", normal(2, 3, 4), (2, 1, 2, 3, 1), align_corners=False)
    compared("lp_pool2d", abs(normal(1, 2, 5, 6)), 2.5, (2, 3), 2, ceil_mode=True)
    compared("max_pool2d", normal(2, 1, 7, 6), 3, stride=2, padding=1, dilation=2, ceil_mode=True)
    for mode in ("bilinear", "bicubic"):
        for size in ((3, 4), (9, 3), (8, 11)):
            compared("interpolate", normal(1, 2, 8, 6), size, mode=mode, antialias=True)
    compared("interpolate", normal(1, 2, 8, 6), scale_factor=(0.7, 1.7), mode="bicubic", align_corners=True, recompute_scale_factor=True)


@pytest.mark.parametrize("padding_mode", ["zeros", "border", "reflection"])
@pytest.mark.parametrize("mode", ["bilinear", "nearest", "bicubic"])
@pytest.mark.parametrize("align_corners", [True, False])
def test_grid_sample_far_outside_and_at_the_very_edge_against_pytorch(mode: str, padding_mode: str, align_corners: bool) -> None:
    grid = normal(2, 3, 4, 2) * 2
    grid[:, 0] = np.round(grid[:, 0])  # on pixels, on edges
    if mode == "nearest":
        grid = grid.astype(np.float64)
        x = normal(2, 2, 4, 3)
        got = F.grid_sample(autograd.from_numpy(x), autograd.from_numpy(grid), mode, padding_mode, align_corners)
        torch = pytest.importorskip("torch")
        expected = torch.nn.functional.grid_sample(torch.from_numpy(x), torch.from_numpy(grid), mode, padding_mode, align_corners)
        np.testing.assert_allclose(got.array, expected.numpy())
    else:
        compared("grid_sample", normal(2, 2, 4, 3), grid, mode=mode, padding_mode=padding_mode, align_corners=align_corners)
