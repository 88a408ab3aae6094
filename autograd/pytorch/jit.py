"""``torch.jit``: functions and modules as they are."""

from __future__ import annotations

from typing import Any

__all__ = ["export", "ignore", "is_scripting", "is_tracing", "script", "trace", "unused"]


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
