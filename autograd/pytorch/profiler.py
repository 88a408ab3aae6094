"""``torch.profiler``: labels for a profiler, and none that would run."""

from __future__ import annotations

from contextlib import ContextDecorator
from typing import Any

from ..core.errors import refuse as _refuse

__all__ = ["kineto_available", "record_function"]


def kineto_available() -> bool:
    """False: there is no profiler."""
    return False


class record_function(ContextDecorator):
    """A named range of a program, for a profiler: while none runs, as always here, nothing is done. A context manager and a decorator.

    To see where the time goes, use Python's own ``cProfile``.
    """

    def __init__(self, name: str, args: str | None = None) -> None:
        self.name, self.args = name, args

    def __enter__(self) -> record_function:
        return self

    def __exit__(self, *error: Any) -> None:
        """Nothing to record."""


__getattr__ = _refuse(__name__)
