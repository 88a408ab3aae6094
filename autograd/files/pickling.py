"""The pickle of a checkpoint, written by Python's pickler, with tensors as PyTorch describes them and our classes under PyTorch's names."""

from __future__ import annotations

import pickle
from collections import OrderedDict
from collections.abc import Callable
from types import FunctionType
from typing import Any, BinaryIO

import numpy as np

from ..core import dtypes
from ..core.overrides import Overridable
from ..core.size import Size
from ..core.tensor import Tensor, wrap
from .class_names import pytorch_name
from .rebuilding import REBUILD, rebuild_from_type, rebuild_parameter, rebuild_parameter_with_state, rebuild_tensor_v2
from .storages import STORAGE_TYPES_BY_DTYPE, Storage, StorageType

__all__ = ["Pickler"]


class Pickler(pickle._Pickler):  # the one in Python, of which one can choose under what name a class is written
    """Writes tensors as PyTorch does, each as a part of a storage, and the names of our classes as PyTorch's."""

    proto: int
    save: Callable[[Any], None]
    write: Callable[[bytes], None]
    memoize: Callable[[Any], None]

    def __init__(self, file: BinaryIO, protocol: int) -> None:
        super().__init__(file, protocol)
        self.storages: dict[tuple[int, int], Storage] = {}  # by their place in memory

    def persistent_id(self, obj: Any) -> Any:
        """A storage stands in the pickle as its kind, its name, its device and its size."""
        return ("storage", obj.kind, obj.key, "cpu", obj.array.size) if type(obj) is Storage else None

    def reducer_override(self, obj: Any) -> Any:
        """How an object is described, or under which name it is written, where this is not Python's way."""
        if isinstance(obj, Tensor) and type(obj).__reduce_ex__ is Tensor.__reduce_ex__:
            return self._tensor(obj)
        if type(obj) is Size:
            return Size, (tuple(obj),)
        if isinstance(obj, (type, FunctionType, Overridable, dtypes.dtype, StorageType)):
            name = _name_in_file(obj)
            return NotImplemented if name is None else name[1]
        return NotImplemented

    def save_global(self, obj: Any, name: str | None = None) -> None:
        """Write the name of a class or function."""
        found = _name_in_file(obj)
        if found is None:
            super().save_global(obj, name)  # type: ignore[misc]
        elif self.proto >= 4:
            for text in found:
                self.save(text)
            self.write(pickle.STACK_GLOBAL)
            self.memoize(obj)
        else:
            self.write(pickle.GLOBAL + "{}\n{}\n".format(*found).encode())
            self.memoize(obj)

    def _tensor(self, tensor: Tensor) -> Any:
        described: tuple[Any, ...] = (*self._part(tensor.array), tensor.requires_grad, OrderedDict())
        state = {k: v for k, v in vars(tensor).items() if not hasattr(Tensor, k)} or None
        if _name_in_file(type(tensor)) == ("torch.nn.parameter", "Parameter"):
            data = wrap(tensor.array)
            if state is None:
                return rebuild_parameter, (data, tensor.requires_grad, OrderedDict())
            return rebuild_parameter_with_state, (data, tensor.requires_grad, OrderedDict(), state)
        if type(tensor) is Tensor and state is None:
            return rebuild_tensor_v2, described
        kind = Tensor if type(tensor).__name__ == "Buffer" else type(tensor)  # which in PyTorch is a Tensor with attributes
        return rebuild_from_type, (rebuild_tensor_v2, kind, described, state)

    def _part(self, array: np.ndarray[Any, Any]) -> tuple[Storage, int, tuple[int, ...], tuple[int, ...]]:
        """The storage that an array is a part of, where it begins, its size and its strides."""
        root, step = array, array.itemsize
        while isinstance(root.base, np.ndarray):
            root = root.base
        begin, end = np.lib.array_utils.byte_bounds(root)
        whole = root.flags.forc and (end - begin) == root.nbytes and root.nbytes % step == 0
        if not whole or any(s < 0 or s % step for s in array.strides) or (array.ctypes.data - begin) % step:
            root = array = np.array(array, order="C")
            begin, end = np.lib.array_utils.byte_bounds(root)
        kind = STORAGE_TYPES_BY_DTYPE[array.dtype]
        storage = self.storages.get((begin, end))
        if storage is None:
            flat = root.reshape(-1, order="A").view(array.dtype)
            storage = self.storages[begin, end] = Storage(kind, flat, str(len(self.storages)))
        elif storage.kind is not kind:
            raise RuntimeError(
                "save: Cannot save multiple tensors or storages that view the same data as different types: "
                f"{storage.kind.name} and {kind.name}. Save a clone() of one of them"
            )
        return storage, (array.ctypes.data - begin) // step, array.shape, tuple(s // step for s in array.strides)


def _name_in_file(obj: Any) -> tuple[str, str] | None:
    return ("torch", obj.name) if type(obj) is StorageType else _REBUILD_NAMES.get(obj) or pytorch_name(obj)


_REBUILD_NAMES = {function: name for name, function in REBUILD.items()}
