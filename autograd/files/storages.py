"""Storages: the memory that tensors share, as files know it."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from typing import Any

import numpy as np

from ..core.device import check_device

__all__ = ["STORAGE_TYPES", "STORAGE_TYPES_BY_DTYPE", "Storage", "StorageType", "Storages", "refused"]


def refused(reason: str) -> pickle.UnpicklingError:
    """The error for what a file wants and does not get."""
    return pickle.UnpicklingError(reason)


class StorageType:
    """A kind of storage by PyTorch's name, ``FloatStorage``, with NumPy's type of its numbers in a file; None if wgrad has none such."""

    def __init__(self, name: str, stored: str | None) -> None:
        self.name, self._stored = name, stored

    @property
    def stored(self) -> np.dtype[Any]:
        """The type of its numbers in a file."""
        if self._stored is None:
            raise refused(f"it holds a {self.name}, numbers of a type that wgrad does not have. Convert them with PyTorch, to float32 for example")
        return np.dtype(self._stored)

    @property
    def dtype(self) -> np.dtype[Any]:
        """The type of its numbers in memory: bfloat16, which NumPy lacks, becomes float32."""
        return np.dtype(np.float32) if self.name == "BFloat16Storage" else self.stored

    def decoded(self, data: np.ndarray[Any, Any], order: str) -> np.ndarray[Any, Any]:
        """The numbers that bytes of a file, little- or big-endian ("<", ">"), mean."""
        if self.name == "BoolStorage":
            return data != 0
        numbers = data.view(self.stored.newbyteorder(order))  # type: ignore[arg-type]
        if self.name == "BFloat16Storage":  # the upper half of a float32
            return (numbers.astype(np.uint32) << 16).view(np.float32)
        return numbers.astype(self.stored, copy=False)


STORAGE_TYPES = {
    f"{name}Storage": StorageType(f"{name}Storage", stored)
    for name, stored in {
        "Float": "f4", "Double": "f8", "Half": "f2", "BFloat16": "u2", "Bool": "?",
        "Byte": "u1", "Char": "i1", "Short": "i2", "Int": "i4", "Long": "i8",
        **dict.fromkeys(("ComplexFloat", "ComplexDouble", "QInt8", "QUInt8", "QInt32", "QUInt4x2", "QUInt2x4", "Untyped")),
    }.items()
}  # fmt: skip
STORAGE_TYPES_BY_DTYPE = {kind.stored: kind for kind in STORAGE_TYPES.values() if kind._stored is not None and kind.name != "BFloat16Storage"}


class Storage:
    """Memory that tensors share. ``array``, of one dimension, has its numbers; of a storage that is read they may come after the tensors."""

    def __init__(self, kind: StorageType, array: np.ndarray[Any, Any], key: str) -> None:
        self.kind, self.array, self.key = kind, array, key
        self.version = [0]  # one counter for all tensors of the memory

    def cpu(self) -> Storage:
        """The storage itself, for what ``map_location`` may say."""
        return self

    def cuda(self, device: Any = None) -> Storage:
        """The error of asking for a device that is not there."""
        check_device("cuda")
        return self


class Storages:
    """The storages of a file, made when its pickle names them. ``content`` is asked for their bytes, or says None: they come later."""

    def __init__(self, content: Callable[[str, int], Any], order: str) -> None:
        self.content, self.order = content, order
        self.found: dict[str, Storage] = {}
        self.places: list[tuple[Storage, str]] = []  # and the device on which each was

    def named(self, pid: Any) -> Storage:
        """The storage that a persistent id of a pickle means."""
        if type(pid) is not tuple or len(pid) not in (5, 6) or pid[0] != "storage" or (len(pid) == 6 and pid[5] is not None):
            raise refused("it refers to something beside it that is no storage")
        kind, key, place, count = pid[1:5]
        if type(kind) is not StorageType or type(key) is not str or type(place) is not str or type(count) is not int or count < 0:
            raise refused("it refers to a storage by something else than its kind, name, device and size")
        known = self.found.get(key)
        if known is None:
            content = self.content(key, count * kind.stored.itemsize)
            array = np.zeros(count, kind.dtype) if content is None else kind.decoded(content, self.order)
            known = self.found[key] = Storage(kind, array, key)
            self.places.append((known, place))
        elif known.kind is not kind or known.array.size != count:
            raise refused(f"its storage {key!r:.50} is of two kinds or sizes")
        return known
