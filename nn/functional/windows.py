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
from operator import index
from typing import Any, NamedTuple

import numpy as np

from autograd import Tensor
from autograd.machine.threads import cut, get_num_threads

BLOCK = 1 << 20  # bytes of columns at a time, about what a core's own cache holds

WIDE = 1 << 10  # columns of several samples: for fewer, a product would read the weight from memory too often
ADDED = 1 << 8  # columns of several samples: so many products may be added one after another, as BLAS does


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

    def band(self, places: slice) -> tuple[slice, Windows]:
        """The windows at these places of the first dimension, over what they meet of it; and which part of the space that is."""
        size, kernel, stride, dilation, before, _ = [field[0] for field in self]
        start = places.start * stride - before
        end = (places.stop - 1) * stride + (kernel - 1) * dilation - before + 1
        part = slice(min(max(0, start), size), min(max(0, end), size))
        own = part.stop - part.start, kernel, stride, dilation, part.start - start, places.stop - places.start
        return part, Windows(*[(first, *field[1:]) for first, field in zip(own, self, strict=True)])

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
    return fill(_empty(x, len(x), windows), x, windows)


def _empty(x: Any, samples: int, windows: Windows) -> Any:
    """An array for the columns of so many samples, with the zeros that stay."""
    shape = (samples, x.shape[1], prod(windows.kernel), *windows.out)
    return np.zeros(shape, x.dtype) if windows.padded() else np.empty(shape, x.dtype)


def fill(found: Any, x: Any, windows: Windows) -> Any:
    """Write the columns of x over those of others, between zeros that stay."""
    for k, (met, inside) in enumerate(windows.taps()):
        found[:, :, k][inside] = x[met]
    return found


def stretches(samples: int, windows: Windows, nanoseconds: float) -> list[slice]:
    """The windows of all samples divided among the threads: whole samples if they are many, else also parts of the first dimension.

    The slices count along both, ``samples * out[0]``.
    """
    count = windows.out[0]
    if samples < 8 * get_num_threads():
        return cut(samples * count, nanoseconds)
    return [slice(part.start * count, part.stop * count) for part in cut(samples, nanoseconds)]


