"""Where the windows of a kernel lie: what convolution, pooling, unfold and fold have in common.

    A kernel slides over a space; each place where it stops is a window, each of its cells a *tap*. For one tap, the elements that it meets
    in all the windows are one slice of the space with steps. So a loop over the few taps, each step on whole arrays, does the work of a loop
    over all windows. Padding is never stored: where a tap falls outside the space it is left out."""
from collections.abc import Iterator as _Iterator
from collections.abc import Sequence as _Sequence
from typing import Any as _Any
from typing import NamedTuple as _NamedTuple
from typing import Self as _Self
class Windows(_NamedTuple):
    """Windows of a kernel over a space; each field has one number per dimension of the space.

    Tap ``k`` of window ``i`` meets element ``i * stride + k * dilation - before``: ``before`` is the padding in front. What is padded at
    the end follows from ``out``, the number of windows."""
    size: _Any
    kernel: _Any
    stride: _Any
    dilation: _Any
    before: _Any
    out: _Any
    def __new__(cls, size: _Any, kernel: _Any, stride: _Any, dilation: _Any, before: _Any, out: _Any) -> _Self: """Create new instance of Windows(size, kernel, stride, dilation, before, out)"""
    def taps(self) -> list[tuple[_Any, _Any]]: """For each tap, in row-major order: the index of the elements that it meets, and of the windows in which it meets them.

    The indices are for arrays whose last dimensions are the space's, and the windows'."""
    def pointwise(self) -> bool: """True if window ``i`` is element ``i``."""
    def band(self, places: slice) -> tuple[slice, Windows]: """The windows at these places of the first dimension, over what they meet of it; and which part of the space that is."""
    def padded(self) -> bool: """True if some tap of some window falls outside the space."""
def add_back(found: _Any, *, windows: Windows, beside: bool = False) -> _Any: """The adjoint of `columns`: each element is the sum of what the windows hold for it (col2im): (N, C, taps, *out) -> (N, C, *size).

    ``beside``: the numbers of all samples lie beside each other in memory."""
def check_type(caller: str, input: _Any, kinds: str) -> None: """Refuse what is no Tensor, and types whose NumPy kind is not among ``kinds`` (f, i, u, b), as PyTorch does."""
def column_blocks(x: _Any, windows: Windows, stretch: slice, most: int | None = None, further: int = 0) -> _Iterator[tuple[slice, slice, _Any]]: """The `columns` of a stretch, a piece at a time: the samples, the windows counted in row-major order, and (n, C * taps, windows).

    As many at a time as have `BLOCK` bytes: so they stay in the processor's cache; all would be as many times larger than the images as
    there are taps. Of one sample there may be ``most``; ``further`` is for `kernel_rows`. All are written to one array: use them before
    going on."""
def columns(x: _Any, *, windows: Windows) -> _Any: """Each window's elements, zero where it reaches outside (im2col): (N, C, *size) -> (N, C, taps, *out)."""
def fill(found: _Any, x: _Any, windows: Windows) -> _Any: """Write the columns of x over those of others, between zeros that stay."""
def kernel_rows(x: _Any, windows: Windows, stretch: slice, most: int | None = None) -> _Iterator[tuple[slice, slice, list[_Any]]]: """`column_blocks` of a two-dimensional kernel, for each of its rows apart: (n, C * taps in a row, windows).

    The samples are copied once per tap in a row, not once per tap: what other rows of the kernel meet is a slice of the same array,
    further down. With steps, that holds for every second (third, ...) row: there is an array for each of those."""
def per_dimension(caller: str, name: str, value: int | _Sequence[int], dims: int) -> tuple[int, ...]: """A setting given as one number for all dimensions, or as one per dimension; a number may be one of NumPy's, or an integer tensor."""
def pieces(stretch: slice, count: int, most: int) -> _Iterator[tuple[slice, slice]]: """A stretch in pieces of at most so many: the samples, and the places among the ``count`` of the first dimension."""
def row_major(position: _Sequence[_Any], size: _Sequence[int]) -> _Any: """The number, counted in row-major order, of the element at ``position`` (an array per dimension) of a space."""
def samples_beside(x: _Any, windows: Windows, stretch: slice, wide: int = 1024) -> _Iterator[tuple[slice, _Any]]: """The `columns` of some samples in one matrix, (C * taps, windows * n): about ``wide`` of them at a time, written to one array."""
def stretches(samples: int, windows: Windows, nanoseconds: float) -> list[slice]: """The windows of all samples divided among the threads: whole samples if they are many, else also parts of the first dimension.

    The slices count along both, ``samples * out[0]``."""
