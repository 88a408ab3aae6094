"""Where the windows of a kernel lie: what convolution, pooling, unfold and fold have in common.

A kernel slides over a space; each place where it stops is a window, each of its cells a *tap*. For one tap, the elements that it meets
in all the windows are one slice of the space with steps. So a loop over the few taps, each step on whole arrays, does the work of a loop
over all windows. Padding is never stored: where a tap falls outside the space it is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product
from math import prod
from typing import Any, NamedTuple

import numpy as np

from autograd import Tensor

BLOCK = 1 << 20  # bytes of columns at a time, about what a core's own cache holds


class Windows(NamedTuple):
    """Windows of a kernel over a space; each field has one number per dimension of the space.

    Tap ``k`` of window ``i`` meets element ``i * stride + k * dilation - before``: ``before`` is the padding in front. What is padded at
    the end follows from ``out``, the number of windows.
    """

    size: tuple[int, ...]
    kernel: tuple[int, ...]
    stride: tuple[int, ...]
    dilation: tuple[int, ...]
    before: tuple[int, ...]
    out: tuple[int, ...]

    def taps(self) -> list[tuple[Any, Any]]:
        """For each tap, in row-major order: the index of the elements that it meets, and of the windows in which it meets them.

        The indices are for arrays whose last dimensions are the space's, and the windows'.
        """
        return _taps(self)

    def pointwise(self) -> bool:
        """True if window ``i`` is element ``i``."""
        return self.out == self.size and set(self.kernel) == {1} and not any(self.before)

    def padded(self) -> bool:
        """True if some tap of some window falls outside the space."""
        return any(b > 0 for b in self.before) or any(
            (m - 1) * s + (k - 1) * d - b >= n
            for n, k, s, d, b, m in zip(self.size, self.kernel, self.stride, self.dilation, self.before, self.out, strict=True)
        )


@lru_cache(maxsize=512)
def _taps(windows: Windows) -> list[tuple[Any, Any]]:
    along = []
    for size, kernel, stride, dilation, before, out in zip(*windows, strict=True):
        places = []
        for k in range(kernel):
            offset = k * dilation - before
            first = max(0, -(offset // stride))  # the first window in which the tap is inside the space
            last = max(first, min(out, (size - 1 - offset) // stride + 1))  # and one beyond the last
            start = first * stride + offset
            places.append((slice(start, start + (last - first) * stride, stride) if last > first else slice(0, 0), slice(first, last)))
        along.append(places)
    return [((..., *(met for met, _ in tap)), (..., *(inside for _, inside in tap))) for tap in product(*along)]


def columns(x: Any, *, windows: Windows) -> Any:
    """Each window's elements, zero where it reaches outside (im2col): (N, C, *size) -> (N, C, taps, *out)."""
    shape = (*x.shape[:2], prod(windows.kernel), *windows.out)
    return _fill(np.zeros(shape, x.dtype) if windows.padded() else np.empty(shape, x.dtype), x, windows)


def _fill(found: Any, x: Any, windows: Windows) -> Any:
    """Write the columns of x over those of others, between zeros that stay."""
    for k, (met, inside) in enumerate(windows.taps()):
        found[:, :, k][inside] = x[met]
    return found


def blocks(samples: int, channels: int, windows: Windows, kind: Any) -> list[slice]:
    """The samples, a few at a time: as many as have `BLOCK` bytes of columns.

    So the columns stay in the processor's cache; all of them would be as many times larger than the images as there are taps.
    """
    step = max(1, BLOCK // max(1, channels * prod(windows.kernel) * prod(windows.out) * kind.itemsize))
    return [slice(start, min(samples, start + step)) for start in range(0, samples, step)]


def column_blocks(x: Any, windows: Windows) -> Iterator[tuple[slice, Any]]:
    """The `columns` of a few samples at a time, and which samples they are. All are written to one array: use them before going on."""
    if windows.pointwise():  # x is its own columns
        yield slice(None), x[:, :, None]
        return
    found = None
    for part in blocks(x.shape[0], x.shape[1], windows, x.dtype):
        found = columns(x[part], windows=windows) if found is None else _fill(found[: part.stop - part.start], x[part], windows)
        yield part, found


def kernel_rows(x: Any, windows: Windows) -> Iterator[tuple[slice, list[Any]]]:
    """For a few samples at a time, and each row of a two-dimensional kernel with steps of 1, the columns: (n, C * taps in a row, windows).

    The samples are copied once per tap in a row, not once per tap: what the other rows of the kernel meet is a slice of the same array,
    further down. All are written to one array: use them before going on.
    """
    (size, _), (rows, taps), _, (dilation, _), (before, _), (height, width) = windows
    samples, channels = x.shape[:2]
    total = height + (rows - 1) * dilation
    kept = max(0, min(size, total - before))
    along = Windows(*[(field[1],) for field in windows]).taps()
    step = max(1, min(samples, BLOCK // (channels * taps * total * width * x.itemsize)))
    found = np.zeros((step, channels, taps, total, width), x.dtype)
    flat = found.reshape(step, channels * taps, total * width)
    for start in range(0, samples, step):
        part = x[start : start + step, :, :kept]
        for k, (met, inside) in enumerate(along):
            found[: len(part), :, k, before : before + kept][inside] = part[met]
        yield slice(start, start + step), [flat[: len(part), :, k * dilation * width : (k * dilation + height) * width] for k in range(rows)]


def add_back(found: Any, *, windows: Windows) -> Any:
    """The adjoint of `columns`: each element is the sum of what the windows hold for it (col2im): (N, C, taps, *out) -> (N, C, *size)."""
    x = np.zeros((*found.shape[:2], *windows.size), found.dtype)
    for k, (met, inside) in enumerate(windows.taps()):
        x[met] += found[:, :, k][inside]
    return x


def per_dimension(caller: str, name: str, value: int | Sequence[int], dims: int) -> tuple[int, ...]:
    """A setting given as one number for all dimensions, or as one per dimension."""
    if isinstance(value, int):
        return (value,) * dims
    if not isinstance(value, (tuple, list)) or not all(isinstance(v, int) for v in value):
        raise TypeError(f"{caller}(): argument '{name}' must be int or tuple of ints, not {value!r}")
    if len(value) not in (1, dims):
        raise RuntimeError(f"{caller}: expected {name} to be a single integer or a list of {dims} integers, got {name}={list(value)}")
    return tuple(value) * (dims // len(value))


def row_major(position: Sequence[Any], size: Sequence[int]) -> Any:
    """The number, counted in row-major order, of the element at ``position`` (an array per dimension) of a space."""
    return sum(p * prod(size[d + 1 :]) for d, p in enumerate(position))


def check_type(caller: str, input: Any, kinds: str) -> None:
    """Refuse what is no Tensor, and types whose NumPy kind is not among ``kinds`` (f, i, u, b), as PyTorch does."""
    if not isinstance(input, Tensor):
        raise TypeError(f"{caller}(): argument 'input' (position 1) must be Tensor, not {type(input).__name__}")
    if input.array.dtype.kind not in kinds:
        raise NotImplementedError(f'"{caller}" not implemented for {input.dtype.name}: convert the tensor first, with .float()')
