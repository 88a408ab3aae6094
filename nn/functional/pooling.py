"""Pooling: the largest or the mean element of each window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache, reduce
from math import prod
from typing import Any

import numpy as np

from autograd import Tensor
from autograd.core.methods import whole_number
from autograd.core.op import Op
from autograd.core.strides import channels, channels_of_planes
from autograd.core.tensor import wrap
from autograd.machine.threads import cut, each

from .planes import Matrix, among_all, apart, pick, picking, separable, stretches, window_sums
from .windows import Windows, check_type, per_dimension, row_major

__all__ = [
    "adaptive_avg_pool1d", "adaptive_avg_pool2d", "adaptive_avg_pool3d", "adaptive_max_pool1d", "adaptive_max_pool2d", "adaptive_max_pool3d",
    "avg_pool1d", "avg_pool2d", "avg_pool3d", "lp_pool1d", "lp_pool2d", "lp_pool3d", "max_pool1d", "max_pool2d", "max_pool3d", "max_unpool1d",
    "max_unpool2d", "max_unpool3d",
]  # fmt: skip

Numbers = int | Sequence[int]


# ---------------------------------------------------------------------------------------------------------------- max pooling

# Where the largest elements are, is found outside the graph, because positions have no derivative. What is recorded is that the elements
# at those positions are picked: linear, and the adjoint of placing elements at those positions.


def _unpool(y: Any, *, index: Any, size: tuple[int, ...]) -> Any:
    """As `_place`, but of several elements at one position the last stays: they are the same maximum, picked by windows that overlap."""
    planes = np.zeros((*y.shape[:2], *size), y.dtype)
    planes.reshape(-1)[among_all(index, planes.shape)] = y
    return planes


max_pool_ops = {dims: picking(f"max_pool{dims}d", f"MaxPool{dims}DWithIndices", piecewise_linear=True) for dims in (1, 2, 3)}
unpool = Op(_unpool, name="max_unpool", layout=channels_of_planes, y=lambda g, index: pick.apply(g, index=index))


def _winner(x: Any, taps: list[tuple[Any, Any]], count: tuple[int, ...]) -> Any:
    """The number of the tap that meets the largest element of each window, the first of equals; nan counts as the largest."""
    shape = (*x.shape[:2], *count)
    largest = np.full(shape, -np.inf if x.dtype.kind == "f" else np.iinfo(x.dtype).min, x.dtype)
    winner = np.zeros(shape, np.min_scalar_type(len(taps)))
    for k, (_, inside) in reversed([*enumerate(taps)]):  # where nothing is larger than -inf, the first tap that is no padding
        winner[inside] = k
    for k, (met, inside) in enumerate(taps):
        tap = np.ascontiguousarray(x[met])
        larger = (tap > largest[inside]).view(np.uint8) * winner.dtype.type(k)
        np.maximum(winner[inside], larger, out=winner[inside])  # what wins now has a larger number than what has won before
        np.maximum(largest[inside], tap, out=largest[inside])
    if x.dtype.kind == "f" and np.isnan(largest).any():
        for k, (met, inside) in enumerate(taps):
            winner[inside][np.isnan(x[met])] = k
    return winner


def _largest(x: Any, windows: Windows) -> Any:
    """The position of the largest element of each window: (N, C, *size) -> (N, C, *count)."""
    wide = [d for d, k in enumerate(windows.kernel) if k > 1]
    if len(wide) > 1 and prod(windows.kernel) > 9 and set(windows.stride) == {1}:
        # along one dimension, and of what is largest there along the others: of equals the first in row-major order stays the first
        along = list(zip(*windows, strict=True))
        alone = [numbers if d == wide[-1] else (numbers[0], 1, 1, 1, 0, numbers[0]) for d, numbers in enumerate(along)]
        along[wide[-1]] = (windows.out[wide[-1]], 1, 1, 1, 0, windows.out[wide[-1]])
        first = _largest(x, Windows(*zip(*alone, strict=True)))
        return pick.forward(first, index=_largest(pick.forward(x, index=first), Windows(*zip(*along, strict=True))))
    taps, (offset, start) = windows.taps(), _positions(windows)
    index = np.empty((*x.shape[:2], *windows.out), start.dtype)
    planes, into = apart(x), apart(index)

    def find(these: slice) -> None:
        np.add(np.take(offset, _winner(planes[these], taps, windows.out)), start, out=into[these])

    each(find, cut(len(planes), 2 * x.size))
    return index


@lru_cache(maxsize=64)
def _positions(windows: Windows) -> tuple[Any, Any]:
    """How far each tap is from its window's start, and where the windows start: (taps), and an array with the windows' dimensions."""
    starts = np.ix_(*[np.arange(c) * s - b for c, s, b in zip(windows.out, windows.stride, windows.before, strict=True)])
    offsets = np.ix_(*[np.arange(k) * d for k, d in zip(windows.kernel, windows.dilation, strict=True)])
    inside = [np.maximum(0, -(start // d)) for start, d in zip(starts, windows.dilation, strict=True)]  # the first taps that are no padding
    if any((start + i * d >= n).any() for start, i, d, n in zip(starts, inside, windows.dilation, windows.size, strict=True)):
        raise RuntimeError(f"max_pool: a window meets no element at all, only padding: use a smaller dilation or less padding, for {windows}")
    return row_major(offsets, windows.size).reshape(-1), row_major(starts, windows.size)


def _largest_adaptive(x: Any, count: tuple[int, ...]) -> Any:
    """`_largest` for windows that divide the space as evenly as whole numbers can; shorter ones see their last elements again."""
    size = x.shape[2:]
    windows = _even_windows(size, count)
    if windows is not None:
        one_by_one = prod(windows.kernel) > MANY_TAPS and not (x.dtype.kind == "f" and np.isnan(x).any())
        return _largest_even(x, windows) if one_by_one else _largest(x, windows)
    bounds = [_bounds(n, m) for n, m in zip(size, count, strict=True)]
    longest = tuple(int((end - start).max(initial=0)) for start, end in bounds)
    if prod(longest) > max(MANY_TAPS, prod(count)) and not (x.dtype.kind == "f" and np.isnan(x).any()):
        return _largest_window_by_window(x, bounds, count)
    taps = [
        ((..., *np.ix_(*[np.minimum(start + t, end - 1) for t, (start, end) in zip(tap, bounds, strict=True)])), (...,))
        for tap in np.ndindex(*longest)
    ]
    winner = np.unravel_index(_winner(x, taps, count), longest)
    starts, ends = np.ix_(*[start for start, _ in bounds]), np.ix_(*[end for _, end in bounds])
    return row_major([np.minimum(start + w, end - 1) for w, start, end in zip(winner, starts, ends, strict=True)], size)


def _largest_window_by_window(x: Any, bounds: list[Any], count: tuple[int, ...]) -> Any:
    """`_largest_adaptive` for few large windows, where there is no nan."""
    index = np.empty((*x.shape[:2], *count), np.int64)
    for place in np.ndindex(*count):
        starts = [int(start[i]) for i, (start, _) in zip(place, bounds, strict=True)]
        block = x[(..., *[slice(first, int(end[i])) for first, i, (_, end) in zip(starts, place, bounds, strict=True)])]
        winner = np.unravel_index(block.reshape(*x.shape[:2], prod(block.shape[2:])).argmax(-1), block.shape[2:])
        index[(..., *place)] = row_major([first + w for first, w in zip(starts, winner, strict=True)], x.shape[2:])
    return index


def max_pool1d(
    input: Tensor,
    kernel_size: Numbers,
    stride: Numbers | None = None,
    padding: Numbers = 0,
    dilation: Numbers = 1,
    ceil_mode: bool = False,
    return_indices: bool = False,
) -> Any:
    """The largest element of each window of a sequence: (N, C, L) or (C, L) -> (N, C, L_out) or (C, L_out); see `max_pool2d`.

    >>> import autograd
    >>> max_pool1d(autograd.tensor([[1.0, 2.0, 3.0, 4.0]]), 2)
    tensor([[2., 4.]])
    >>> max_pool1d(autograd.tensor([[1.0, 5.0, 3.0, 4.0]]), 2, return_indices=True)[1]
    tensor([[1, 3]])
    """
    return _max_pool("max_pool1d", 1, input, kernel_size, stride, padding, dilation, ceil_mode, return_indices)


def max_pool2d(
    input: Tensor,
    kernel_size: Numbers,
    stride: Numbers | None = None,
    padding: Numbers = 0,
    dilation: Numbers = 1,
    ceil_mode: bool = False,
    return_indices: bool = False,
) -> Any:
    """The largest element of each window of an image.

    input: (N, C, H, W) or (C, H, W) -> (N, C, H_out, W_out), with ``H_out = (H + 2 * padding - dilation * (K_h - 1) - 1) // stride + 1``,
    rounded up with ``ceil_mode``. ``stride`` is the kernel size unless given. ``return_indices`` adds the positions in each plane,
    counted in row-major order, as `max_unpool2d` wants them. Among equals the first is picked, and gets all of the gradient.

    >>> import autograd
    >>> max_pool2d(autograd.tensor([[[1.0, 2.0, 5.0, 6.0], [3.0, 4.0, 7.0, 8.0]]]), 2)
    tensor([[[4., 8.]]])
    """
    return _max_pool("max_pool2d", 2, input, kernel_size, stride, padding, dilation, ceil_mode, return_indices)


def max_pool3d(
    input: Tensor,
    kernel_size: Numbers,
    stride: Numbers | None = None,
    padding: Numbers = 0,
    dilation: Numbers = 1,
    ceil_mode: bool = False,
    return_indices: bool = False,
) -> Any:
    """The largest element of each window of a volume.

    input: (N, C, D, H, W) or (C, D, H, W) -> (N, C, D_out, H_out, W_out); see `max_pool2d`.

    >>> import autograd
    >>> max_pool3d(autograd.ones(1, 8, 4, 6, 6), 2).shape
    torch.Size([1, 8, 2, 3, 3])
    """
    return _max_pool("max_pool3d", 3, input, kernel_size, stride, padding, dilation, ceil_mode, return_indices)


def _max_pool(
    caller: str, dims: int, input: Tensor, kernel_size: Any, stride: Any, padding: Any, dilation: Any, ceil_mode: bool, indices: bool
) -> Any:
    windows = _windows(caller, dims, input, kernel_size, stride, padding, dilation, ceil_mode)
    batched = input.array.ndim == dims + 2
    x = input if batched else input.unsqueeze(0)
    apart = all(s > (k - 1) * d for k, s, d in zip(windows.kernel, windows.stride, windows.dilation, strict=True))
    return _picked(x, _largest(x.array, windows), batched, indices, apart)


def adaptive_max_pool1d(input: Tensor, output_size: Any, return_indices: bool = False) -> Any:
    """The largest element of each of ``output_size`` windows of a sequence: (N, C, L) or (C, L) -> (N, C, L_out); see `adaptive_max_pool2d`.

    >>> import autograd
    >>> adaptive_max_pool1d(autograd.tensor([[1.0, 2.0, 3.0, 4.0]]), 2)
    tensor([[2., 4.]])
    """
    return _adaptive_max_pool("adaptive_max_pool1d", 1, input, output_size, return_indices)


def adaptive_max_pool2d(input: Tensor, output_size: Any, return_indices: bool = False) -> Any:
    """The largest elements of windows that divide an image as evenly as whole numbers can.

    input: (N, C, H, W) or (C, H, W) -> (N, C, H_out, W_out); ``output_size`` is H_out and W_out, or one number for both, and None keeps a
    size. Window ``i`` covers rows ``floor(i * H / H_out)`` up to ``ceil((i + 1) * H / H_out)``. ``return_indices`` as in `max_pool2d`.

    >>> import autograd
    >>> adaptive_max_pool2d(autograd.ones(1, 8, 7, 7), 3).shape
    torch.Size([1, 8, 3, 3])
    """
    return _adaptive_max_pool("adaptive_max_pool2d", 2, input, output_size, return_indices)


def adaptive_max_pool3d(input: Tensor, output_size: Any, return_indices: bool = False) -> Any:
    """The largest elements of windows that divide a volume evenly: (N, C, D, H, W) -> (N, C, D_out, H_out, W_out); see `adaptive_max_pool2d`.

    >>> import autograd
    >>> adaptive_max_pool3d(autograd.ones(1, 8, 4, 6, 6), 2).shape
    torch.Size([1, 8, 2, 2, 2])
    """
    return _adaptive_max_pool("adaptive_max_pool3d", 3, input, output_size, return_indices)


def _adaptive_max_pool(caller: str, dims: int, input: Tensor, output_size: Any, indices: bool) -> Any:
    check_type(caller, input, "fiu")
    count = _adaptive_count(caller, dims, input, output_size)
    batched = input.array.ndim == dims + 2
    x = input if batched else input.unsqueeze(0)
    return _picked(x, _largest_adaptive(x.array, count), batched, indices)


def _picked(x: Tensor, index: Any, batched: bool, indices: bool, distinct: bool = False) -> Any:
    out = max_pool_ops[index.ndim - 2](x, index=index, distinct=distinct)
    if not batched:
        out = out.squeeze(0)
    return (out, _shown(x, index, batched)) if indices else out


def _shown(x: Tensor, index: Any, batched: bool) -> Tensor:
    """The indices of what was picked, laid out as the input is."""
    index = channels(index, [x.array])
    return wrap(index if batched else index[0])


def max_unpool1d(
    input: Tensor, indices: Tensor, kernel_size: Numbers, stride: Numbers | None = None, padding: Numbers = 0, output_size: Any = None
) -> Tensor:
    """Put the elements back to where `max_pool1d` found them, among zeros: (N, C, L) or (C, L) -> (N, C, L_out); see `max_unpool2d`.

    >>> import autograd
    >>> max_unpool1d(autograd.tensor([[5.0, 4.0]]), autograd.tensor([[1, 3]]), 2)
    tensor([[0., 5., 0., 4.]])
    """
    return _max_unpool("max_unpool1d", 1, input, indices, kernel_size, stride, padding, output_size)


def max_unpool2d(
    input: Tensor, indices: Tensor, kernel_size: Numbers, stride: Numbers | None = None, padding: Numbers = 0, output_size: Any = None
) -> Tensor:
    """Put the elements back to where `max_pool2d` found them, among zeros.

    input and indices: (N, C, H, W) or (C, H, W), both from ``max_pool2d(..., return_indices=True)`` -> (N, C, H_out, W_out), with
    ``H_out = (H - 1) * stride - 2 * padding + K_h`` unless ``output_size`` names one of the other sizes that pooling takes to H.

    >>> import autograd
    >>> max_unpool2d(autograd.tensor([[[4.0]]]), autograd.tensor([[[3]]]), 2)
    tensor([[[0., 0.],
             [0., 4.]]])
    """
    return _max_unpool("max_unpool2d", 2, input, indices, kernel_size, stride, padding, output_size)


def max_unpool3d(
    input: Tensor, indices: Tensor, kernel_size: Numbers, stride: Numbers | None = None, padding: Numbers = 0, output_size: Any = None
) -> Tensor:
    """Put the elements back to where `max_pool3d` found them, among zeros: (N, C, D, H, W) -> (N, C, D_out, H_out, W_out); see `max_unpool2d`.

    >>> import autograd
    >>> max_unpool3d(autograd.tensor([[[[8.0]]]]), autograd.tensor([[[[7]]]]), 2).shape
    torch.Size([1, 2, 2, 2])
    """
    return _max_unpool("max_unpool3d", 3, input, indices, kernel_size, stride, padding, output_size)


def _max_unpool(caller: str, dims: int, input: Tensor, indices: Tensor, kernel_size: Any, stride: Any, padding: Any, output_size: Any) -> Tensor:
    kernel = per_dimension(caller, "kernel_size", kernel_size, dims)
    stride = kernel if stride is None else per_dimension(caller, "stride", stride, dims)
    padding = per_dimension(caller, "padding", padding, dims)
    shape = tuple(input.shape)
    if len(shape) not in (dims + 1, dims + 2) or 0 in shape[1:]:
        raise RuntimeError(f"{caller}: expected a {dims + 1}D or {dims + 2}D input with nonzero sizes, but got {list(shape)}")
    if indices.array.dtype != np.int64:
        raise RuntimeError(f"{caller}: elements in indices should be type int64 but got: {indices.dtype.name}")
    if tuple(indices.shape) != shape:
        raise RuntimeError(f"{caller}: expected indices of the shape of input, {list(shape)}, but got {list(indices.shape)}")
    size = [(n - 1) * s - 2 * p + k for n, s, p, k in zip(shape[-dims:], stride, padding, kernel, strict=True)]
    if output_size is not None:
        given = list(output_size)[-dims:]
        if len(output_size) not in (dims, dims + 2):
            raise ValueError(f"{caller}: output_size should be a sequence containing {dims} or {dims + 2} elements, but got {output_size}")
        if any(not n - s < m < n + s for n, s, m in zip(size, stride, given, strict=True)):
            raise ValueError(f"{caller}: invalid output_size {output_size}: each size must be less than a stride={stride} away from {size}")
        size = given
    index = _checked(caller, indices, size)
    if len(shape) == dims + 2:
        return unpool(input, index=index, size=tuple(size))
    return unpool(input.unsqueeze(0), index=index[None], size=tuple(size)).squeeze(0)


def _checked(caller: str, indices: Tensor, size: Sequence[int]) -> Any:
    """A copy of the indices, to which the user may write before the backward pass."""
    outside = (indices.array < 0) | (indices.array >= prod(size))
    if outside.any():
        raise RuntimeError(
            f"{caller}: found an invalid max index: {indices.array[outside][0]} (output volumes are of size {'x'.join(map(str, size))})"
        )
    return indices.array.copy()


# ---------------------------------------------------------------------------------------------------------------- average pooling


def avg_pool1d(
    input: Tensor, kernel_size: Numbers, stride: Numbers | None = None, padding: Numbers = 0, ceil_mode: bool = False, count_include_pad: bool = True
) -> Tensor:
    """The mean of each window of a sequence: (N, C, L) or (C, L) -> (N, C, L_out) or (C, L_out); see `avg_pool2d`.

    >>> import autograd
    >>> avg_pool1d(autograd.tensor([[1.0, 2.0, 3.0, 4.0]]), 2)
    tensor([[1.5000, 3.5000]])
    """
    return _avg_pool("avg_pool1d", 1, input, kernel_size, stride, padding, ceil_mode, count_include_pad, None)


def avg_pool2d(
    input: Tensor,
    kernel_size: Numbers,
    stride: Numbers | None = None,
    padding: Numbers = 0,
    ceil_mode: bool = False,
    count_include_pad: bool = True,
    divisor_override: int | None = None,
) -> Tensor:
    """The mean of each window of an image.

    input: (N, C, H, W) or (C, H, W) -> (N, C, H_out, W_out), with ``H_out = (H + 2 * padding - K_h) // stride + 1``, rounded up with
    ``ceil_mode``. ``stride`` is the kernel size unless given. The zeros of the padding count as elements unless ``count_include_pad`` is
    False; ``divisor_override`` is what to divide by instead of counting.

    >>> import autograd
    >>> avg_pool2d(autograd.tensor([[[1.0, 2.0, 5.0, 6.0], [3.0, 4.0, 7.0, 8.0]]]), 2)
    tensor([[[2.5000, 6.5000]]])
    """
    return _avg_pool("avg_pool2d", 2, input, kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override)


def avg_pool3d(
    input: Tensor,
    kernel_size: Numbers,
    stride: Numbers | None = None,
    padding: Numbers = 0,
    ceil_mode: bool = False,
    count_include_pad: bool = True,
    divisor_override: int | None = None,
) -> Tensor:
    """The mean of each window of a volume: (N, C, D, H, W) or (C, D, H, W) -> (N, C, D_out, H_out, W_out); see `avg_pool2d`.

    >>> import autograd
    >>> avg_pool3d(autograd.ones(1, 8, 4, 6, 6), 2).shape
    torch.Size([1, 8, 2, 3, 3])
    """
    return _avg_pool("avg_pool3d", 3, input, kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override)


def _avg_pool(
    caller: str, dims: int, input: Tensor, kernel_size: Any, stride: Any, padding: Any, ceil_mode: bool, include_pad: bool, divisor: Any
) -> Tensor:
    windows = _windows(caller, dims, input, kernel_size, stride, padding, 1, ceil_mode)
    refuse_integers(caller, input)
    if dims == 3 and any(n < k for n, k in zip(windows.size, windows.kernel, strict=True)):
        raise RuntimeError(f"{caller}: input image {windows.size} smaller than kernel size {windows.kernel}")
    if divisor == 0:
        raise RuntimeError(f"{caller}: divisor must be not zero: leave divisor_override out to divide by the number of elements")
    if input.array.ndim == dims + 1:
        return _avg_pool(caller, dims, input.unsqueeze(0), kernel_size, stride, padding, ceil_mode, include_pad, divisor).squeeze(0)
    if input.array.dtype == np.float16:
        return _avg_pool(caller, dims, input.float(), kernel_size, stride, padding, ceil_mode, include_pad, divisor).to(input.dtype)
    sums: Tensor = window_sums(input, windows=windows)
    if divisor is None:
        divisor = wrap(_elements(windows, include_pad).astype(input.array.dtype)) if windows.padded() else prod(windows.kernel)
    return sums.div(divisor, rounding_mode=None if sums.is_floating_point() else "trunc")


def refuse_integers(caller: str, input: Tensor) -> None:
    """As PyTorch, which takes means of int64 alone."""
    if input.array.dtype.kind != "f" and input.array.dtype != np.int64:
        raise NotImplementedError(f"{caller}: not implemented for {input.dtype.name}: convert the tensor first, with .float()")


def _elements(windows: Windows, include_pad: bool) -> Any:
    """How many elements each window has; those of the padding count on request, what lies beyond it (ceil_mode) never does."""
    counts = []
    for size, kernel, stride, _, before, count in zip(*windows, strict=True):
        start = np.arange(count) * stride - before
        end = np.minimum(start + kernel, size + before)
        counts.append(end - start if include_pad else np.minimum(end, size) - np.maximum(start, 0))
    return prod(np.ix_(*counts))


def adaptive_avg_pool1d(input: Tensor, output_size: Any) -> Tensor:
    """The means of ``output_size`` windows of a sequence: (N, C, L) or (C, L) -> (N, C, L_out); see `adaptive_avg_pool2d`.

    >>> import autograd
    >>> adaptive_avg_pool1d(autograd.tensor([[1.0, 2.0, 3.0, 4.0]]), 2)
    tensor([[1.5000, 3.5000]])
    """
    return _adaptive_avg_pool("adaptive_avg_pool1d", 1, input, output_size)


def adaptive_avg_pool2d(input: Tensor, output_size: Any) -> Tensor:
    """The means of windows that divide an image as evenly as whole numbers can.

    input: (N, C, H, W) or (C, H, W) -> (N, C, H_out, W_out); ``output_size`` is H_out and W_out, or one number for both, and None keeps a
    size. Window ``i`` covers rows ``floor(i * H / H_out)`` up to ``ceil((i + 1) * H / H_out)``.

    >>> import autograd
    >>> adaptive_avg_pool2d(autograd.ones(1, 8, 7, 7), (1, 1)).shape
    torch.Size([1, 8, 1, 1])
    """
    return _adaptive_avg_pool("adaptive_avg_pool2d", 2, input, output_size)


def adaptive_avg_pool3d(input: Tensor, output_size: Any) -> Tensor:
    """The means of windows that divide a volume evenly: (N, C, D, H, W) -> (N, C, D_out, H_out, W_out); see `adaptive_avg_pool2d`.

    >>> import autograd
    >>> adaptive_avg_pool3d(autograd.ones(1, 8, 4, 6, 6), (None, 2, 3)).shape
    torch.Size([1, 8, 4, 2, 3])
    """
    return _adaptive_avg_pool("adaptive_avg_pool3d", 3, input, output_size)


averaged = Op(
    lambda result, input: result,
    name="adaptive_avg_pool",
    layout=lambda out, inputs: channels(out, inputs[1:]),
    piecewise_linear=True,
    result=lambda g: g,
    doc="The result that was computed from the input, in the input's layout.",
)


def _adaptive_avg_pool(caller: str, dims: int, input: Tensor, output_size: Any) -> Tensor:
    check_type(caller, input, "f")
    count = _adaptive_count(caller, dims, input, output_size)
    size = tuple(input.array.shape[-dims:])
    if input.array.dtype == np.float16:
        return _adaptive_avg_pool(caller, dims, input.float(), output_size).to(input.dtype)
    if set(count) == {1}:
        return input.mean(tuple(range(-dims, 0)), keepdim=True)
    windows = _even_windows(size, count)
    if windows is None or prod(windows.kernel) > MANY_TAPS:
        if windows is None:
            sums = separable(input, [None if n == m else _adding(n, m) for n, m in zip(size, count, strict=True)])
            elements = reduce(np.multiply.outer, [np.subtract(*_bounds(n, m)[::-1]) for n, m in zip(size, count, strict=True)])
            means = sums / wrap(elements.astype(input.array.dtype))
        else:
            means = input.reshape(*input.array.shape[:-dims], *_interleaved(windows)).mean(tuple(range(-1, -2 * dims, -2)))
        # PyTorch keeps channels that lie last there, but not those of volumes
        return means.contiguous() if dims == 3 else averaged(means, input if input.array.ndim == dims + 2 else means)
    if input.array.ndim == dims + 1:
        return (window_sums(input.unsqueeze(0), windows=windows) / prod(windows.kernel)).squeeze(0)
    return window_sums(input, windows=windows) / prod(windows.kernel)


def lp_pool1d(input: Tensor, norm_type: float, kernel_size: int, stride: Numbers | None = None, ceil_mode: bool = False) -> Tensor:
    """The p-norm of each window of a sequence, ``norm_type`` being p: (N, C, L) or (C, L) -> (N, C, L_out); see `lp_pool2d`.

    >>> import autograd
    >>> lp_pool1d(autograd.tensor([[3.0, 4.0, 6.0, 8.0]]), 2.0, 2)
    tensor([[ 5., 10.]])
    """
    return _lp_pool(max_pool1d, avg_pool1d, 1, input, norm_type, kernel_size, stride, ceil_mode)


def lp_pool2d(input: Tensor, norm_type: float, kernel_size: Numbers, stride: Numbers | None = None, ceil_mode: bool = False) -> Tensor:
    """The p-norm ``(sum of x^p)^(1/p)`` of each window of an image, ``norm_type`` being p: (N, C, H, W) -> (N, C, H_out, W_out).

    Where the sum is zero the gradient is zero.

    >>> import autograd
    >>> lp_pool2d(autograd.ones(1, 8, 6, 6), 2.0, 3).shape
    torch.Size([1, 8, 2, 2])
    """
    return _lp_pool(max_pool2d, avg_pool2d, 2, input, norm_type, kernel_size, stride, ceil_mode)


def lp_pool3d(input: Tensor, norm_type: float, kernel_size: Numbers, stride: Numbers | None = None, ceil_mode: bool = False) -> Tensor:
    """The p-norm of each window of a volume, ``norm_type`` being p: (N, C, D, H, W) -> (N, C, D_out, H_out, W_out); see `lp_pool2d`.

    >>> import autograd
    >>> lp_pool3d(autograd.ones(1, 8, 4, 6, 6), 2.0, 2).shape
    torch.Size([1, 8, 2, 3, 3])
    """
    return _lp_pool(max_pool3d, avg_pool3d, 3, input, norm_type, kernel_size, stride, ceil_mode)


def _lp_pool(
    largest: Callable[..., Any], mean: Callable[..., Any], dims: int, input: Tensor, p: float, kernel_size: Any, stride: Any, ceil_mode: bool
) -> Tensor:
    if p == float("inf"):
        return largest(input.abs(), kernel_size, stride, 0, 1, ceil_mode)
    if p == -float("inf"):
        return -largest(-input.abs(), kernel_size, stride, 0, 1, ceil_mode)
    powers = input**p
    refuse_integers(f"lp_pool{dims}d", powers)
    out = mean(powers, kernel_size, stride, 0, ceil_mode)
    elements = prod(per_dimension("lp_pool", "kernel_size", kernel_size, dims))
    return (out.sign() * out.abs().relu() * elements) ** (1.0 / p)


# ---------------------------------------------------------------------------------------------------------------- arguments


def _adaptive_count(caller: str, dims: int, input: Tensor, output_size: Any) -> tuple[int, ...]:
    """The number of windows along each dimension that an adaptive pooling function is asked for."""
    shape = tuple(input.shape)
    if dims > 1 and isinstance(output_size, (tuple, list)) and len(output_size) >= len(shape):
        raise ValueError(f"{caller}: Input dimension should be at least {len(output_size) + 1}, got an input of shape {shape}")
    if len(shape) not in (dims + 1, dims + 2) or 0 in shape[-dims - 1 :]:
        raise RuntimeError(f"{caller}: Expected {dims + 1}D or {dims + 2}D input with nonzero sizes, but got {list(shape)}")
    wanted = list(output_size) if isinstance(output_size, (tuple, list)) else [output_size] * dims
    if len(wanted) != dims:
        raise RuntimeError(f"{caller}: output_size must have {dims} numbers, but got {output_size}")
    count = tuple(n if m is None else whole_number(caller, "output_size", m) for n, m in zip(shape[-dims:], wanted, strict=True))
    if min(count) < 0:
        raise RuntimeError(f"{caller}: elements of output_size must be greater than or equal to 0, but got {count}")
    return count


def _bounds(size: int, count: int) -> tuple[Any, Any]:
    """Where each of ``count`` windows that evenly divide ``size`` elements starts, and ends."""
    i = np.arange(count)
    return i * size // count if count else i, -(-(i + 1) * size // count) if count else i


@lru_cache(maxsize=16)
def _adding(size: int, count: int) -> Matrix:
    """The matrix (count, size) that adds up each of these windows."""
    rows, columns = stretches(*_bounds(size, count))
    return Matrix((count, size), rows, columns, np.ones(len(rows)))


def _even_windows(size: tuple[int, ...], count: tuple[int, ...]) -> Windows | None:
    """The windows of adaptive pooling if they all have one shape and do not overlap."""
    if any(m == 0 or n % m for n, m in zip(size, count, strict=True)):
        return None
    kernel = tuple(n // m for n, m in zip(size, count, strict=True))
    return Windows(tuple(size), kernel, kernel, (1,) * len(size), (0,) * len(size), count)


MANY_TAPS = 32  # so many elements of a window that to go through them one by one, over all windows, takes longer than window by window


def _interleaved(windows: Windows) -> list[int]:
    """The number of windows and the size of a window in each dimension: the shape of a space that even windows divide."""
    return [n for both in zip(windows.out, windows.kernel, strict=True) for n in both]


def _largest_even(x: Any, windows: Windows) -> Any:
    """`_largest` for windows that divide the space, where there is no nan: window by window."""
    dims = len(windows.size)
    blocks = x.reshape(*x.shape[:2], *_interleaved(windows))
    blocks = blocks.transpose(0, 1, *range(2, 2 + 2 * dims, 2), *range(3, 3 + 2 * dims, 2))
    winner = np.unravel_index(blocks.reshape(*x.shape[:2], *windows.out, prod(windows.kernel)).argmax(-1), windows.kernel)
    starts = np.ix_(*[np.arange(count) * size for count, size in zip(windows.out, windows.kernel, strict=True)])
    return row_major([start + w for start, w in zip(starts, winner, strict=True)], windows.size)


def _windows(caller: str, dims: int, input: Tensor, kernel_size: Any, stride: Any, padding: Any, dilation: Any, ceil_mode: bool) -> Windows:
    """The windows of a pooling function, after a check of its arguments."""
    check_type(caller, input, "fiu")
    kernel = per_dimension(caller, "kernel_size", kernel_size, dims)
    stride = kernel if stride is None or (isinstance(stride, (tuple, list)) and not stride) else per_dimension(caller, "stride", stride, dims)
    padding, dilation = per_dimension(caller, "padding", padding, dims), per_dimension(caller, "dilation", dilation, dims)
    for name, value in (("kernel_size", kernel), ("stride", stride), ("dilation", dilation)):
        if min(value) < 1:
            raise RuntimeError(f"{caller}: {name} should be greater than zero, got {name}={value}")
    shape = tuple(input.shape)
    if len(shape) not in (dims + 1, dims + 2) or 0 in shape[-dims - 1 :]:
        raise RuntimeError(
            f"{caller}: Expected {dims + 1}D or {dims + 2}D (batch mode) tensor with optional 0 dim batch size for input, but got {list(shape)}"
        )
    size = shape[-dims:]
    if any(p < 0 or 2 * p > k for p, k in zip(padding, kernel, strict=True)):
        raise RuntimeError(f"{caller}: pad should be at most half of kernel size, and not negative, but got padding={padding}, kernel_size={kernel}")
    count = []
    for n, k, d, s, p in zip(size, kernel, dilation, stride, padding, strict=True):
        windows = (n + 2 * p - d * (k - 1) - 1 + (s - 1 if ceil_mode else 0)) // s + 1
        if ceil_mode and (windows - 1) * s >= n + p:
            windows -= 1  # the last window would lie in the padding
        count.append(windows)
    if min(count) < 1:
        raise RuntimeError(f"{caller}: Given input size: {shape}. Calculated output size: {tuple(count)}. Output size is too small")
    return Windows(size, kernel, stride, dilation, padding, tuple(count))
