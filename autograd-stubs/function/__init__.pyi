"""The user's own rules, in PyTorch's form: a class with ``forward`` and ``backward``."""
from collections.abc import Callable as _Callable
from typing import Any as _Any
class Function:
    """A user's operation: static ``forward(ctx, ...)`` and ``backward(ctx, *gradients)``; call it by ``apply``."""
    setup_context: _Any
    def __init__(self, *args: _Any, **kwargs: _Any) -> None: ...
    @staticmethod
    def forward(*args: _Any, **kwargs: _Any) -> _Any: """Compute the result."""
    @staticmethod
    def backward(*args: _Any, **kwargs: _Any) -> _Any: """Turn gradients of the results into gradients of the arguments."""
    @classmethod
    def apply(cls, *args: _Any) -> _Any: """Run ``forward`` and record it."""
def once_differentiable(backward: _Callable[..., _Any]) -> _Callable[..., _Any]: """Say that a ``backward`` cannot itself be differentiated: gradients through it are then refused, instead of wrong."""
