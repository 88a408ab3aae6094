"""What a tensor says of the memory under it, and how it can be given another size of it."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..core.memory_format import strided
from ..core.methods import method, of_tensors
from ..core.tensor import Tensor, wrap
from .factories import shape_of

__all__ = ["UntypedStorage", "get_device", "is_inference", "is_same_size", "is_signed"]


@method
def storage_offset(self: Tensor) -> int:
    """The place of the first element in the memory that the tensor shares with those that it is a view of, in elements.

    >>> import autograd
    >>> autograd.arange(10)[3:].storage_offset()
    3
    """
    whole = self
    while whole._view is not None:
        whole = whole._view.parent
    return (self.data_ptr() - whole.data_ptr()) // self.array.itemsize


class UntypedStorage:
    """The memory that a tensor shares with those that it is a view of, and with its own views."""

    def __init__(self, whole: Tensor) -> None:
        self.whole = whole

    def nbytes(self) -> int:
        """Its size in bytes."""
        return self.whole.array.nbytes

    size = __len__ = nbytes

    def data_ptr(self) -> int:
        """The address of its first byte."""
        return int(self.whole.array.ctypes.data)


@method
def untyped_storage(self: Tensor) -> UntypedStorage:
    """The memory under the tensor: its size and address.

    >>> import autograd
    >>> autograd.arange(10)[3:].untyped_storage().nbytes()
    80
    """
    while self._view is not None:
        self = self._view.parent
    return UntypedStorage(self)


@method
def is_set_to(self: Tensor, tensor: Tensor) -> bool:
    """True if both show the same memory in the same way."""
    return (self.data_ptr(), self.shape, self.stride()) == (tensor.data_ptr(), tensor.shape, tensor.stride())


@method
@of_tensors
def is_same_size(input: Tensor, other: Tensor) -> bool:
    """True if both have the same shape."""
    return input.shape == other.shape


@method
@of_tensors
def is_signed(input: Tensor) -> bool:
    """True if the dtype has negative numbers."""
    return input.dtype.is_signed


@method
def get_device(input: Tensor) -> int:
    """-1: the tensor is on the CPU."""
    return -1


@method
def is_inference(input: Tensor) -> bool:
    """False: tensors made in `inference_mode` are like others here, and can be part of a graph."""
    return False


@method
def pin_memory(self: Tensor, device: Any = None) -> Tensor:
    """The tensor itself: without a GPU there is nothing to pin its memory for."""
    return self


@method
def is_pinned(self: Tensor, device: Any = None) -> bool:
    """False."""
    return False


@method
def resize_(self: Tensor, *sizes: Any, memory_format: Any = None) -> Tensor:
    """Give the tensor another shape: its elements in order, as many as there is place for, then whatever is in the new memory.

    >>> import autograd
    >>> autograd.arange(6).resize_(2, 2)
    tensor([[0, 1],
            [2, 3]])
    """
    shape = shape_of("resize_", sizes)
    if self.requires_grad:
        raise RuntimeError("cannot resize variables that require grad")
    held = self.array.reshape(-1)[: int(np.prod(shape))]
    if held.size < np.prod(shape):
        held = np.concatenate([held, np.empty(int(np.prod(shape)) - held.size, held.dtype)])
    self.array = held.reshape(shape)
    return self


@method
def resize_as_(self: Tensor, tensor: Tensor, memory_format: Any = None) -> Tensor:
    """`resize_` to the shape of another."""
    return self.resize_(tensor.shape)


@method
def apply_(self: Tensor, callable: Any) -> Tensor:
    """Replace each element by what a function of one number makes of it: slow, and without gradients.

    >>> import autograd
    >>> autograd.arange(3).apply_(lambda x: 10 * x)
    tensor([ 0, 10, 20])
    """
    if self.requires_grad:
        raise RuntimeError("Can't call apply_() on Variable that requires grad. Use var.detach().apply_() instead.")
    self._check_writable("apply_")
    return self._write("apply_", wrap(np.array([callable(x) for x in self.array.reshape(-1).tolist()], self.array.dtype).reshape(self.shape)))


@method
def map_(self: Tensor, tensor: Tensor, callable: Any) -> Tensor:
    """Replace each element by what a function of it and of the element of another tensor, broadcast, makes of them: slow, and without gradients."""
    if self.requires_grad or tensor.requires_grad:
        raise RuntimeError("Can't call map_() on Variable that requires grad. Use var.detach().map_() instead.")
    self._check_writable("map_")
    others = np.broadcast_to(tensor.array, self.array.shape)
    made = [callable(x, y) for x, y in zip(self.array.reshape(-1).tolist(), others.reshape(-1).tolist(), strict=True)]
    return self._write("map_", wrap(np.array(made, self.array.dtype).reshape(self.shape)))


def _no(self: Tensor) -> bool:
    """False: there are no tensors of this kind."""
    return False


_layout = property(lambda self: strided, doc="torch.strided: every element is in memory.")
for _name, _value in {"layout": _layout, "is_mps": False, "is_neg": _no, "is_distributed": _no, "output_nr": 0}.items():
    setattr(Tensor, _name, _value)
