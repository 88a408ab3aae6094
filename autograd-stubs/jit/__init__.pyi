"""``torch.jit``: functions and modules as they are."""
from typing import Any as _Any
from typing import _SpecialForm as _SpecialForm
def Attribute(value: _Any, type: _Any) -> _Any: """``value`` itself."""
Final: _SpecialForm
class ScriptFunction(ScriptModule):
    """The kind of PyTorch's compiled functions: `script` returns functions as they are, and none is of this kind."""
class ScriptModule:
    """The kind of PyTorch's compiled modules: `script` returns modules as they are, and none is of this kind."""
    def __init__(self) -> None: ...
class TracerWarning(Warning):
    """The kind of PyTorch's warnings about what tracing cannot see. Nothing is traced, and none is given."""
    @staticmethod
    def ignore_lib_warnings() -> None: """Nothing to ignore."""
def annotate(the_type: _Any, the_value: _Any) -> _Any: """``the_value`` itself."""
def export(obj: _Any, *args: _Any, **options: _Any) -> _Any: """``obj`` itself."""
def ignore(drop: _Any = False, **options: _Any) -> _Any: """A decorator that returns its function."""
def interface(obj: _Any, *args: _Any, **options: _Any) -> _Any: """``obj`` itself."""
def is_scripting() -> bool: """False"""
def is_tracing() -> bool: """False"""
def script(obj: _Any, *args: _Any, **options: _Any) -> _Any: """``obj`` itself."""
def script_if_tracing(obj: _Any, *args: _Any, **options: _Any) -> _Any: """``obj`` itself."""
def trace(obj: _Any, *args: _Any, **options: _Any) -> _Any: """``obj`` itself."""
def unused(obj: _Any, *args: _Any, **options: _Any) -> _Any: """``obj`` itself."""
