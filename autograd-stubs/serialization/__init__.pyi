"""Objects in files: `save` and `load`, in PyTorch's format, and for tensors in safetensors'."""
from collections.abc import Sequence as _Sequence
from os import PathLike as _os_PathLike
from typing import Any as _Any
from typing import BinaryIO as _BinaryIO
def add_safe_globals(safe_globals: _Sequence[_Any]) -> None: """Let `load` build these classes and call these functions when a file names them: each as it is, or with its name in files."""
def clear_safe_globals() -> None: """Forget what `add_safe_globals` was given."""
def get_safe_globals() -> list[_Any]: """What `add_safe_globals` was given."""
def get_unsafe_globals_in_checkpoint(f: str | _os_PathLike[str] | _BinaryIO) -> list[str]: """The names in a file, written by `save` or by PyTorch, of which `load` allows none until `add_safe_globals` is given what they stand for."""
def load(f: str | _os_PathLike[str] | _BinaryIO, map_location: _Any = None, pickle_module: _Any = None, *, weights_only: bool | None = True, mmap: bool | None = None, **pickle_load_args: _Any) -> _Any: """Read what `save` or PyTorch's ``torch.save`` wrote, or any safetensors file, as a dict of its tensors.

    No file can run code: it can hold tensors, plain values and containers, and objects of the classes that `add_safe_globals` was given.
    ``weights_only=False`` takes that back: then a file can name any class and call any function, so that it must be one that you trust.

    ``map_location`` says for each storage that was on a GPU that it shall be on the CPU: ``"cpu"``, a dict of devices, or a function of a
    storage and its device. bfloat16 numbers become float32. ``mmap`` changes nothing.

    pickle.UnpicklingError for what is not allowed, RuntimeError for a file that is damaged or of another format."""
class safe_globals:
    """`add_safe_globals` for the time of a ``with`` statement."""
    safe_globals: _Sequence[_Any]
    new: _Any
    def __init__(self, safe_globals: _Sequence[_Any]) -> None: ...
    def __enter__(self) -> None: ...
    def __exit__(self, *exception: object) -> None: ...
def save(obj: _Any, f: str | _os_PathLike[str] | _BinaryIO, pickle_module: _Any = None, pickle_protocol: int | None = None, _use_new_zipfile_serialization: bool = True) -> None: """Write an object to a file, or to anything that has ``write``: tensors, state dicts, whole models, whatever Python can pickle.

    The format is that of PyTorch's ``torch.save``, which loads it, whole models too. A file with a name in ``.safetensors`` is one of the
    format of that name, which holds tensors, plain values, dicts, lists and tuples. Tensors of the same memory come back as such. The file is
    replaced in one step: whatever happens meanwhile, either the old or the new one is there, whole."""
