"""Modules and names that are imported and are not there: the import succeeds, and the first use of what is missing says so.

Programs import more than they use. An import statement that stands in a ``try``, or whose module is being imported by one that does, is refused
at once instead: such a program has an answer for that.
"""

from __future__ import annotations

import dis
import sys
from importlib.machinery import ModuleSpec
from types import FrameType, ModuleType
from typing import Any, NoReturn


class AbsentFinder:
    """Asked last by the import system: stands in for what no other finder has found below some packages."""

    def __init__(self, packages: dict[str, str]) -> None:
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

    __call__ = __getitem__ = __bool__ = __iter__ = __len__ = __enter__ = __exit__ = __mro_entries__ = _refuse

    def __getattr__(self, name: str) -> Any:
        frame = sys._getframe(1)
        if name.startswith("__") or _instruction(frame) != "IMPORT_FROM" or not _wanted(frame):
            raise AttributeError(f"{self.__name__}.{name} is not part of wgrad", name=name, obj=self)
        return Absent(f"{self.__name__}.{name}")

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


def _wanted(frame: FrameType | None) -> bool:
    """True if an import statement asks, and none of those that have led to it would catch a refusal."""
    statements = 0
    while frame is not None:
        if _instruction(frame) in ("IMPORT_NAME", "IMPORT_FROM"):
            statements += 1
            entries = dis.Bytecode(frame.f_code).exception_entries  # type: ignore[attr-defined]
            if any(entry.start <= frame.f_lasti < entry.end for entry in entries):
                return False
        elif (not statements and "importlib" not in frame.f_code.co_filename and frame.f_globals.get("__name__") != __name__) or (
            not statements and frame.f_code.co_name == "import_module"
        ):
            return False
        frame = frame.f_back
    return statements > 0
