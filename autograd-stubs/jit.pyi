"""``torch.jit``: functions and modules as they are."""
from typing import Any as _Any
class ScriptModule:
    """The kind of PyTorch's compiled modules: `script` returns modules as they are, and none is of this kind."""
    def __init__(self) -> None: ...
class TracerWarning(Warning):
    """The kind of PyTorch's warnings about what tracing cannot see. Nothing is traced, and none is given."""
    @staticmethod
    def ignore_lib_warnings() -> None: """Nothing to ignore."""
def export(obj: _Any, *args: _Any, **options: _Any) -> _Any: """``obj`` itself."""
def ignore(drop: _Any = False, **options: _Any) -> _Any: """A decorator that returns its function."""
def is_scripting() -> bool: """False"""
def is_tracing() -> bool: """False"""
def script(obj: _Any, *args: _Any, **options: _Any) -> _Any: """``obj`` itself."""
def trace(obj: _Any, *args: _Any, **options: _Any) -> _Any: """``obj`` itself."""
def unused(obj: _Any, *args: _Any, **options: _Any) -> _Any: """``obj`` itself."""
