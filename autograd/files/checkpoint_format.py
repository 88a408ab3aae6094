"""PyTorch's checkpoints: a pickle of the structure, and beside it the numbers of every storage."""

from __future__ import annotations

import io
import pickletools
import sys
from typing import Any

import numpy as np

from .pickling import Pickler
from .storages import Storages
from .unpickling import TrustingUnpickler, Unpickler
from .zip_container import Archive, Unreadable, write_archive

__all__ = ["LEGACY", "pickled_names", "read_archive", "read_legacy", "write_checkpoint"]

ORDERS = {b"little": "<", b"big": ">"}
LEGACY = b"\x80\x02\x8a\nl\xfc\x9cF\xf9 j\xa8P\x19."  # how files of PyTorch before 1.6 begin: a pickle of a number that means them


def write_checkpoint(obj: Any, file: Any, protocol: int) -> None:
    """Write any object that can be pickled to a file that has ``write``."""
    program = io.BytesIO()
    pickler = Pickler(program, protocol)
    pickler.dump(obj)
    records: dict[str, Any] = {"data.pkl": program.getbuffer(), "byteorder": sys.byteorder.encode()}
    records |= {f"data/{storage.key}": storage.array for storage in pickler.storages.values()}
    write_archive(file, {**records, "version": b"3\n"})


def _unpickled(file: Any, size: int, storages: Storages, weights_only: bool, options: dict[str, Any]) -> Any:
    return Unpickler(file, storages, size, **options).result() if weights_only else TrustingUnpickler(file, storages, **options).load()


def read_archive(file: Any, weights_only: bool, options: dict[str, Any]) -> tuple[Any, Storages]:
    """What a zip archive of torch.save holds, and its storages."""
    archive = Archive(file)
    if "constants.pkl" in archive:
        raise Unreadable("it is a TorchScript archive, a program for PyTorch's own interpreter. Save the model's state_dict() with PyTorch instead")
    order = archive.read("byteorder").tobytes() if "byteorder" in archive else b"little"
    if order not in ORDERS:
        raise Unreadable(f"Unknown endianness type: {order!r:.50}")

    def content(key: str, size: int) -> Any:
        if archive.size(f"data/{key}") != size:
            raise Unreadable(f"its storage {key!r:.50} has {archive.size(f'data/{key}')} bytes where {size} are expected")
        return archive.read(f"data/{key}")

    storages = Storages(content, ORDERS[order])
    program = archive.read("data.pkl").tobytes()
    return _unpickled(io.BytesIO(program), len(program), storages, weights_only, options), storages


def read_legacy(data: bytes, weights_only: bool, options: dict[str, Any]) -> tuple[Any, Storages]:
    """What a file of PyTorch before 1.6 holds: several pickles, one after the other, and then the numbers of the storages."""
    file = io.BytesIO(data)
    claimed = 0

    def later(key: str, size: int) -> None:
        nonlocal claimed
        claimed += size
        if claimed > len(data):
            raise Unreadable(f"its storages have {claimed} bytes, and the file {len(data)}")

    def plain() -> Any:
        return Unpickler(file, None, len(data)).result()

    _, version, about = plain(), plain(), plain()
    if version != 1001 or type(about) is not dict:
        raise Unreadable("Invalid protocol version: it is not 1001")
    storages = Storages(later, "<" if about.get("little_endian", True) else ">")
    obj = _unpickled(file, len(data), storages, weights_only, options)
    for key in plain():
        storage = storages.found.pop(key, None) if type(key) is str else None
        count = file.read(8)
        if storage is None or int.from_bytes(count, "little" if storages.order == "<" else "big") != storage.array.size:
            raise Unreadable("its storages are not those that it speaks of")
        length = storage.array.size * storage.kind.stored.itemsize
        numbers = file.read(length)
        if len(count) < 8 or len(numbers) < length:
            raise Unreadable("it ends amid its numbers")
        storage.array[...] = storage.kind.decoded(np.frombuffer(numbers, np.uint8), storages.order)
    if storages.found:
        raise Unreadable("the numbers of some of its storages are missing")
    return obj, storages


def pickled_names(file: Any) -> list[str]:
    """The names in a file that a pickle of data has no need of, as far as the user has not allowed them."""
    program = Archive(file).read("data.pkl").tobytes()
    machine = Unpickler(io.BytesIO(program), None, len(program))
    names: set[Any] = set()
    try:
        for code, text, _ in pickletools.genops(program):
            if code.name == "GLOBAL":
                names.add(tuple(str(text).replace("__builtin__ ", "builtins ").split(" ", 1)))
    except (DeprecationWarning, ValueError) as error:  # the former, where warnings are errors, for a name with a backslash
        raise Unreadable(f"its pickle is damaged ({error!s:.200})") from None
    return sorted(".".join(name) for name in names if not machine.may_name(*name))