def pieces(stretch: slice, count: int, most: int) -> Iterator[tuple[slice, slice]]:
    """A stretch in pieces of at most so many: the samples, and the places among the ``count`` of the first dimension."""
    most = max(1, most)
    start = stretch.start
    while start < stretch.stop:
        sample, place = divmod(start, count)
        samples = 0 if place else min(most, stretch.stop - start) // count
        if samples:
            yield slice(sample, sample + samples), slice(0, count)
            start += samples * count
        else:
            left = min(count - place, stretch.stop - start)
            step = -(-left // -(-left // most))  # of equal pieces
            yield slice(sample, sample + 1), slice(place, place + step)
            start += step


def column_blocks(x: Any, windows: Windows, stretch: slice, most: int | None = None, further: int = 0) -> Iterator[tuple[slice, slice, Any]]:
    """The `columns` of a stretch, a piece at a time: the samples, the windows counted in row-major order, and (n, C * taps, windows).

    As many at a time as have `BLOCK` bytes: so they stay in the processor's cache; all would be as many times larger than the images as
    there are taps. Of one sample there may be ``most``; ``further`` is for `kernel_rows`. All are written to one array: use them before
    going on.
    """
    channels, taps, count, across = x.shape[1], prod(windows.kernel), windows.out[0], prod(windows.out[1:])
    whole = windows.pointwise() and not further  # x is its own columns
    size = stretch.stop * across if whole else BLOCK // max(1, channels * taps * x.itemsize)
    if most is not None and count * across > most:
        size = min(size, most)
    step = size // max(1, across)
    found, last = None, None
    for samples, places in pieces(stretch, count, step):
        here = slice(places.start * across, places.stop * across)
        if whole:
            some = x[samples, :, places]
            yield samples, here, some.reshape(len(some), channels, here.stop - here.start)
            continue
        part, band = windows.band(slice(places.start, places.stop + further))
        some = x[samples, :, part]
        if found is None or band != last or len(some) > len(found):
            found, last = _empty(x, len(some), band), band  # with zeros elsewhere
        yield samples, here, fill(found[: len(some)], some, band).reshape(len(some), channels * taps, prod(band.out))


def samples_beside(x: Any, windows: Windows, stretch: slice, wide: int = WIDE) -> Iterator[tuple[slice, Any]]:
    """The `columns` of some samples in one matrix, (C * taps, windows * n): about ``wide`` of them at a time, written to one array."""
    taps, count = prod(windows.kernel), prod(windows.out)
    found = None
    for part, _ in pieces(stretch, 1, wide // max(1, count)):
        some = np.ascontiguousarray(np.moveaxis(x[part], 0, -1))
        if found is None or found.shape[-1] != some.shape[-1]:
            found = (np.zeros if windows.padded() else np.empty)((x.shape[1], taps, *windows.out, some.shape[-1]), x.dtype)
        fill(np.moveaxis(found, -1, 0), np.moveaxis(some, -1, 0), windows)
        yield part, found.reshape(x.shape[1] * taps, count * some.shape[-1])


def kernel_rows(x: Any, windows: Windows, stretch: slice, most: int | None = None) -> Iterator[tuple[slice, slice, list[Any]]]:
    """`column_blocks` of a two-dimensional kernel, for each of its rows apart: (n, C * taps in a row, windows).

    The samples are copied once per tap in a row, not once per tap: what other rows of the kernel meet is a slice of the same array,
    further down. With steps, that holds for every second (third, ...) row: there is an array for each of those.
    """
    (rows, taps), (stride, _), (dilation, _), (_, width) = windows.kernel, windows.stride, windows.dilation, windows.out
    reach = (rows - 1) * dilation
    firsts = [windows._replace(kernel=(1, taps), before=(windows.before[0] - first, windows.before[1])) for first in range(min(stride, reach + 1))]
    arrays = [column_blocks(x, first, stretch, most, reach // stride) for first in firsts]
    for same in zip(*arrays, strict=True):
        samples, here, _ = same[0]
        count = here.stop - here.start
        starts = [(k * dilation % stride, k * dilation // stride * width) for k in range(rows)]
        yield samples, here, [same[first][2][:, :, down : down + count] for first, down in starts]


def add_back(found: Any, *, windows: Windows, beside: bool = False) -> Any:
    """The adjoint of `columns`: each element is the sum of what the windows hold for it (col2im): (N, C, taps, *out) -> (N, C, *size).

    ``beside``: the numbers of all samples lie beside each other in memory.
    """
    samples, channels = found.shape[:2]
    shape = (channels, *windows.size, samples) if beside else (samples, channels, *windows.size)
    x = np.zeros(shape, found.dtype)
    x = np.moveaxis(x, -1, 0) if beside else x
    for k, (met, inside) in enumerate(windows.taps()):
        x[met] += found[:, :, k][inside]
    return x


def per_dimension(caller: str, name: str, value: int | Sequence[int], dims: int) -> tuple[int, ...]:
    """A setting given as one number for all dimensions, or as one per dimension; a number may be one of NumPy's, or an integer tensor."""
    if isinstance(value, int):
        return (value,) * dims
    try:
        value = tuple(map(index, value if isinstance(value, (tuple, list)) else (value,)))
    except TypeError:
        raise TypeError(f"{caller}(): argument '{name}' must be int or tuple of ints, not {value!r}") from None
    if len(value) not in (1, dims):
        raise RuntimeError(f"{caller}: expected {name} to be a single integer or a list of {dims} integers, got {name}={list(value)}")
    return value * (dims // len(value))


def row_major(position: Sequence[Any], size: Sequence[int]) -> Any:
    """The number, counted in row-major order, of the element at ``position`` (an array per dimension) of a space."""
    return sum(p * prod(size[d + 1 :]) for d, p in enumerate(position))


def check_type(caller: str, input: Any, kinds: str) -> None:
    """Refuse what is no Tensor, and types whose NumPy kind is not among ``kinds`` (f, i, u, b), as PyTorch does."""
    if not isinstance(input, Tensor):
        raise TypeError(f"{caller}(): argument 'input' (position 1) must be Tensor, not {type(input).__name__}")
    if input.array.dtype.kind not in kinds:
        raise NotImplementedError(f'"{caller}" not implemented for {input.dtype.name}: convert the tensor first, with .float()')
