"""``torch.profiler``: labels for a profiler, and none that would run."""
from contextlib import ContextDecorator as _contextlib_ContextDecorator
from typing import Any as _Any
def kineto_available() -> bool: """False: there is no profiler."""
class record_function(_contextlib_ContextDecorator):
    """A named range of a program, for a profiler: while none runs, as always here, nothing is done. A context manager and a decorator.

    To see where the time goes, use Python's own ``cProfile``."""
    name: str
    args: str | None
    def __init__(self, name: str, args: str | None = None) -> None: ...
    def __enter__(self) -> record_function: ...
    def __exit__(self, *error: _Any) -> None: """Nothing to record."""
