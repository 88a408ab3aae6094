"""Where the windows of a kernel lie: what convolution, pooling, unfold and fold have in common."""
from collections.abc import Iterator as _Iterator
from collections.abc import Sequence as _Sequence
from typing import Any as _Any
from typing import NamedTuple as _NamedTuple
from typing import Self as _Self
class Windows(_NamedTuple):
    """Windows of a kernel over a space; each field has one number per dimension of the space."""
    size: _Any
    kernel: _Any
    stride: _Any
    dilation: _Any
    before: _Any
    out: _Any
    def __new__(cls, size: _Any, kernel: _Any, stride: _Any, dilation: _Any, before: _Any, out: _Any) -> _Self: """Create new instance of Windows(size, kernel, stride, dilation, before, out)"""
    def taps(self) -> list[tuple[_Any, _Any]]: """For each tap, in row-major order: the index of the elements that it meets, and of the windows in which it meets them."""
    def pointwise(self) -> bool: """True if window ``i`` is element ``i``."""
    def band(self, places: slice) -> tuple[slice, Windows]: """The windows at these places of the first dimension, over what they meet of it; and which part of the space that is."""
    def padded(self) -> bool: """True if some tap of some window falls outside the space."""
def add_back(found: _Any, *, windows: Windows, beside: bool = False) -> _Any: """The adjoint of `columns`: each element is the sum of what the windows hold for it (col2im): (N, C, taps, *out) -> (N, C, *size)."""
def check_type(caller: str, input: _Any, kinds: str) -> None: """Refuse what is no Tensor, and types whose NumPy kind is not among ``kinds`` (f, i, u, b), as PyTorch does."""
def column_blocks(x: _Any, windows: Windows, stretch: slice, most: int | None = None, further: int = 0) -> _Iterator[tuple[slice, slice, _Any]]: """The `columns` of a stretch, a piece at a time: the samples, the windows counted in row-major order, and (n, C * taps, windows)."""
def columns(x: _Any, *, windows: Windows) -> _Any: """Each window's elements, zero where it reaches outside (im2col): (N, C, *size) -> (N, C, taps, *out)."""
def fill(found: _Any, x: _Any, windows: Windows) -> _Any: """Write the columns of x over those of others, between zeros that stay."""
def kernel_rows(x: _Any, windows: Windows, stretch: slice, most: int | None = None) -> _Iterator[tuple[slice, slice, list[_Any]]]: """`column_blocks` of a two-dimensional kernel, for each of its rows apart: (n, C * taps in a row, windows)."""
def per_dimension(caller: str, name: str, value: int | _Sequence[int], dims: int) -> tuple[int, ...]: """A setting given as one number for all dimensions, or as one per dimension; a number may be one of NumPy's, or an integer tensor."""
def pieces(stretch: slice, count: int, most: int) -> _Iterator[tuple[slice, slice]]: """A stretch in pieces of at most so many: the samples, and the places among the ``count`` of the first dimension."""
def row_major(position: _Sequence[_Any], size: _Sequence[int]) -> _Any: """The number, counted in row-major order, of the element at ``position`` (an array per dimension) of a space."""
def samples_beside(x: _Any, windows: Windows, stretch: slice, wide: int = 1024) -> _Iterator[tuple[slice, _Any]]: """The `columns` of some samples in one matrix, (C * taps, windows * n): about ``wide`` of them at a time, written to one array."""
def stretches(samples: int, windows: Windows, nanoseconds: float) -> list[slice]: """The windows of all samples divided among the threads: whole samples if they are many, else also parts of the first dimension."""
