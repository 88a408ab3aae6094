"""``torch.utils.hooks``."""
from typing import Any as _Any
class RemovableHandle:
    """What registering a hook returns: ``remove()`` takes the hook out again. Also a context manager."""
    hooks: dict[int, _Any]
    id: _Any
    def __init__(self, hooks: dict[int, _Any]) -> None: ...
    def remove(self) -> None: """Take the hook out; a second call does nothing."""
    def __enter__(self) -> RemovableHandle: ...
    def __exit__(self, *exception: object) -> None: ...
