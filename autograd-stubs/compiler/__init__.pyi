"""``torch.compiler``: nothing is compiled, so that functions stay as they are and every question about compiling is answered with no."""
from typing import Any as _Any
def allow_in_graph(fn: _Any) -> _Any: """``fn`` itself."""
from autograd import compile as compile
def disable(fn: _Any = None, recursive: bool = True, *, reason: str | None = None) -> _Any: """``fn`` itself, or a decorator that returns its function."""
def is_compiling() -> bool: """False"""
def is_dynamo_compiling() -> bool: """False"""
def is_exporting() -> bool: """False"""
