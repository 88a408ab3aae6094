"""The classes and functions that the user lets files name: ``torch.serialization.add_safe_globals`` and its relatives."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .class_names import pytorch_name

__all__ = ["add_safe_globals", "clear_safe_globals", "get_safe_globals", "safe_globals"]

_safe: list[Any] = []


def add_safe_globals(safe_globals: Sequence[Any]) -> None:
    """Let `load` build these classes and call these functions when a file names them: each as it is, or with its name in files.

    >>> from autograd import nn
    >>> add_safe_globals([nn.Linear, (nn.Linear, "my_package.Linear")])
    >>> clear_safe_globals()
    """
    for given in safe_globals:
        _names(given)  # checks it
        if given not in _safe:
            _safe.append(given)


def get_safe_globals() -> list[Any]:
    """What `add_safe_globals` was given."""
    return list(_safe)


def clear_safe_globals() -> None:
    """Forget what `add_safe_globals` was given."""
    _safe.clear()


class safe_globals:
    """`add_safe_globals` for the time of a ``with`` statement."""

    def __init__(self, safe_globals: Sequence[Any]) -> None:
        self.safe_globals = safe_globals

    def __enter__(self) -> None:
        self.new = [given for given in self.safe_globals if given not in _safe]
        add_safe_globals(self.new)

    def __exit__(self, *exception: object) -> None:
        _safe[:] = [given for given in _safe if given not in self.new]


def named_safe_globals() -> dict[str, Any]:
    """What `add_safe_globals` was given, by its full names in files."""
    return {name: given[0] if isinstance(given, tuple) else given for given in _safe for name in _names(given)}


def _names(given: Any) -> list[str]:
    if isinstance(given, tuple):
        if len(given) != 2:
            raise ValueError(f"Expected tuple of length 2 (global, str of callable full path), but got tuple of length: {len(given)}")
        if type(given[1]) is not str:
            raise TypeError(f"Expected second item in tuple to be str of callable full path, but got: {type(given[1])}")
        return [given[1]]
    names = [f"{given.__module__}.{given.__qualname__}"]
    known = pytorch_name(given)
    return names if known is None else [*names, ".".join(known)]
