"""Pooling by the maximum of windows of one size, whose distances are drawn at random."""

from __future__ import annotations

from typing import Any

import numpy as np

import autograd
from autograd import Tensor
from autograd.core.tensor import wrap

from .pooling import max_pool_ops
from .windows import check_type, per_dimension, row_major

__all__ = ["fractional_max_pool2d", "fractional_max_pool3d"]


def fractional_max_pool2d(
    input: Tensor,
    kernel_size: Any,
    output_size: Any = None,
    output_ratio: Any = None,
    return_indices: bool = False,
    _random_samples: Tensor | None = None,
) -> Any:
    """The largest element of each of ``output_size`` windows, at distances drawn at random.  Graham 2014.

    input: (N, C, H, W) or (C, H, W) -> (N, C, *output_size); ``output_ratio`` of the input's size, if that is given instead.
    ``_random_samples`` (N, C, 2) are the numbers between 0 and 1 that place the windows of a plane, along W and along H.

    >>> import autograd
    >>> fractional_max_pool2d(autograd.ones(1, 3, 8, 8), 2, output_size=5).shape
    torch.Size([1, 3, 5, 5])
    """
    return _fractional("fractional_max_pool2d", 2, input, kernel_size, output_size, output_ratio, return_indices, _random_samples)


def fractional_max_pool3d(
    input: Tensor,
    kernel_size: Any,
    output_size: Any = None,
    output_ratio: Any = None,
    return_indices: bool = False,
    _random_samples: Tensor | None = None,
) -> Any:
    """`fractional_max_pool2d` of volumes: (N, C, D, H, W) -> (N, C, *output_size); ``_random_samples`` (N, C, 3) are for D, H and W.

    >>> import autograd
    >>> fractional_max_pool3d(autograd.ones(1, 3, 6, 8, 8), 2, output_ratio=0.5).shape
    torch.Size([1, 3, 3, 4, 4])
    """
    return _fractional("fractional_max_pool3d", 3, input, kernel_size, output_size, output_ratio, return_indices, _random_samples)


def _fractional(
    caller: str, dims: int, input: Tensor, kernel_size: Any, output_size: Any, output_ratio: Any, indices: bool, samples: Tensor | None
) -> Any:
    check_type(caller, input, "f")
    if output_size is None and output_ratio is None:
        raise ValueError(f"{caller} requires specifying either an output_size or an output_ratio")
    if input.ndim not in (dims + 1, dims + 2):
        raise RuntimeError(f"{caller}: Expected {dims + 1}D or {dims + 2}D tensor, but got: {list(input.shape)}")
    size = tuple(input.shape[-dims:])
    kernel = per_dimension(caller, "kernel_size", kernel_size, dims)
    if output_size is None:
        ratios = (output_ratio,) * dims if isinstance(output_ratio, (int, float)) else output_ratio
        count: Any = tuple(int(n * ratio) for n, ratio in zip(size, ratios))
    else:
        count = per_dimension(caller, "output_size", output_size, dims)
    for n, k, m in zip(size, kernel, count):
        if m + k - 1 > n:
            raise RuntimeError(f"{caller}: {m} windows of {k} elements do not fit into {n}: for kernel_size={kernel}, {size} -> {count}")
    batched = input.ndim == dims + 2
    x = input if batched else input.unsqueeze(0)
    planes: tuple[int, ...] = tuple(x.shape[:2])
    drawn = autograd.rand(*planes, dims, dtype=x.dtype) if samples is None else samples
    if tuple(drawn.shape) != (*planes, dims):
        raise RuntimeError(f"{caller}: expected _random_samples of shape {(*planes, dims)}, got {tuple(drawn.shape)}")
    numbers = drawn.array[..., ::-1] if dims == 2 else drawn.array
    taps = np.indices(kernel).reshape(dims, -1)
    position = []
    for d in range(dims):
        starts = _starts(numbers[..., d], size[d], kernel[d], count[d])  # (N, C, count)
        along = starts[..., None] + taps[d]  # (N, C, count, taps)
        position.append(along.reshape(*planes, *(-1 if i == d else 1 for i in range(dims)), len(taps[d])))
    index = np.broadcast_to(row_major(position, size), (*planes, *count, taps.shape[1]))
    values = np.take_along_axis(x.array.reshape(*planes, -1), index.reshape(*planes, -1), 2).reshape(index.shape)
    winner = values.argmax(-1)
    if np.isnan(values).any():  # the last nan of a window, where argmax finds the first
        last = values.shape[-1] - 1 - np.isnan(values)[..., ::-1].argmax(-1)  # type: ignore[misc]
        winner = np.where(np.isnan(values).any(-1), last, winner)
    index = np.take_along_axis(index, winner[..., None], -1)[..., 0]
    out = max_pool_ops[dims](x, index=index)
    if not batched:
        out, index = out.squeeze(0), index[0]
    return (out, wrap(np.ascontiguousarray(index))) if indices else out


def _starts(sample: Any, size: int, kernel: int, count: int) -> Any:
    """Where the windows of each plane begin: sample (N, C) -> (N, C, count); the last ends where the plane ends."""
    starts = np.full((*sample.shape, count), size - kernel)
    if count > 1:
        step = sample.dtype.type(size - kernel) / sample.dtype.type(count - 1)
        at = (np.arange(count - 1, dtype=sample.dtype) + sample[..., None]) * step
        starts[..., :-1] = at.astype(np.int64) - (sample * step).astype(np.int64)[..., None]
    return starts
