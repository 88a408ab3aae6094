"""Linear maps on the planes of a (N, C, *size) tensor that pooling and resampling share."""
from autograd import Tensor as _Tensor
from autograd.distributions.implicit import Op as _Op
from autograd.nn.functional.windows import Windows as _Windows
from collections.abc import Sequence as _Sequence
from typing import Any as _Any
def among_all(index: _Any, shape: tuple[int, ...]) -> _Any: """Positions within each plane, (N, C, ...) or (N, 1, ...) if all channels have the same, as positions in the whole array."""
def picking(name: str, title: str | None = None, **settings: _Any) -> _Op: """Elements of x at given positions: one operation under the names of the functions that choose the positions."""
def separable(input: _Tensor, matrices: _Sequence[_Any]) -> _Tensor: """A matrix (m_d, n_d) for each of the last dimensions, applied one after another: (..., n_1, n_2) -> (..., m_1, m_2). None changes nothing."""
def spread_sums(sums: _Any, *, windows: _Windows) -> _Any: """Each window's number added to all its elements: (N, C, *count) -> (N, C, *size)."""
