"""``torch.jit``: functions and modules as they are."""

from __future__ import annotations

from typing import Any

__all__ = ["ScriptModule", "TracerWarning", "export", "ignore", "is_scripting", "is_tracing", "script", "trace", "unused"]


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


export = unused = trace = script


def ignore(drop: Any = False, **options: Any) -> Any:
    """A decorator that returns its function."""
    return drop if callable(drop) else script


def is_scripting() -> bool:
    """False"""
    return False


is_tracing = is_scripting
