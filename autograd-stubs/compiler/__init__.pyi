"""``torch.compiler``: whether a function is just being compiled, and which ones are to be left as they are."""
from typing import Any as _Any
def allow_in_graph(fn: _Any) -> _Any: """``fn`` itself."""
from autograd import compile as compile
def disable(fn: _Any = None, recursive: bool = True, *, reason: str | None = None) -> _Any: """A function, or with no argument a decorator for one, that is not to be compiled: what calls it runs as it is."""
def is_compiling() -> bool: """True while a call is being noted for `compile`."""
def is_dynamo_compiling() -> bool: """True while a call is being noted for `compile`."""
def is_exporting() -> bool: """False"""
def reset() -> None: """Forget all programs: compiled functions begin anew."""
