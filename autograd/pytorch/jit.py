"""``torch.jit``: functions and modules as they are."""

from __future__ import annotations

from typing import Any, Final

from ..core.errors import refuse as _refuse

__all__ = [
    "Attribute",
    "Final",
    "ScriptFunction",
    "ScriptModule",
    "TracerWarning",
    "annotate",
    "export",
    "interface",
    "ignore",
    "is_scripting",
    "is_tracing",
    "script",
    "script_if_tracing",
    "trace",
    "unused",
]


class TracerWarning(Warning):
    """The kind of PyTorch's warnings about what tracing cannot see. Nothing is traced, and none is given."""

    @staticmethod
    def ignore_lib_warnings() -> None:
        """Nothing to ignore."""


class ScriptModule:
    """The kind of PyTorch's compiled modules: `script` returns modules as they are, and none is of this kind."""

    def __init__(self) -> None:
        raise NotImplementedError("ScriptModule: wgrad compiles nothing: derive from nn.Module")


def script(obj: Any, *args: Any, **options: Any) -> Any:
    """``obj`` itself."""
    return obj


class ScriptFunction(ScriptModule):
    """The kind of PyTorch's compiled functions: `script` returns functions as they are, and none is of this kind."""


export = unused = trace = script_if_tracing = interface = script


def annotate(the_type: Any, the_value: Any) -> Any:
    """``the_value`` itself."""
    return the_value


def Attribute(value: Any, type: Any) -> Any:
    """``value`` itself."""
    return value


def ignore(drop: Any = False, **options: Any) -> Any:
    """A decorator that returns its function."""
    return drop if callable(drop) else script


def is_scripting() -> bool:
    """False"""
    return False


is_tracing = is_scripting


__getattr__ = _refuse(__name__)
