"""Tensors in files: `save` and `load`.

The format is safetensors (https://github.com/huggingface/safetensors): a header of names, types and places, then the numbers. No file can
run code when it is loaded, and PyTorch reads and writes the same files with ``safetensors.torch``. How tensors were nested in dicts and
lists, and the plain values beside them, stand as JSON in the header's metadata.
"""

from __future__ import annotations

import json
import os
import re
import secrets
from collections import OrderedDict
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from ..core import dtypes
from ..core.device import check_device, device
from ..core.size import Size
from ..core.tensor import SUBCLASSES, Tensor, wrap

__all__ = ["load", "save"]

File = str | os.PathLike[str] | BinaryIO
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


def save(obj: Any, f: File, pickle_module: Any = None, pickle_protocol: Any = None, _use_new_zipfile_serialization: bool = True) -> None:
    """Write tensors, or dicts, lists and tuples of tensors and of plain values such as numbers and text, to a file.

    >>> import autograd as torch, nn, tempfile
    >>> model = nn.Linear(2, 1)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     torch.save({"model": model.state_dict(), "epoch": 3}, f"{folder}/checkpoint.safetensors")
    ...     checkpoint = torch.load(f"{folder}/checkpoint.safetensors")
    >>> checkpoint["epoch"], model.load_state_dict(checkpoint["model"])
    (3, <All keys matched successfully>)

    A state dict becomes a file in which PyTorch finds the same names. Tensors that are the same memory come back as such. The file is
    replaced in one step: whatever happens meanwhile, either the old or the new one is there, whole.
    """
    from safetensors import SafetensorError
    from safetensors.numpy import save as to_bytes
    from safetensors.numpy import save_file

    writer = _Writer()
    structure = writer.described(obj, ())
    metadata = {"format": "pt", STRUCTURE: json.dumps(structure)}
    if hasattr(f, "write"):
        f.write(to_bytes(writer.arrays, metadata))
        return
    path = Path(os.path.realpath(f))
    if not path.parent.is_dir():
        raise RuntimeError(f"save: Parent directory {path.parent} does not exist.")
    if path.exists() and not path.is_file():  # a device or a pipe
        path.write_bytes(to_bytes(writer.arrays, metadata))
        return
    unfinished = path.with_name(f".{path.name[:100]}.{secrets.token_hex(4)}.tmp")
    try:
        unfinished.touch(exist_ok=False)  # so that it gets the usual permissions, or those of the file that it will replace
        mode = (path if path.exists() else unfinished).stat().st_mode
        try:
            save_file(writer.arrays, unfinished, metadata)
        except SafetensorError as error:
            number = re.search(r"\(os error (\d+)\)", str(error))
            raise OSError(int(number[1]), os.strerror(int(number[1])), str(path)) if number else RuntimeError(f"save: {error}") from None
        unfinished.chmod(mode & 0o777)
        with unfinished.open("rb+") as file:
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


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


def load(f: File, map_location: Any = None, pickle_module: Any = None, *, weights_only: bool = True, mmap: bool | None = None) -> Any:
    """Read what `save` wrote, or any safetensors file, as a dict of its tensors. bfloat16 numbers become float32.

    ``map_location`` may only name the CPU. Nothing in a file is ever run, with ``weights_only=False`` neither.

    RuntimeError for a file that is damaged or of another format.
    """
    if isinstance(map_location, (str, device)):
        check_device(map_location)
    name = str(getattr(f, "name", "the file")) if hasattr(f, "read") else os.fspath(f)
    try:
        return _decoded(f.read() if hasattr(f, "read") else _checked(Path(f)))
    except _Unreadable as error:
        raise RuntimeError(f"load: cannot read {name}: {error}") from None


class _Unreadable(Exception):
    """What is wrong with a file."""


def _checked(path: Path) -> bytes:
    """The content of a file, read after its header has been found to fit its size: a false header cannot make it larger than it is."""
    from safetensors import SafetensorError, safe_open

    with path.open("rb") as file:
        _refuse_pickles(file.read(4))
        try:
            with safe_open(path, "numpy"):
                pass
        except SafetensorError as error:
            raise _Unreadable(f"it is not a safetensors file, or damaged ({error}; {path.stat().st_size} bytes)") from None
        file.seek(0)
        return file.read()


def _refuse_pickles(start: bytes) -> None:
    if start == b"PK\x03\x04" or (start[:1] == b"\x80" and start[3:4] != b"\x00"):  # a zip file, a pickle; no length of a header
        raise _Unreadable(
            "it looks like a file of torch.save, which is a program that builds objects and might do anything else. Convert it with PyTorch, once: "
            "safetensors.torch.save_file(torch.load('FILE.pt', weights_only=True), 'FILE.safetensors')"
        )


def _decoded(data: bytes) -> Any:
    from safetensors import SafetensorError, deserialize

    _refuse_pickles(data[:4])
    try:
        parts: list[Any] = deserialize(data)  # type: ignore[no-untyped-call]
    except SafetensorError as error:
        raise _Unreadable(f"it is not a safetensors file, or damaged ({error}; {len(data)} bytes)") from None
    try:
        header = json.loads(data[8 : 8 + int.from_bytes(data[:8], "little")])
        tensors = {name: wrap(_array(name, part)) for name, part in parts}
        structure = (header.get("__metadata__") or {}).get(STRUCTURE)
        if structure is None:
            return {name: tensors[name] for name in header if name != "__metadata__"}
        return _rebuilt(json.loads(structure), tensors)
    except (AttributeError, LookupError, OverflowError, RuntimeError, TypeError, ValueError) as error:
        raise _Unreadable(f"its metadata is damaged ({type(error).__name__}: {error})") from None


def _array(name: str, part: dict[str, Any]) -> np.ndarray[Any, Any]:
    kind = SAFETENSORS.get(part["dtype"])
    if kind is None:
        raise _Unreadable(f"tensor {name!r} is of type {part['dtype']}, which wgrad does not have. Convert it to float32 or int64 first")
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
        tensor._version = first._version
    else:
        tensor._version = stored._version
    if note.get("parameter"):
        return SUBCLASSES["Parameter"](tensor, bool(note.get("requires_grad")))
    return tensor.requires_grad_(bool(note.get("requires_grad")))
