"""Copies of whole tensors, by ``copy.copy``, ``copy.deepcopy`` and by pickling, as ``multiprocessing`` does.

Attributes that a program has set on a tensor come along; ``.grad`` is deep-copied only, and hooks stay behind, as in PyTorch. A computed
tensor is pickled as a leaf with its values, and refuses to be deep-copied. Strides remain as they are.
"""

from __future__ import annotations

import copy
from typing import Any

import numpy as np

from ..core.methods import method
from ..core.tensor import Tensor

__all__: list[str] = []

HOOKS = ("_hooks", "_after_hooks")


@method
def __copy__(self: Tensor) -> Tensor:
    same = _rebuilt(type(self), self.array, self.requires_grad)
    same._version_counter = self._version_counter  # of the same memory, and so of the same writes
    same.__dict__.update(attributes(self))
    return same


@method
def __reduce_ex__(self: Tensor, protocol: Any) -> Any:
    array, state = self.array, attributes(self) or None
    if array.flags.forc and array.size:  # which NumPy pickles as they lie
        return _rebuilt, (type(self), array, self.requires_grad), state
    memory, start, array = _memory_of(array)
    return _rebuilt_strided, (type(self), memory, start, array.shape, array.strides, self.requires_grad), state


@method
def __deepcopy__(self: Tensor, memo: dict[Any, Any]) -> Tensor:
    if self._node is not None:
        raise RuntimeError(
            "Only Tensors created explicitly by the user (graph leaves) support the deepcopy protocol at the moment: "
            "copy tensor.detach() if the graph should not come along"
        )
    memory, start, array = _memory_of(self.array)
    key = ("memory", memory.__array_interface__["data"][0], memory.nbytes)
    copied = memo.get(key)  # tensors that share memory have copies that share memory, and its version
    if copied is None:
        copied = memo[key] = memory.copy(), [0], memory  # which must live as long as its address is the key
    again = _rebuilt_strided(type(self), copied[0], start, array.shape, array.strides, self._requires_grad)
    again.array.flags.writeable = array.flags.writeable
    again._version_counter, memo[id(self)] = copied[1], again
    again._grad = None if self._grad is None else copy.deepcopy(self._grad, memo)
    again.__dict__.update(copy.deepcopy(attributes(self), memo))
    return again


def attributes(tensor: Tensor) -> dict[str, Any]:
    """What a program has set on a tensor."""
    return {name: value for name, value in tensor.__dict__.items() if name not in HOOKS}


def _memory_of(array: Any) -> tuple[Any, int, Any]:
    """All of the memory of which an array shows a part, as a vector, at which of its bytes the array begins, and the array."""
    base = array
    while type(base.base) is np.ndarray:
        base = base.base
    if not base.flags.forc:  # over memory that is not NumPy's
        base = array = array.copy(order="K")
    return base.ravel(order="K"), array.__array_interface__["data"][0] - base.__array_interface__["data"][0], array


def _rebuilt(cls: type[Tensor], array: Any, requires_grad: bool) -> Tensor:
    """A copied or unpickled leaf."""
    tensor: Tensor = Tensor.__new__(cls)
    tensor.array, tensor._requires_grad = array, requires_grad
    return tensor


def _rebuilt_strided(cls: type[Tensor], memory: Any, start: int, shape: Any, strides: Any, requires_grad: bool) -> Tensor:
    """A copied or unpickled leaf that shows a part of some memory."""
    return _rebuilt(cls, np.ndarray(shape, memory.dtype, memory, start, strides), requires_grad)
