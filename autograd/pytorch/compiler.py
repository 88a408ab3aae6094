"""``torch.compiler``: nothing is compiled, so that functions stay as they are and every question about compiling is answered with no."""

from __future__ import annotations

from typing import Any

from ..core.errors import refuse as _refuse
from .jit import is_scripting
from .settings import compile

__all__ = ["allow_in_graph", "compile", "disable", "is_compiling", "is_dynamo_compiling", "is_exporting"]

is_compiling = is_dynamo_compiling = is_exporting = is_scripting


def disable(fn: Any = None, recursive: bool = True, *, reason: str | None = None) -> Any:
    """``fn`` itself, or a decorator that returns its function."""
    return compile(fn)


def allow_in_graph(fn: Any) -> Any:
    """``fn`` itself."""
    return fn


__getattr__ = _refuse(__name__)
