"""Files of tensors in the safetensors format.

The format (https://github.com/huggingface/safetensors) is a header of names, types and places, then the numbers. No file can
run code when it is loaded, and PyTorch reads and writes the same files with ``safetensors.torch``. How tensors were nested in dicts and
lists, and the plain values beside them, stand as JSON in the header's metadata.
"""

from __future__ import annotations

import json
import os
import re
from collections import OrderedDict
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from ..core import dtypes
from ..core.device import device
from ..core.size import Size
from ..core.tensor import SUBCLASSES, Tensor, wrap
from .replacing import replacing
from .zip_container import Unreadable

__all__ = ["load", "save"]

STRUCTURE = "wgrad"  # the entry of the metadata that holds the structure
SAFETENSORS = {"F16": np.float16, "F32": np.float32, "F64": np.float64, "U8": np.uint8, "I8": np.int8, "I16": np.int16} | {
    "I32": np.int32,
    "I64": np.int64,
    "BOOL": np.bool_,
    "BF16": np.uint16,  # the upper half of a float32, which it becomes
}
PLAIN = (type(None), bool, int, float, str)
CONTAINERS: dict[str, tuple[Any, type]] = {"tuple": (tuple, object), "Size": (Size, int), "dict": (dict, list), "OrderedDict": (OrderedDict, list)}


# ---------------------------------------------------------------------------------------------------------------- saving


def save(obj: Any, f: str | os.PathLike[str]) -> None:
    """Write tensors, or dicts, lists and tuples of tensors and of plain values such as numbers and text, to a file.

    A state dict becomes a file in which PyTorch finds the same names. Tensors that are the same memory come back as such.
    """
    from safetensors import SafetensorError
    from safetensors.numpy import save as to_bytes
    from safetensors.numpy import save_file

    writer = _Writer()
    structure = writer.described(obj, ())
    metadata = {"format": "pt", STRUCTURE: json.dumps(structure)}
    with replacing(f) as path:
        if path.exists() and not path.is_file():
            path.write_bytes(to_bytes(writer.arrays, metadata))
            return
        try:
            save_file(writer.arrays, path, metadata)
        except SafetensorError as error:
            number = re.search(r"\(os error (\d+)\)", str(error))
            raise OSError(int(number[1]), os.strerror(int(number[1])), os.fspath(f)) if number else RuntimeError(f"save: {error}") from None


class _Writer:
    """Takes the tensors out of a structure, and describes it in JSON's terms."""

    def __init__(self) -> None:
        self.arrays: dict[str, np.ndarray[Any, Any]] = {}
        self.places: dict[Any, str] = {}  # place in memory -> name of the tensor there
        self.above: set[int] = set()

    def described(self, value: Any, path: tuple[str, ...]) -> Any:
        kind = type(value)
        if kind in PLAIN:
            return value
        if isinstance(value, Tensor):
            return self._tensor(value, path)
        if isinstance(value, (np.bool_, np.integer, np.floating)):
            return value.item()
        if kind is dtypes.dtype or kind is device:
            return {kind.__name__: value.name if kind is dtypes.dtype else str(value)}
        if id(value) in self.above:
            raise ValueError(f"save: {_place(path)} contains itself")
        self.above.add(id(value))
        try:
            if isinstance(value, dict):
                entries = [[self._key(key, path), self.described(entry, (*path, str(key)))] for key, entry in value.items()]
                return {"OrderedDict" if isinstance(value, OrderedDict) else "dict": entries}
            if kind in (list, tuple, Size):
                parts = [self.described(entry, (*path, str(i))) for i, entry in enumerate(value)]
                return parts if kind is list else {kind.__name__: parts}
        finally:
            self.above.discard(id(value))
        advice = (
            "save its state_dict() instead" if hasattr(value, "state_dict") else "a file holds tensors, numbers, text, None, dicts, lists and tuples"
        )
        raise TypeError(f"save: {_place(path)} is of type {kind.__name__}, which cannot be stored: {advice}")

    def _key(self, key: Any, path: tuple[str, ...]) -> Any:
        if not isinstance(key, (*PLAIN, tuple)):
            raise TypeError(f"save: a key of {_place(path)} is of type {type(key).__name__}: keys are text, numbers, or tuples of those")
        return self.described(key, path)

    def _tensor(self, tensor: Tensor, path: tuple[str, ...]) -> dict[str, Any]:
        name = base = ".".join(path) or "tensor"
        number = 1
        while name in self.arrays or name == "__metadata__":
            number += 1
            name = f"{base}#{number}"
        array = tensor.array
        self.arrays[name] = np.ascontiguousarray(array).reshape(array.shape)
        note: dict[str, Any] = {"tensor": name}
        first = self.places.setdefault((array.ctypes.data, array.shape, array.strides, array.dtype), name)
        if first != name and array.size:
            note["same"] = first
        if tensor.requires_grad:
            note["requires_grad"] = True
        if type(tensor).__name__ == "Parameter":
            note["parameter"] = True
        return note


