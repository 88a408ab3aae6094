"""Linear maps on the planes of a (N, C, *size) tensor that pooling and resampling share.

    Picking elements, summing windows, and multiplying by a matrix along each axis; and their adjoints."""
from autograd import Tensor as _Tensor
from autograd.distributions.implicit import Op as _Op
from autograd.nn.functional.windows import Windows as _Windows
from collections.abc import Sequence as _Sequence
from typing import Any as _Any
class Matrix:
    """A matrix most of whose elements are zero: the others by their rows, columns and values; those that share a place are added."""
    shape: tuple[int, int]
    rows: _Any
    columns: _Any
    values: _Any
    def __init__(self, shape: tuple[int, int], rows: _Any, columns: _Any, values: _Any) -> None: ...
    transposed: _Any
    def dense(self, dtype: _Any) -> _Any: """All of it, as an array."""
def among_all(index: _Any, shape: tuple[int, ...]) -> _Any: """Positions within each plane, (N, C, ...) or (N, 1, ...) if all channels have the same, as positions in the whole array."""
def apart(x: _Any) -> _Any: """Planes as samples, (N * C, 1, *size): to be divided among threads also if there is one picture."""
def picking(name: str, title: str | None = None, **settings: _Any) -> _Op: """Elements of x at given positions: one operation under the names of the functions that choose the positions."""
def separable(input: _Tensor, matrices: _Sequence[Matrix | None]) -> _Tensor: """A matrix (m_d, n_d) for each of the last dimensions, applied one after another: (..., n_1, n_2) -> (..., m_1, m_2). None changes nothing."""
def spread_sums(sums: _Any, *, windows: _Windows) -> _Any: """Each window's number added to all its elements: (N, C, *count) -> (N, C, *size)."""
def stretches(start: _Any, end: _Any) -> tuple[_Any, _Any]: """The rows and columns of a matrix that meets, in each row, the columns from ``start`` up to ``end``."""
