"""How a tensor lies in memory."""

from __future__ import annotations

from typing import Any

from ..core.memory_format import RANKS, contiguous_format, is_arranged
from ..core.methods import method
from ..core.tensor import Tensor

__all__: list[str] = []


def itemsize(self: Tensor) -> int:
    """Bytes per element."""
    return self.array.itemsize


@method
def element_size(self: Tensor) -> int:
    """Bytes per element."""
    return self.array.itemsize


def nbytes(self: Tensor) -> int:
    """Bytes of all elements."""
    return self.array.nbytes


@method
def stride(self: Tensor, dim: int | None = None) -> Any:
    """The steps in memory between neighbours along each dimension, in elements."""
    strides = tuple(s // self.array.itemsize for s in self.array.strides)
    return strides if dim is None else strides[dim]


@method
def is_contiguous(self: Tensor, memory_format: Any = contiguous_format) -> bool:
    """True if the elements lie in memory in row-major order, or in the order of a ``memory_format``."""
    array = self.array
    if memory_format is contiguous_format:
        return bool(array.flags.c_contiguous)
    return array.ndim == RANKS.get(memory_format) and is_arranged("is_contiguous", array, memory_format)


@method
def data_ptr(self: Tensor) -> int:
    """The address of the first element."""
    return int(self.array.ctypes.data)


for _property in (itemsize, nbytes):
    setattr(Tensor, _property.__name__, property(_property))
