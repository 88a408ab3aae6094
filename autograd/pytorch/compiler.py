"""``torch.compiler``: whether a function is just being compiled, and which ones are to be left as they are."""

from __future__ import annotations

from functools import wraps
from typing import Any

from ..core.errors import refuse as _refuse
from ..core.modes import mode
from ..transforms.compile import compile, is_compiling, reset
from .jit import is_scripting

__all__ = ["allow_in_graph", "compile", "disable", "is_compiling", "is_dynamo_compiling", "is_exporting", "reset"]

is_dynamo_compiling, is_exporting = is_compiling, is_scripting


def disable(fn: Any = None, recursive: bool = True, *, reason: str | None = None) -> Any:
    """A function, or with no argument a decorator for one, that is not to be compiled: what calls it runs as it is."""
    if fn is None:
        return disable

    @wraps(fn)
    def apart(*args: Any, **kwargs: Any) -> Any:
        if mode.tracer is not None:
            mode.tracer.refuse(reason or f"{fn.__name__} is not to be compiled")
        return fn(*args, **kwargs)

    return apart


def allow_in_graph(fn: Any) -> Any:
    """``fn`` itself."""
    return fn


__getattr__ = _refuse(__name__)
