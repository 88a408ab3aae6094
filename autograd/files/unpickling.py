"""The pickle of a checkpoint, read: as data, by a machine that knows only what describes data, or as the program that a pickle is."""

from __future__ import annotations

import pickle
import struct
from collections import Counter, OrderedDict
from collections.abc import Callable
from typing import Any, ClassVar

from ..core import dtypes
from ..core.device import device
from ..core.size import Size
from ..core.tensor import Tensor
from .class_names import pytorch_object
from .rebuilding import REBUILD, with_attributes
from .safe_globals import named_safe_globals
from .storages import STORAGE_TYPES, Storages, refused
from .zip_container import Unreadable

__all__ = ["TrustingUnpickler", "Unpickler"]


class Unpickler(pickle._Unpickler):
    """Runs a pickle that describes data, and refuses any other: with ``weights_only=True``.

    It knows the instructions that PyTorch writes. A pickle can name only PyTorch's functions that rebuild tensors, plain containers, dtypes
    and what the user has allowed; only what was named so is called, and nothing is imported. What a class is made of is only changed for the
    few classes whose objects are described in that way. Python's own machine in C is no base for this: it would change attributes of classes,
    and fill the memory for a pickle of ten bytes.
    """

    stack: list[Any]
    pop_mark: Callable[[], list[Any]]

    def __init__(self, file: Any, storages: Storages | None, size: int, **options: Any) -> None:
        super().__init__(file, **options)
        self.storages = storages
        self.budget = 10_000 + 20 * size  # what it may copy or hash: a pickle of n bytes can ask for n² by naming a thing again and again
        self.allowed: dict[str, Any] = named_safe_globals()
        self.callable: dict[int, Any] = {}  # what was named and may be called, by its id
        self.functions: dict[str, Any] = {
            **{".".join(name): function for name, function in REBUILD.items()},
            "torch.Size": self._size,
            "torch.device": self._device,
            "collections.OrderedDict": lambda *items: self._filled(OrderedDict(), *items),
            "collections.Counter": lambda *items: self._filled(Counter(), *items),
            "builtins.set": self._set,
            "builtins.complex": lambda real, imag: complex(float(real), float(imag)),
            "builtins.bytearray": lambda *args: bytearray(self._bytes(*args)),
            "builtins.bytes": self._bytes,
            "_codecs.encode": self._bytes,
        }

    def result(self) -> Any:
        """What the pickle describes; UnpicklingError if it describes nothing, or wants more."""
        try:
            return self.load()
        except (pickle.UnpicklingError, Unreadable):
            raise
        except (ArithmeticError, AttributeError, EOFError, LookupError, RuntimeError, TypeError, ValueError, struct.error) as error:
            raise refused(f"it describes no objects ({type(error).__name__}: {error!s:.200})") from error

    def persistent_load(self, pid: Any) -> Any:
        """What is beside the pickle."""
        if self.storages is None:
            raise refused("it refers to storages where there are none")
        return self.storages.named(pid)

    def find_class(self, module: str, name: str) -> Any:
        """What a name stands for, of the few that a file may name."""
        full = f"{'builtins' if module == '__builtin__' else module}.{name}"
        if module in ("sys", "os", "posix", "nt"):
            raise refused(f"Trying to load unsupported GLOBAL {full:.200} whose module {module} is blocked")
        found = self.functions.get(full, self.allowed.get(full))
        if found is not None:
            self.callable[id(found)] = found
            return found
        if module in ("torch", "torch.cuda", "torch.storage") and name in STORAGE_TYPES:
            return STORAGE_TYPES[name]
        if full == "torch.Tensor":
            return Tensor
        if full == "torch.nn.parameter.Parameter":
            return pytorch_object("torch.nn.parameter", "Parameter")
        if module == "torch" and name in (*dtypes.BY_NAME, "bfloat16"):
            return dtypes.BY_NAME.get(name, dtypes.bfloat16)
        if module in ("torch", "torch._utils", "torch._tensor", "torch.serialization"):
            raise refused(f"it names {full:.200}, which wgrad does not have: its tensors are dense and of real numbers")
        raise refused(
            f"Unsupported global: GLOBAL {full:.200} was not an allowed global by default. If you trust it, please use "
            f"`torch.serialization.add_safe_globals([{name:.100}])` or the `torch.serialization.safe_globals([{name:.100}])` context manager to "
            "allow it. With weights_only=False everything is allowed, and the file can run any code: do that only if you trust where it is from"
        )

    def may_name(self, module: str, name: str) -> bool:
        """Whether a file may name it."""
        try:
            self.find_class(module, name)
        except pickle.UnpicklingError:
            return False
        return True

    # ------------------------------------------------------------------------------------------------------------ instructions

    def load_reduce(self) -> None:
        """Call what was named."""
        args = self.stack.pop()
        function = self.stack[-1]
        if id(function) not in self.callable or type(args) is not tuple:
            raise refused(f"Trying to call reduce for unrecognized function: a {type(function).__name__}")
        self.stack[-1] = function(*args)

    def load_newobj(self) -> None:
        """Make an object of a class that the user has allowed."""
        args = self.stack.pop()
        kind = self.stack[-1]
        if not self._is_allowed(kind) or not isinstance(kind, type) or type(args) is not tuple:
            raise refused(f"Can only create new objects of classes allowed by `add_safe_globals`, not of a {type(kind).__name__}")
        self.stack[-1] = kind.__new__(kind, *args)

    def load_build(self) -> None:
        """Give an object its state."""
        state = self.stack.pop()
        obj = self.stack[-1]
        if type(obj) is OrderedDict:
            with_attributes(obj, state)
        elif not self._is_allowed(type(obj)):
            raise refused(f"Can only build OrderedDict or types allowed by `add_safe_globals`, but got {type(obj).__name__}")
        elif hasattr(obj, "__setstate__"):
            obj.__setstate__(state)
        else:
            state, slots = state if type(state) is tuple and len(state) == 2 else (state, None)
            vars(obj).update(state or {})
            for name, value in (slots or {}).items():
                setattr(obj, name, value)

    def _is_allowed(self, kind: Any) -> bool:
        return any(kind is given for given in self.allowed.values())

    def load_append(self) -> None:
        """Add one element to a list."""
        element = self.stack.pop()
        self._list().append(element)

    def load_appends(self) -> None:
        """Add elements to a list."""
        elements = self.pop_mark()
        self._list().extend(elements)

    def load_setitem(self) -> None:
        """Add one entry to a dict."""
        value, key = self.stack.pop(), self.stack.pop()
        self._put(self.stack[-1], [key, value])

    def load_setitems(self) -> None:
        """Add entries to a dict."""
        items = self.pop_mark()
        self._put(self.stack[-1], items)

    def _list(self) -> list[Any]:
        if type(self.stack[-1]) is not list:
            raise refused(f"Can only append to lists, but got {type(self.stack[-1]).__name__}")
        return self.stack[-1]

    def _put(self, target: Any, items: list[Any]) -> None:
        if type(target) not in (dict, OrderedDict, Counter):
            raise refused(f"Can only set items of a dict, collections.OrderedDict or collections.Counter, but got {type(target).__name__}")
        for key, value in zip(items[::2], items[1::2], strict=True):
            target[self._key(key)] = value

    dispatch: ClassVar[dict[int, Any]] = {code[0]: pickle._Unpickler.dispatch[code[0]] for code in (
        pickle.PROTO, pickle.STOP, pickle.MARK, pickle.GLOBAL, pickle.BINPERSID, pickle.NONE, pickle.NEWTRUE, pickle.NEWFALSE, pickle.BININT,
        pickle.BININT1, pickle.BININT2, pickle.LONG1, pickle.BINFLOAT, pickle.BINUNICODE, pickle.SHORT_BINSTRING, pickle.EMPTY_TUPLE,
        pickle.TUPLE, pickle.TUPLE1, pickle.TUPLE2, pickle.TUPLE3, pickle.EMPTY_LIST, pickle.EMPTY_DICT, pickle.BINGET, pickle.LONG_BINGET,
        pickle.BINPUT, pickle.LONG_BINPUT,
    )} | {
        pickle.REDUCE[0]: load_reduce, pickle.NEWOBJ[0]: load_newobj, pickle.BUILD[0]: load_build, pickle.APPEND[0]: load_append,
        pickle.APPENDS[0]: load_appends, pickle.SETITEM[0]: load_setitem, pickle.SETITEMS[0]: load_setitems,
    }  # fmt: skip

    # ------------------------------------------------------------------------------------------------------------ plain objects

    def _spend(self, amount: int) -> None:
        self.budget -= amount
        if self.budget < 0:
            raise refused("it repeats itself without end")

    def _key(self, key: Any) -> Any:
        """A key of a dict, after a look at what hashing it will take: a tuple of tuples can be small and endless."""
        parts, seen = [key], 0
        while parts:
            part = parts.pop()
            seen += 1
            if isinstance(part, tuple):
                self._spend(len(part))
                parts += part
            if seen > 1000:
                raise refused("a key in it is too large")
        return key

    def _filled(self, made: Any, items: Any = ()) -> Any:
        pairs = list(items.items() if isinstance(items, dict) else items)
        self._spend(len(pairs))
        self._put(made, [part for key, value in pairs for part in (key, value)])
        return made

    def _set(self, items: Any = ()) -> Any:
        self._spend(len(items))
        return {self._key(item) for item in items}

    def _size(self, lengths: Any) -> Size:
        self._spend(len(lengths))
        if any(type(n) is not int for n in lengths):
            raise refused("a torch.Size in it is not made of integers")
        return Size(lengths)

    def _device(self, kind: Any, index: Any = None) -> device:
        if type(kind) is not str or type(index) not in (type(None), int):
            raise refused("a torch.device in it is not made of a name and a number")
        return device(kind, index)

    def _bytes(self, text: Any = b"", encoding: Any = "latin1") -> bytes:
        self._spend(len(text))
        if type(text) is str and encoding in ("latin1", "latin-1"):
            return text.encode("latin1")
        if type(text) not in (bytes, bytearray):
            raise refused("the bytes in it are not made of text")
        return bytes(text)


class TrustingUnpickler(pickle.Unpickler):
    """Runs a pickle, whatever it does: with ``weights_only=False``. PyTorch's names are ours."""

    def __init__(self, file: Any, storages: Storages, **options: Any) -> None:
        super().__init__(file, **options)
        self.storages = storages

    def persistent_load(self, pid: Any) -> Any:
        """What is beside the pickle."""
        if type(pid) is tuple and len(pid) == 4 and pid[0] == "module":  # a class, with its source text, in files of PyTorch before 1.6
            return pid[1]
        return self.storages.named(pid)

    def find_class(self, module: str, name: str) -> Any:
        """What a name stands for; it may be imported."""
        if module.partition(".")[0] != "torch":
            return super().find_class(module, name)
        if (module, name) in REBUILD:
            return REBUILD[module, name]
        return STORAGE_TYPES[name] if name in STORAGE_TYPES else pytorch_object(module, name)
