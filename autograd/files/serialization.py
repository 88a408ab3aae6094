"""Objects in files: `save` and `load`, in PyTorch's format, and for tensors in safetensors'."""

from __future__ import annotations

import io
import os
import pickle
import warnings
from typing import Any, BinaryIO

from ..core.device import check_device, device
from . import safetensors
from .checkpoint_format import LEGACY, pickled_names, read_archive, read_legacy, write_checkpoint
from .replacing import replacing
from .safe_globals import add_safe_globals, clear_safe_globals, get_safe_globals, safe_globals
from .storages import Storage, Storages
from .zip_container import ZIP, Unreadable

__all__ = [
    "add_safe_globals", "clear_safe_globals", "get_safe_globals", "get_unsafe_globals_in_checkpoint", "load", "safe_globals", "save",
]  # fmt: skip

File = str | os.PathLike[str] | BinaryIO


def save(obj: Any, f: File, pickle_module: Any = None, pickle_protocol: int | None = None, _use_new_zipfile_serialization: bool = True) -> None:
    """Write an object to a file, or to anything that has ``write``: tensors, state dicts, whole models, whatever Python can pickle.

    >>> import autograd as torch, tempfile
    >>> from autograd import nn
    >>> model = nn.Linear(2, 1)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     torch.save({"model": model.state_dict(), "epoch": 3}, f"{folder}/checkpoint.pt")
    ...     checkpoint = torch.load(f"{folder}/checkpoint.pt")
    >>> checkpoint["epoch"], model.load_state_dict(checkpoint["model"])
    (3, <All keys matched successfully>)

    The format is that of PyTorch's ``torch.save``, which loads it, whole models too. A file with a name in ``.safetensors`` is one of the
    format of that name, which holds tensors, plain values, dicts, lists and tuples. Tensors of the same memory come back as such. The file is
    replaced in one step: whatever happens meanwhile, either the old or the new one is there, whole.
    """
    if pickle_module not in (None, pickle):
        raise ValueError("save: pickle_module: files are written by Python's own pickle, whose name is all that can be given")
    if isinstance(f, (str, os.PathLike)) and os.fspath(f).endswith(".safetensors"):
        return safetensors.save(obj, f)
    protocol = 2 if pickle_protocol is None else pickle_protocol
    if hasattr(f, "write"):
        return write_checkpoint(obj, f, protocol)
    with replacing(f) as path, path.open("wb") as file:
        write_checkpoint(obj, file, protocol)


def load(
    f: File,
    map_location: Any = None,
    pickle_module: Any = None,
    *,
    weights_only: bool | None = True,
    mmap: bool | None = None,
    **pickle_load_args: Any,
) -> Any:
    """Read what `save` or PyTorch's ``torch.save`` wrote, or any safetensors file, as a dict of its tensors.

    No file can run code: it can hold tensors, plain values and containers, and objects of the classes that `add_safe_globals` was given.
    ``weights_only=False`` takes that back: then a file can name any class and call any function, so that it must be one that you trust.

    ``map_location`` says for each storage that was on a GPU that it shall be on the CPU: ``"cpu"``, a dict of devices, or a function of a
    storage and its device. bfloat16 numbers become float32. ``mmap`` changes nothing.

    pickle.UnpicklingError for what is not allowed, RuntimeError for a file that is damaged or of another format.
    """
    weights_only = weights_only is None or weights_only
    if weights_only and pickle_module is not None:
        raise RuntimeError("Can not safely load weights when explicit pickle_module is specified")
    if pickle_module not in (None, pickle):
        raise ValueError("load: pickle_module: files are read by Python's own pickle, whose name is all that can be given")
    if isinstance(map_location, (str, device)):
        check_device(map_location)
    name = str(getattr(f, "name", "the file")) if hasattr(f, "read") else os.fspath(f)
    try:
        with _opened(f) as file:
            begin = file.read(len(LEGACY))
            file.seek(0)
            if begin.startswith(ZIP):
                obj, storages = read_archive(file, weights_only, pickle_load_args)
            elif begin == LEGACY:
                obj, storages = read_legacy(file.read(), weights_only, pickle_load_args)
            elif begin[:1] == b"\x80" and begin[3:4] != b"\x00":  # no length of a safetensors header
                raise pickle.UnpicklingError("it is a pickle, but not one of torch.save")
            else:
                return safetensors.load(file if hasattr(f, "read") else f)
    except Unreadable as error:
        raise RuntimeError(f"load: cannot read {name}: {error}") from None
    except pickle.UnpicklingError as error:
        only = "Weights only load failed. " if weights_only else ""
        raise pickle.UnpicklingError(f"load: cannot read {name}: {only}{error}") from error.__cause__
    _place(storages, map_location)
    if any(storage.kind.name == "BFloat16Storage" for storage, _ in storages.places):
        warnings.warn(f"load: the bfloat16 tensors of {name} are float32 here, of the same values: wgrad has no bfloat16", stacklevel=2)
    return obj


def get_unsafe_globals_in_checkpoint(f: File) -> list[str]:
    """The names in a file, written by `save` or by PyTorch, of which `load` allows none until `add_safe_globals` is given what they stand for.

    >>> import autograd, io
    >>> buffer = io.BytesIO()
    >>> autograd.save(autograd.nn.Linear(2, 1), buffer)
    >>> _ = buffer.seek(0)
    >>> get_unsafe_globals_in_checkpoint(buffer)
    ['torch.nn.modules.linear.Linear']
    """
    try:
        with _opened(f) as file:
            return pickled_names(file)
    except Unreadable as error:
        raise RuntimeError(f"get_unsafe_globals_in_checkpoint: cannot read the file: {error}") from None


def _opened(f: Any) -> Any:
    if not hasattr(f, "read"):
        return open(f, "rb")
    content = f.read()
    if not isinstance(content, bytes):
        raise TypeError(f"load: a file gives {type(content).__name__}, not bytes: open it with mode 'rb'")
    return io.BytesIO(content)


def _place(storages: Storages, map_location: Any) -> None:
    """Let ``map_location`` say where storages shall be, which can only be the CPU."""
    for storage, place in storages.places:
        if isinstance(map_location, dict):
            place = map_location.get(place, place)
        elif callable(map_location):
            place = "cpu" if isinstance(map_location(storage, place), Storage) else place
        elif map_location is not None:
            place = "cpu"
        if str(place) != "cpu":
            raise RuntimeError(
                f"Attempting to deserialize object on device {str(place)!r:.50}, and wgrad computes on the CPU only. "
                "Please use torch.load with map_location=torch.device('cpu') to map your storages to the CPU."
            )
