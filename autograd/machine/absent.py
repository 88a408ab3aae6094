"""Modules and names that are imported and are not there: the import succeeds, and the first use of what is missing says so.

Programs import more than they use. An import statement that stands in a ``try``, or whose module is being imported by one that does, is refused
at once instead: such a program has an answer for that. Bodies of modules and classes of installed libraries may also mention what is not there:
in annotations, as the base of a class, as a decorator.
"""

from __future__ import annotations

import dis
import sys
from importlib.machinery import ModuleSpec
from inspect import CO_OPTIMIZED
from types import FrameType, FunctionType, ModuleType
from typing import Any, NoReturn

_mentions = False  # True once absent names are stood in for: when a script is run


def mention(module: str, name: str) -> Absent | None:
    """What stands for a name that the body of a module or class of a library mentions; None for a use of it."""
    frame = sys._getframe(2)
    if not _mentions or name.startswith("__"):
        return None
    return Absent(f"{module}.{name}") if _instruction(frame).startswith("LOAD_") and _defines(frame) else None


class AbsentFinder:
    """Asked last by the import system: stands in for what no other finder has found below some packages."""

    def __init__(self, packages: dict[str, str]) -> None:
        global _mentions
        _mentions = True
        self.packages = packages  # their names here, and the names to be told

    def told(self, name: str) -> str | None:
        """The name by which a program knows what it imports; None if it is not ours."""
        package, dot, rest = name.partition(".")
        return f"{self.packages[package]}.{rest}" if dot and package in self.packages else None

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        """The import system's question."""
        if self.told(name) is None or name.rpartition(".")[2].startswith("__") or not _wanted(sys._getframe(1)):
            return None
        return ModuleSpec(name, self, is_package=True)  # type: ignore[arg-type]

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """What stands for the missing module or name."""
        return Absent(self.told(spec.name) or spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Nothing to run."""


class Absent(ModuleType):
    """Stands for a module, class or function that is not there. What is asked about it is answered, every use is an ImportError."""

    def _refuse(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise ImportError(f"{self.__name__} is not part of wgrad", name=self.__name__)

    __bool__ = __iter__ = __len__ = __enter__ = __exit__ = _refuse

    def __getattr__(self, name: str) -> Any:
        frame = sys._getframe(1)
        doing = _instruction(frame)
        if name.startswith("__") or not ((doing == "IMPORT_FROM" and _wanted(frame)) or (doing.startswith("LOAD_") and _defines(frame))):
            raise AttributeError(f"{self.__name__}.{name} is not part of wgrad", name=name, obj=self)
        return Absent(f"{self.__name__}.{name}")

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        if len(args) == 1 and not kwargs and isinstance(args[0], (FunctionType, type)) and _defines(sys._getframe(1)):
            return self  # as a decorator
        return self._refuse()

    def __getitem__(self, item: Any) -> Any:
        return self if _defines(sys._getframe(1)) else self._refuse()

    def __mro_entries__(self, bases: Any) -> tuple[type]:
        if not _defines(sys._getframe(1)):
            self._refuse()
        return (type(self.__name__, (), {"__init__": self._refuse}),)  # a class may derive from it, but has no instances

    def __deepcopy__(self, memo: Any) -> Any:
        return self

    def __instancecheck__(self, instance: Any) -> bool:
        return False  # nothing is of a class that is not there

    __subclasscheck__ = __instancecheck__

    def __or__(self, other: Any) -> Any:
        return other  # in annotations: nothing is of this class

    __ror__ = __or__

    def __repr__(self) -> str:
        return f"<{self.__name__}, which is not part of wgrad>"


def _instruction(frame: FrameType) -> str:
    """What a frame is doing."""
    return dis.opname[frame.f_code.co_code[frame.f_lasti]]


def _caught(frame: FrameType) -> bool:
    """True in a ``try``."""
    entries = dis.Bytecode(frame.f_code).exception_entries  # type: ignore[attr-defined]
    return any(entry.start <= frame.f_lasti < entry.end for entry in entries)


def _defines(frame: FrameType) -> bool:
    """True in the body of a module or class of an installed library, outside of a ``try``; a program's own are told at once."""
    return "-packages" in frame.f_code.co_filename and not frame.f_code.co_flags & CO_OPTIMIZED and not _caught(frame)


def _wanted(frame: FrameType | None) -> bool:
    """True if an import statement asks, and none of those that have led to it would catch a refusal."""
    statements = 0
    while frame is not None:
        if _instruction(frame) in ("IMPORT_NAME", "IMPORT_FROM"):
            statements += 1
            if _caught(frame):
                return False
        elif (not statements and "importlib" not in frame.f_code.co_filename and frame.f_globals.get("__name__") != __name__) or (
            not statements and frame.f_code.co_name == "import_module"
        ):
            return False
        frame = frame.f_back
    return statements > 0
