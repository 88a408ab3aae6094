"""Convolution in one, two and three dimensions, and its transpose.

With ``columns`` (im2col, see `windows`) a convolution is a matrix product. Three kernels do everything. They belong to the one number
``sum(g * convolve(x, weight))``, linear in each of its three factors: its derivative by ``g`` is a convolution, by ``x`` a transposed
convolution, by ``weight`` a correlation of ``x`` with ``g``. So the derivatives of each are the other two, to every order.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, product
from math import prod
from typing import Any

import numpy as np

from autograd import Tensor
from autograd.core.methods import whole_number
from autograd.core.op import Op
from autograd.core.strides import channels, contiguous, is_channels_last
from autograd.machine import blas
from autograd.machine.threads import LONG, MULTIPLICATIONS, cut, each, long_product
from autograd.machine.totals import add_up, channels_total, total

from . import depthwise
from .windows import (
    ADDED,
    BLOCK,
    Windows,
    add_back,
    check_type,
    column_blocks,
    columns,
    kernel_rows,
    per_dimension,
    pieces,
    samples_beside,
    stretches,
)

__all__ = ["conv1d", "conv2d", "conv3d", "conv_transpose1d", "conv_transpose2d", "conv_transpose3d"]


def _convolve(x: Any, weight: Any, bias: Any, *, windows: Windows, groups: int) -> Any:
    """x: (N, C, *size), weight: (O, C / groups, *kernel) -> (N, O, *out)."""
    if groups > 1 and _apart(x, len(weight), windows, groups):
        parts = zip(np.split(x, groups, 1), np.split(weight, groups), [None] * groups if bias is None else np.split(bias, groups), strict=True)
        return np.concatenate([_convolve(*part, windows=windows, groups=1) for part in parts], 1)
    samples, outputs, matrix = len(x), len(weight), _matrix(weight, groups)
    out = np.empty((samples, groups, outputs // groups, prod(windows.out)), x.dtype)
    nanoseconds, in_rows = _nanoseconds(samples, windows, weight[0].size, outputs), groups == 1 and _by_rows(samples, x.shape[1], outputs, windows)

    weights_of_rows = [np.ascontiguousarray(weight[:, :, k]).reshape(outputs, -1) for k in range(windows.kernel[0])] if in_rows else []

    def by_rows(stretch: slice) -> None:
        first, *others = weights_of_rows
        for part, here, found in kernel_rows(x, windows, stretch):
            total = out[part, 0, :, here]
            multiply(first, found[0], total)
            product = np.empty_like(total)
            for row, met in zip(others, found[1:], strict=True):
                multiply(row, met, product)
                total += product
            if bias is not None:
                total += bias[:, None]

    def at_once(stretch: slice) -> None:
        for part, here, found in column_blocks(x, windows, stretch):
            total = out[part, 0, :, here]
            multiply(matrix[0], found, total)
            if bias is not None:
                total += bias[:, None]

    def by_samples(stretch: slice) -> None:
        for part, found in samples_beside(x, windows, stretch):
            product = matrix[0] @ found
            if bias is not None:
                product += bias[:, None]
            out[part, 0] = np.moveaxis(product.reshape(outputs, prod(windows.out), part.stop - part.start), -1, 0)

    def by_groups(stretch: slice) -> None:
        for part, some in pieces(stretch, groups, _groups_in_a_block(x, windows, groups)):
            np.matmul(matrix[some], _columns_of_groups(x[part], some, windows, groups), out=out[part, some])
            if bias is not None:
                out[part, some] += bias.reshape(groups, -1, 1)[some]

    if depthwise.fits(x, windows, groups):
        depthwise.convolve(x, weight, bias, windows, out)
    elif groups > 1:
        each(by_groups, cut(samples * groups, nanoseconds))
    elif _by_samples(samples, x.shape[1], outputs, windows):
        each(by_samples, cut(samples, nanoseconds))
    else:
        each(by_rows if in_rows else at_once, stretches(samples, windows, nanoseconds))
    return out.reshape(samples, outputs, *windows.out)


def _apart(x: Any, outputs: int, windows: Windows, groups: int) -> bool:
    """True if `kernel_rows` is faster for each group of channels by itself than `columns` for all."""
    return not depthwise.fits(x, windows, groups) and _by_rows(len(x), x.shape[1] // groups, outputs // groups, windows)


def _groups_in_a_block(x: Any, windows: Windows, groups: int) -> int:
    """How many groups of channels of one sample have `BLOCK` bytes of columns."""
    return BLOCK // max(1, x.shape[1] // groups * prod(windows.kernel) * prod(windows.out) * x.itemsize)


def _columns_of_groups(x: Any, some: slice, windows: Windows, groups: int) -> Any:
    """The columns of some groups of channels, (N, groups, C / groups * taps, windows)."""
    inputs = x.shape[1] // groups
    found = columns(x[:, some.start * inputs : some.stop * inputs], windows=windows)
    return found.reshape(len(x), some.stop - some.start, inputs * prod(windows.kernel), prod(windows.out))


SMALL = 1_000_000  # multiplications in a product: OpenBLAS's kernels for small ones take no more
NARROW = 64  # columns of such a product


def multiply(x: Any, y: Any, out: Any) -> None:
    """x @ y, (..., m, k) @ (..., k, n), for what was just copied to y: in small products, where there are kernels for them.

    Measured with AVX-512, (64, 192) @ (192, 1024): 55 multiplications in a nanosecond instead of 45, (32, 96) @ (96, 1024) 50 instead of 28.
    """
    (m, k), n = x.shape[-2:], y.shape[-1]
    columns = min(n, -(-n // (16 * max(1, round(n / NARROW)))) * 16)  # a multiple of 16, so that little is left
    rows = min(m, SMALL // max(1, k * columns))
    if m * k * n <= SMALL or rows < 16 or not blas.has_small_kernels():
        np.matmul(x, y, out=out)
        return
    rows = -(-m // -(-m // rows))
    below, right = m // rows * rows, n // columns * columns
    tiles_of_x = x[..., :below, :].reshape(*x.shape[:-2], m // rows, 1, rows, k)
    tiles_of_y = y[..., :right].reshape(*y.shape[:-1], n // columns, columns).swapaxes(-3, -2)[..., None, :, :, :]
    tiles = out[..., :below, :right].reshape(*out.shape[:-2], m // rows, rows, n // columns, columns).swapaxes(-3, -2)
    np.matmul(tiles_of_x, tiles_of_y, out=tiles)
    if right < n:
        np.matmul(x[..., :below, :], y[..., right:], out=out[..., :below, right:])
    if below < m:
        np.matmul(x[..., below:, :], y, out=out[..., below:, :])


def _convolve_transposed(y: Any, weight: Any, bias: Any, *, windows: Windows, groups: int) -> Any:
    """y: (N, O, *out), weight: (O, C / groups, *kernel) -> (N, C, *size): each window's element of y, spread over the window.

    It is a convolution of y with the flipped weight; with steps of ``s``, one for every s-th element of the space, with every s-th tap.
    Few windows are not worth it to rearrange the weight; and in a space that is much larger than they are, most taps meet nothing.
    """
    samples, count, strided = len(y), prod(windows.out), set(windows.stride) != {1}
    few = samples * count < 1000 or (count <= FEW and samples >= MANY)
    if (strided and few) or prod(windows.size) > 2 * prod(windows.stride) * count:
        return _spread(y, weight, bias, windows, groups)
    out = np.empty((len(y), weight.shape[1] * groups, *windows.size), y.dtype)
    along = [[_every(first, *numbers) for first in range(min(numbers[2], numbers[0]))] for numbers in zip(*windows, strict=True)]
    for phases in product(*along):
        places, taps, numbers = zip(*phases, strict=True)
        some = _flipped(weight[(..., *taps)], groups)
        if not some.size:
            out[(..., *places)] = 0 if bias is None else bias.reshape(-1, *[1] * len(places))
            continue
        found = _convolve(y, some, bias, windows=Windows(*zip(*numbers, strict=True)), groups=groups)
        if set(windows.stride) == {1}:
            return found
        out[(..., *places)] = found
    return out


def _spread(y: Any, weight: Any, bias: Any, windows: Windows, groups: int) -> Any:
    """`_convolve_transposed` by products for each tap, which are then added; some channels at a time."""
    samples, channels, outputs, taps = len(y), weight.shape[1], len(weight) // groups, prod(windows.kernel)
    matrix = _matrix(weight, groups).swapaxes(-1, -2).reshape(groups, channels, taps, outputs)
    beside = samples >= MANY
    place, shape = (-1, (*windows.out, samples)) if beside else (2, (samples, *windows.out))
    y = np.moveaxis(y.reshape(samples, groups, outputs, prod(windows.out)), 0, place).reshape(groups, outputs, prod(shape))
    out = np.empty((samples, groups, channels, *windows.size), y.dtype)

    def of_some(stretch: slice) -> None:
        for _, some in pieces(stretch, channels, BLOCK // max(1, taps * y[:, 0].nbytes)):
            found = matrix[:, some].reshape(groups, (some.stop - some.start) * taps, outputs) @ y
            apart = np.moveaxis(found.reshape(groups * (some.stop - some.start), taps, *shape), place, 0)
            out[:, :, some] = add_back(apart, windows=windows, beside=beside).reshape(out[:, :, some].shape)

    each(of_some, cut(channels, _nanoseconds(samples, windows, weight[0].size, len(weight))))
    out = out.reshape(samples, groups * channels, *windows.size)
    return out if bias is None else out + bias.reshape(-1, *[1] * len(windows.size))


def _correlate(x: Any, y: Any, *, windows: Windows, groups: int) -> Any:
    """x: (N, C, *size), y: (N, O, *out) -> (O, C / groups, *kernel): what each tap of the weight saw, weighted by y."""
    channels, outputs = x.shape[1] // groups, y.shape[1]
    if groups > 1 and _apart(x, outputs, windows, groups):
        parts = zip(np.split(x, groups, 1), np.split(y, groups, 1), strict=True)
        return np.concatenate([_correlate(*part, windows=windows, groups=1) for part in parts])
    y = y.reshape(len(y), groups, outputs // groups, prod(windows.out)).swapaxes(-1, -2)
    height = channels * prod(windows.kernel)
    by_rows = groups == 1 and _has_rows(windows) and channels >= 8
    nanoseconds = _nanoseconds(len(x), windows, height, outputs)

    def seen(columns: Any, across: Any) -> Any:
        size = SMALL // max(1, columns.shape[-2] * across.shape[-1]) // 64 * 64
        if 128 <= size < columns.shape[-1] and blas.has_small_kernels():
            products = long_product(columns, across, size)
        else:
            products = np.empty((*columns.shape[:-1], across.shape[-1]), x.dtype)
            multiply(columns, across, products)
        return products[0] if len(products) == 1 else total(products, 0)

    def of_rows(part: slice, here: slice, found: list[Any]) -> Any:
        across = y[part, 0, here]
        across = _turned(across) if blas.has_small_kernels() else across  # which are slow where both factors lie along what is added
        return np.stack([seen(columns, across) for columns in found])

    def of_some(stretch: slice) -> Any:
        if by_rows:
            totals = add_up(of_rows(*some) for some in kernel_rows(x, windows, stretch, LONG))
            return totals.reshape(windows.kernel[0], channels, windows.kernel[1], outputs).swapaxes(0, 1)
        return add_up(seen(found, y[part, 0, here]) for part, here, found in column_blocks(x, windows, stretch, LONG))

    def of_samples(stretch: slice) -> Any:
        found = samples_beside(x, windows, stretch, ADDED)
        return add_up(columns @ y[part, 0].swapaxes(0, 1).reshape(columns.shape[1], outputs) for part, columns in found)

    def of_groups(those: slice) -> Any:
        stretch = slice(those.start * len(x), those.stop * len(x))
        found = groupby(pieces(stretch, len(x), _groups_in_a_block(x, windows, groups)), lambda piece: (piece[0].start, piece[0].stop))
        return np.concatenate(
            [add_up(seen(_columns_of_groups(x[part], some, windows, groups), y[part, some]) for some, part in same) for _, same in found]
        )

    if not len(y):
        return np.zeros((outputs, channels, *windows.kernel), x.dtype)
    if depthwise.fits(x, windows, groups):
        sums = depthwise.correlate(x, y.swapaxes(-1, -2), windows)
    elif groups > 1:
        sums = np.concatenate(each(of_groups, cut(groups, nanoseconds)))
    elif _by_samples(len(x), channels, outputs, windows):
        sums = add_up(each(of_samples, cut(len(x), nanoseconds)))
    else:
        sums = add_up(each(of_some, stretches(len(x), windows, nanoseconds)))
    sums = sums.reshape(groups, channels, *windows.kernel, outputs // groups)
    out = np.empty((outputs, channels, *windows.kernel), x.dtype)
    for tap in np.ndindex(*windows.kernel):  # each apart, as NumPy copies long rows in less than half of the time that many short ones take
        out[(..., *tap)] = sums[(..., *tap, slice(None))].swapaxes(1, 2).reshape(outputs, channels)
    return out


FEW = 64  # windows of one sample
MANY = 16  # samples, whose numbers beside each other are rows long enough to be added


def _by_samples(samples: int, channels: int, outputs: int, windows: Windows) -> bool:
    """True if `samples_beside` is faster: one product with the columns of several samples, as a large weight takes long to read for each.

    Measured with 3 × 3 taps, forward and backward: 256 channels of 4 × 4 take 0.7 of the time, 512 of 7 × 7 0.75, 16 of 5 × 5 that become one
    number each, as at the end of LeNet-5, 0.07; 64 of 8 × 8 would take 1.2 times as long.
    """
    weights = channels * outputs * prod(windows.kernel)
    return samples > 1 and outputs >= 16 and prod(windows.out) <= min(FEW, max(4, weights >> 12))


def _by_rows(samples: int, channels: int, outputs: int, windows: Windows) -> bool:
    """True if `kernel_rows` is faster: one product for each row of the kernel, over a third of the columns (for 3 × 3).

    It copies less and adds more: measured with 3 × 3 to 9 × 9 taps, 0.5 to 0.9 of the time where this is true, 1.1 to 1.3 elsewhere.
    And the weight is rearranged, for which there must be many windows.
    """
    rows, steps, count = windows.kernel[0], windows.stride[0], prod(windows.out)
    saved = 3 * channels * (rows - steps)
    large = count >= 64 and samples * count >= 16 * outputs
    return _has_rows(windows) and large and channels * windows.kernel[-1] >= 24 and saved >= outputs * rows


def _nanoseconds(samples: int, windows: Windows, taps: int, outputs: int) -> float:
    """About how long one thread takes to copy what each window meets, and to multiply it by the weights."""
    return samples * prod(windows.out) * taps * (1 + outputs / MULTIPLICATIONS)


def _turned(x: Any) -> Any:
    """A copy of (..., L, O) that is contiguous, of an array whose transpose is: a few columns at a time, which takes 0.3 to 0.7 of the time."""
    out = np.empty(x.shape, x.dtype)
    for start in range(0, x.shape[-1], 8):
        some = (..., slice(start, start + 8))
        out[some] = x[some]
    return out


def _has_rows(windows: Windows) -> bool:
    """True if `kernel_rows` can be taken."""
    return len(windows.kernel) == 2 and windows.kernel[0] > 1


def _matrix(weight: Any, groups: int) -> Any:
    """(O, C / groups, *kernel) -> (groups, O / groups, C / groups * taps)."""
    matrix = weight.reshape(groups, weight.shape[0] // groups, prod(weight.shape[1:]))
    return matrix if min(matrix.strides) >= 0 else np.ascontiguousarray(matrix)  # BLAS takes no negative strides


def _flipped(weight: Any, groups: int) -> Any:
    """The weight with which an ordinary convolution is the transposed one: input and output channels exchanged, taps reversed."""
    outputs, inputs, *kernel = weight.shape
    exchanged = weight.reshape(groups, outputs // groups, inputs, *kernel).swapaxes(1, 2).reshape(groups * inputs, outputs // groups, *kernel)
    return np.flip(exchanged, tuple(range(2, exchanged.ndim)))


def _every(first: int, size: int, kernel: int, stride: int, dilation: int, before: int, out: int) -> tuple[slice, slice, tuple[int, ...]]:
    """Along one dimension, for the elements ``first``, ``first + stride``, ...: those, the taps that meet them, and their windows over ``out``."""
    taps = [k for k in range(kernel) if (first + before - k * dilation) % stride == 0]
    step = taps[1] - taps[0] if len(taps) > 1 else 1
    some = slice(taps[0], taps[-1] + 1, step) if taps else slice(0)
    nearest = (first + before - taps[-1] * dilation) // stride if taps else 0  # the window in which the last of the taps meets the first element
    return slice(first, None, stride), some, (out, len(taps), 1, step * dilation // stride, -nearest, len(range(first, size, stride)))


def _bias_rule(g: Any) -> Any:
    return channels_total(g.reshape(*g.shape[:2], prod(g.shape[2:])))[:, 0]


def _layout(out: Any, inputs: Any) -> Any:
    """Channels last if the input or the weight is so; of sequences, if the weight is; the transposed form of volumes never."""
    x, weight = inputs[:2]
    return channels(out, [x if out.ndim > 3 and is_channels_last(x) else weight])


convolution: Op = Op(
    _convolve,
    wide=True,
    name="convolution",
    layout=_layout,
    x=lambda g, weight, windows, groups: convolution_transposed.apply(g, weight, None, windows=windows, groups=groups),
    weight=lambda g, x, windows, groups: convolution_weight.apply(x, g, windows=windows, groups=groups),
    bias=_bias_rule,
)
convolution_transposed: Op = Op(
    _convolve_transposed,
    wide=True,
    name="convolution_transposed",
    title="Convolution",
    layout=lambda out, inputs: contiguous(out) if out.ndim > 4 else _layout(out, inputs),
    y=lambda g, weight, windows, groups: convolution.apply(g, weight, None, windows=windows, groups=groups),
    weight=lambda g, y, windows, groups: convolution_weight.apply(g, y, windows=windows, groups=groups),
    bias=_bias_rule,
)
convolution_weight: Op = Op(
    _correlate,
    wide=True,
    name="convolution_weight",
    title="ConvolutionBackward",
    x=lambda g, y, windows, groups: convolution_transposed.apply(y, g, None, windows=windows, groups=groups),
    y=lambda g, x, windows, groups: convolution.apply(x, g, None, windows=windows, groups=groups),
)

# ---------------------------------------------------------------------------------------------------------------- public functions

Numbers = int | Sequence[int]


def conv1d(
    input: Tensor, weight: Tensor, bias: Tensor | None = None, stride: Numbers = 1, padding: Numbers | str = 0, dilation: Numbers = 1, groups: int = 1
) -> Tensor:
    """Slide a kernel over a sequence and take inner products.

    input: (N, C_in, L) or (C_in, L); weight: (C_out, C_in / groups, K); bias: (C_out,) -> (N, C_out, L_out) or (C_out, L_out). For the
    sizes and settings see `conv2d`.

    >>> import autograd
    >>> conv1d(autograd.tensor([[[1.0, 2.0, 4.0, 7.0]]]), autograd.tensor([[[-1.0, 1.0]]]))
    tensor([[[1., 2., 3.]]])
    """
    return _convolution("conv1d", 1, input, weight, bias, stride, padding, dilation, groups)


def conv2d(
    input: Tensor, weight: Tensor, bias: Tensor | None = None, stride: Numbers = 1, padding: Numbers | str = 0, dilation: Numbers = 1, groups: int = 1
) -> Tensor:
    """Slide a kernel over images and take inner products.

    input: (N, C_in, H, W) or (C_in, H, W); weight: (C_out, C_in / groups, K_h, K_w); bias: (C_out,) -> (N, C_out, H_out, W_out), with
    ``H_out = (H + 2 * padding - dilation * (K_h - 1) - 1) // stride + 1``.

    ``padding`` counts the zeros put around the image; "valid" means none, "same" as many as keep the size (for stride 1). ``groups``
    splits channels: each group of output channels sees its own group of input channels only. The kernel is not flipped: this is what
    mathematics calls cross-correlation. RuntimeError if channels do not fit, or if the kernel is larger than the padded image.

    >>> import autograd
    >>> edge = autograd.tensor([[[[-1.0, 1.0]]]])
    >>> conv2d(autograd.tensor([[[[0.0, 0.0, 5.0, 5.0]]]]), edge)
    tensor([[[[0., 5., 0.]]]])
    """
    return _convolution("conv2d", 2, input, weight, bias, stride, padding, dilation, groups)


def conv3d(
    input: Tensor, weight: Tensor, bias: Tensor | None = None, stride: Numbers = 1, padding: Numbers | str = 0, dilation: Numbers = 1, groups: int = 1
) -> Tensor:
    """Slide a kernel over volumes and take inner products.

    input: (N, C_in, D, H, W) or (C_in, D, H, W); weight: (C_out, C_in / groups, K_d, K_h, K_w); bias: (C_out,) ->
    (N, C_out, D_out, H_out, W_out). For the sizes and settings see `conv2d`.

    >>> import autograd
    >>> conv3d(autograd.ones(1, 2, 4, 4, 4), autograd.ones(3, 2, 2, 2, 2)).shape
    torch.Size([1, 3, 3, 3, 3])
    """
    return _convolution("conv3d", 3, input, weight, bias, stride, padding, dilation, groups)


def conv_transpose1d(
    input: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: Numbers = 1,
    padding: Numbers = 0,
    output_padding: Numbers = 0,
    groups: int = 1,
    dilation: Numbers = 1,
) -> Tensor:
    """The transpose of `conv1d`: every element spreads the kernel over the result.

    input: (N, C_in, L) or (C_in, L); weight: (C_in, C_out / groups, K); bias: (C_out,) -> (N, C_out, L_out); see `conv_transpose2d`.

    >>> import autograd
    >>> conv_transpose1d(autograd.tensor([[[1.0, 2.0]]]), autograd.ones(1, 1, 2), stride=2)
    tensor([[[1., 1., 2., 2.]]])
    """
    return _transposed("conv_transpose1d", 1, input, weight, bias, stride, padding, output_padding, groups, dilation)


def conv_transpose2d(
    input: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: Numbers = 1,
    padding: Numbers = 0,
    output_padding: Numbers = 0,
    groups: int = 1,
    dilation: Numbers = 1,
) -> Tensor:
    """The transpose of `conv2d` (its gradient by the input, as an operation): every pixel spreads the kernel over the result.

    input: (N, C_in, H, W) or (C_in, H, W); weight: (C_in, C_out / groups, K_h, K_w); bias: (C_out,) -> (N, C_out, H_out, W_out), with
    ``H_out = (H - 1) * stride - 2 * padding + dilation * (K_h - 1) + output_padding + 1``.

    A strided convolution takes several sizes to the same one; ``output_padding`` says which of them to return to.

    >>> import autograd
    >>> conv_transpose2d(autograd.tensor([[[[1.0, 2.0]]]]), autograd.ones(1, 1, 1, 2), stride=2)
    tensor([[[[1., 1., 2., 2.]]]])
    """
    return _transposed("conv_transpose2d", 2, input, weight, bias, stride, padding, output_padding, groups, dilation)


def conv_transpose3d(
    input: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: Numbers = 1,
    padding: Numbers = 0,
    output_padding: Numbers = 0,
    groups: int = 1,
    dilation: Numbers = 1,
) -> Tensor:
    """The transpose of `conv3d`: every element spreads the kernel over the result.

    input: (N, C_in, D, H, W) or (C_in, D, H, W); weight: (C_in, C_out / groups, K_d, K_h, K_w); bias: (C_out,) ->
    (N, C_out, D_out, H_out, W_out); see `conv_transpose2d`.

    >>> import autograd
    >>> conv_transpose3d(autograd.ones(1, 2, 3, 3, 3), autograd.ones(2, 4, 2, 2, 2), stride=2).shape
    torch.Size([1, 4, 6, 6, 6])
    """
    return _transposed("conv_transpose3d", 3, input, weight, bias, stride, padding, output_padding, groups, dilation)


def _convolution(caller: str, dims: int, input: Tensor, weight: Tensor, bias: Any, stride: Any, padding: Any, dilation: Any, groups: int) -> Tensor:
    stride, dilation = _positive(caller, dims, stride=stride, dilation=dilation)
    groups = whole_number(caller, "groups", groups)
    _check(caller, dims, input, weight, bias, groups, inputs=1, outputs=0)
    size, kernel = tuple(input.array.shape[-dims:]), tuple(weight.array.shape[2:])
    reach = tuple(d * (k - 1) + 1 for k, d in zip(kernel, dilation, strict=True))  # what the dilated kernel covers
    if isinstance(padding, str):
        before, padded = _named_padding(caller, padding, size, reach, stride)
    else:
        before = _not_negative(caller, "padding", padding, dims)
        padded = tuple(n + 2 * p for n, p in zip(size, before, strict=True))
    if any(r > n for r, n in zip(reach, padded, strict=True)):
        raise RuntimeError(
            f"{caller}: Calculated padded input size per channel: {padded}. Kernel size: {reach}. Kernel size can't be greater than actual "
            f"input size: use a smaller kernel or more padding"
        )
    count = tuple((n - r) // s + 1 for n, r, s in zip(padded, reach, stride, strict=True))
    windows = Windows(size, kernel, stride, dilation, before, count)
    if input.array.ndim == dims + 1:
        return convolution(input.unsqueeze(0), weight, bias, windows=windows, groups=groups).squeeze(0)
    return convolution(input, weight, bias, windows=windows, groups=groups)


def _transposed(
    caller: str, dims: int, input: Tensor, weight: Tensor, bias: Any, stride: Any, padding: Any, output_padding: Any, groups: int, dilation: Any
) -> Tensor:
    stride, dilation = _positive(caller, dims, stride=stride, dilation=dilation)
    before = _not_negative(caller, "padding", padding, dims)
    extra = _not_negative(caller, "output_padding", output_padding, dims)
    groups = whole_number(caller, "groups", groups)
    _check(caller, dims, input, weight, bias, groups, inputs=0, outputs=1)
    if any(e >= max(s, d) for e, s, d in zip(extra, stride, dilation, strict=True)):
        raise RuntimeError(
            f"{caller}: output padding must be smaller than either stride or dilation, but got output_padding={extra}, stride={stride}, "
            f"dilation={dilation}"
        )
    count, kernel = tuple(input.array.shape[-dims:]), tuple(weight.array.shape[2:])
    size = tuple((n - 1) * s - 2 * p + d * (k - 1) + e + 1 for n, s, p, d, k, e in zip(count, stride, before, dilation, kernel, extra, strict=True))
    if any(n < 1 for n in size):
        raise RuntimeError(f"{caller}: Given input size per channel: {count}. Calculated output size per channel: {size}. Output size is too small")
    windows = Windows(size, kernel, stride, dilation, before, count)
    if input.array.ndim == dims + 1:
        return convolution_transposed(input.unsqueeze(0), weight, bias, windows=windows, groups=groups).squeeze(0)
    return convolution_transposed(input, weight, bias, windows=windows, groups=groups)


def _named_padding(caller: str, padding: str, size: Any, reach: Any, stride: Any) -> Any:
    """The padding in front, and the padded size, that a name stands for."""
    if padding == "valid":
        return (0,) * len(size), size
    if padding != "same":
        raise RuntimeError(f"{caller}: Invalid padding string: {padding!r}: expected 'valid' or 'same'")
    if set(stride) != {1}:
        raise RuntimeError(f"{caller}: padding='same' is not supported for strided convolutions: stride={stride}")
    return tuple((r - 1) // 2 for r in reach), tuple(n + r - 1 for n, r in zip(size, reach, strict=True))


def _positive(caller: str, dims: int, **settings: Any) -> list[tuple[int, ...]]:
    found = [per_dimension(caller, name, value, dims) for name, value in settings.items()]
    for name, value in zip(settings, found, strict=True):
        if min(value) < 1:
            raise RuntimeError(f"{caller}: {name} should be greater than zero, got {name}={value}")
    return found


def _not_negative(caller: str, name: str, value: Any, dims: int) -> tuple[int, ...]:
    found = per_dimension(caller, name, value, dims)
    if min(found) < 0:
        raise RuntimeError(f"{caller}: negative {name} is not supported, got {name}={found}")
    return found


def _check(caller: str, dims: int, input: Tensor, weight: Tensor, bias: Any, groups: int, inputs: int, outputs: int) -> None:
    """Refuse tensors that do not fit; ``inputs`` and ``outputs`` are the weight's dimensions for input and output channels."""
    for name, value in (("input", input), ("weight", weight), ("bias", bias)):
        if not isinstance(value, Tensor) and not (value is None and name == "bias"):
            raise TypeError(f"{caller}(): argument '{name}' must be Tensor, not {type(value).__name__}")
    check_type(caller, input, "fiu")
    shape, kernel_shape = tuple(input.shape), tuple(weight.shape)
    if len(kernel_shape) != dims + 2:
        raise RuntimeError(f"{caller}: expected {dims + 2}D weight (out, in / groups, and {dims} kernel sizes), got weight of shape {kernel_shape}")
    if len(shape) not in (dims + 1, dims + 2):
        raise RuntimeError(f"Expected {dims + 1}D (unbatched) or {dims + 2}D (batched) input to {caller}, but got input of size: {list(shape)}")
    if groups < 1:
        raise RuntimeError(f"{caller}: non-positive groups is not supported, got groups={groups}")
    if kernel_shape[0] % groups or kernel_shape[0] < groups:
        raise RuntimeError(
            f"{caller}: Given groups={groups}, expected weight to be at least {groups} at dimension 0 and divisible by it, "
            f"but got weight of size {list(kernel_shape)} instead"
        )
    if 0 in kernel_shape[2:]:
        raise RuntimeError(f"{caller}: kernel size should be greater than zero, got weight of shape {kernel_shape}")
    expected = kernel_shape[inputs] * (groups if inputs else 1)
    if shape[-dims - 1] != expected:
        hint = ": pictures of one channel have it as a dimension, unsqueeze(1) adds it" if expected == 1 and len(shape) == dims + 1 else ""
        raise RuntimeError(
            f"{caller}: Given groups={groups}, weight of size {list(kernel_shape)}, expected input{list(shape)} to have {expected} channels, "
            f"but got {shape[-dims - 1]} channels instead{hint}"
        )
    if bias is not None and tuple(bias.shape) != (kernel_shape[outputs] * (groups if outputs else 1),):
        raise RuntimeError(
            f"{caller}: Given weight of size {list(kernel_shape)}, expected bias to be 1-dimensional with "
            f"{kernel_shape[outputs] * (groups if outputs else 1)} elements, but got bias of size {list(bias.shape)} instead"
        )
    types = {t.dtype.name for t in (input, weight, bias) if t is not None}
    if len(types) > 1:
        raise RuntimeError(
            f"{caller}: Input type ({input.dtype.name}), weight type ({weight.dtype.name})"
            + ("" if bias is None else f" and bias type ({bias.dtype.name})")
            + " should be the same: convert one with .to(dtype)"
        )