def _place(path: tuple[str, ...]) -> str:
    return "the object" + "".join(f"[{key!r}]" for key in path)


# ---------------------------------------------------------------------------------------------------------------- loading


def load(f: str | os.PathLike[str] | BinaryIO) -> Any:
    """What `save` wrote, or any other program, as a dict of the file's tensors; `Unreadable` if the file is damaged or of another format."""
    return _decoded(f.read() if hasattr(f, "read") else _checked(Path(f)))


def _checked(path: Path) -> bytes:
    """The content of a file, read after its header has been found to fit its size: a false header cannot make it larger than it is."""
    from safetensors import SafetensorError, safe_open

    with path.open("rb") as file:
        try:
            with safe_open(path, "numpy"):
                pass
        except SafetensorError as error:
            raise Unreadable(f"it is no file of torch.save, and not a safetensors file, or damaged ({error}; {path.stat().st_size} bytes)") from None
        return file.read()


def _decoded(data: bytes) -> Any:
    from safetensors import SafetensorError, deserialize

    try:
        parts: list[Any] = deserialize(data)  # type: ignore[no-untyped-call]
    except SafetensorError as error:
        raise Unreadable(f"it is no file of torch.save, and not a safetensors file, or damaged ({error}; {len(data)} bytes)") from None
    try:
        header = json.loads(data[8 : 8 + int.from_bytes(data[:8], "little")])
        tensors = {name: wrap(_array(name, part)) for name, part in parts}
        structure = (header.get("__metadata__") or {}).get(STRUCTURE)
        if structure is None:
            return {name: tensors[name] for name in header if name != "__metadata__"}
        return _rebuilt(json.loads(structure), tensors)
    except (AttributeError, LookupError, OverflowError, RuntimeError, TypeError, ValueError) as error:
        raise Unreadable(f"its metadata is damaged ({type(error).__name__}: {error})") from None


def _array(name: str, part: dict[str, Any]) -> np.ndarray[Any, Any]:
    kind = SAFETENSORS.get(part["dtype"])
    if kind is None:
        raise Unreadable(f"tensor {name!r} is of type {part['dtype']}, which wgrad does not have. Convert it to float32 or int64 first")
    data = part["data"]
    array: np.ndarray[Any, Any] = np.frombuffer(data if isinstance(data, bytearray) else bytearray(data), np.dtype(kind).newbyteorder("<")).astype(
        kind, copy=False
    )
    if part["dtype"] == "BF16":
        array = (array.astype(np.uint32) << 16).view(np.float32)
    return array.reshape(part["shape"])


def _rebuilt(described: Any, tensors: dict[str, Tensor]) -> Any:
    """The structure that `_Writer.described` described."""
    if isinstance(described, PLAIN):
        return described
    if isinstance(described, list):
        return [_rebuilt(entry, tensors) for entry in described]
    if "tensor" in described:
        return _tensor(described, tensors)
    ((kind, content),) = described.items()
    if kind in CONTAINERS:
        container, part_type = CONTAINERS[kind]
        parts = [_rebuilt(part, tensors) for part in content]
        if type(content) is not list or not all(isinstance(part, part_type) for part in parts):
            raise TypeError(f"this is no {kind}: {content!r:.50}")
        return container(parts)
    return device(content) if kind == "device" else {"dtype": dtypes.BY_NAME}[kind][content]


def _tensor(note: dict[str, Any], tensors: dict[str, Tensor]) -> Tensor:
    stored = tensors[note["tensor"]]
    tensor = wrap(stored.array)
    if "same" in note:
        first = tensors[note["same"]]
        if first.array.shape != stored.array.shape or first.array.dtype != stored.array.dtype:
            raise ValueError(f"{note['tensor']} and {note['same']} cannot be the same")
        tensor = wrap(first.array)
        tensor._version_counter = first._version_counter
    else:
        tensor._version_counter = stored._version_counter
    if note.get("parameter"):
        return SUBCLASSES["Parameter"](tensor, bool(note.get("requires_grad")))
    return tensor.requires_grad_(bool(note.get("requires_grad")))
