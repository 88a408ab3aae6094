"""``torch.overrides``: questions about classes that behave like tensors."""
from collections.abc import Iterable as _Iterable
from typing import Any as _Any
def has_torch_function(relevant_args: _Iterable[_Any]) -> bool: """True if an argument has its own ``__torch_function__``."""
def is_tensor_like(inp: _Any) -> bool: """True for tensors, and for objects with their own ``__torch_function__``."""
