"""Tensors as files describe them: PyTorch's functions that rebuild a tensor out of a storage, an offset, a size and strides."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ..core.size import Size
from ..core.tensor import Tensor, wrap
from .class_names import pytorch_object
from .copying import _rebuilt
from .storages import Storage, refused

__all__ = [
    "REBUILD", "rebuild_from_type", "rebuild_parameter", "rebuild_parameter_with_state", "rebuild_tensor", "rebuild_tensor_v2", "with_attributes",
]  # fmt: skip


def rebuilt(storage: Any, offset: Any, size: Any, stride: Any) -> Tensor:
    """The tensor of this size, and of these steps counted in elements, that begins ``offset`` elements into a storage."""
    lengths = tuple(size) if type(size) in (tuple, Size) else None
    if not isinstance(storage, Storage) or lengths is None or type(stride) is not tuple or len(stride) != len(lengths):
        raise refused("a tensor in it is not described by a storage, an offset, a size and strides")
    if any(type(n) is not int or n < 0 for n in (offset, *lengths, *stride)):
        raise refused("the offset, the size or the strides of a tensor in it are no numbers from 0")
    held = storage.array.size
    last = offset + sum((n - 1) * s for n, s in zip(lengths, stride, strict=True)) if 0 not in lengths else offset - 1
    if last >= held:
        raise refused(f"a tensor in it, of size {list(lengths)!s:.60}, reaches element {last} of a storage that has {held}")
    step = storage.array.itemsize
    if 0 in lengths:
        array = np.empty(lengths, storage.array.dtype)
    else:
        array = np.ndarray(lengths, storage.array.dtype, storage.array, offset * step, [s * step for s in stride])  # which checks the bounds again
    tensor = wrap(array)
    tensor._version_counter = storage.version
    return tensor


def rebuild_tensor(storage: Any, offset: Any, size: Any, stride: Any) -> Tensor:
    """``torch._utils._rebuild_tensor``, of old files."""
    return rebuilt(storage, offset, size, stride)


def rebuild_tensor_v2(storage: Any, offset: Any, size: Any, stride: Any, requires_grad: Any, backward_hooks: Any, metadata: Any = None) -> Tensor:
    """``torch._utils._rebuild_tensor_v2``: a tensor. The metadata are those of complex numbers."""
    if metadata:
        raise refused("a tensor in it is a view of complex numbers, which wgrad does not have")
    return _requiring(rebuilt(storage, offset, size, stride), requires_grad)


def rebuild_parameter(data: Any, requires_grad: Any, backward_hooks: Any) -> Any:
    """``torch._utils._rebuild_parameter``: a Parameter."""
    if type(data) is not Tensor:
        raise refused("a parameter in it has no tensor")
    _requiring(data, requires_grad)
    return pytorch_object("torch.nn.parameter", "Parameter")(data.detach(), requires_grad)


def rebuild_parameter_with_state(data: Any, requires_grad: Any, backward_hooks: Any, state: Any) -> Any:
    """``torch._utils._rebuild_parameter_with_state``: a Parameter with attributes that a program gave it."""
    return with_attributes(rebuild_parameter(data, requires_grad, backward_hooks), state)


def rebuild_from_type(function: Any, kind: Any, args: Any, state: Any) -> Tensor:
    """``torch._tensor._rebuild_from_type_v2``: a tensor with attributes that a program gave it, or of a class derived from Tensor."""
    if function not in (rebuild_tensor_v2, rebuild_parameter) or type(args) is not tuple:
        raise refused("a tensor in it is made by something else than PyTorch's functions for that")
    tensor: Tensor = function(*args)
    if not (isinstance(kind, type) and issubclass(kind, Tensor)):
        raise refused("the class of a tensor in it is not derived from Tensor")
    if kind is not type(tensor):
        version = tensor._version_counter
        tensor = _rebuilt(kind, tensor.array, tensor._requires_grad)
        tensor._version_counter = version
    return with_attributes(tensor, state)


def with_attributes(obj: Any, state: Any) -> Any:
    """``obj`` with attributes, none of which its class has already."""
    state = state[0] if type(state) is tuple and len(state) == 2 and not state[1] else state
    if state is None:
        return obj
    if not isinstance(state, dict) or any(type(name) is not str or hasattr(type(obj), name) for name in state):
        raise refused(f"the attributes of a {type(obj).__name__} in it are no dict of new names")
    vars(obj).update(state)
    return obj


def _requiring(tensor: Tensor, requires_grad: Any) -> Tensor:
    if type(requires_grad) is not bool or (requires_grad and tensor.array.dtype.kind != "f"):
        raise refused("a tensor in it cannot require gradients as the file says")
    tensor._requires_grad = requires_grad
    return tensor


REBUILD: dict[tuple[str, str], Callable[..., Any]] = {
    ("torch._utils", "_rebuild_tensor"): rebuild_tensor,
    ("torch._utils", "_rebuild_tensor_v2"): rebuild_tensor_v2,
    ("torch._utils", "_rebuild_parameter"): rebuild_parameter,
    ("torch._utils", "_rebuild_parameter_with_state"): rebuild_parameter_with_state,
    ("torch._tensor", "_rebuild_from_type_v2"): rebuild_from_type,
}
