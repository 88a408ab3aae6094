"""The user's own rules, in PyTorch's form: a class with ``forward`` and ``backward``.

        class Square(autograd.Function):
            @staticmethod
            def forward(ctx, x):
                ctx.save_for_backward(x)
                return x * x

            @staticmethod
            def backward(ctx, g):
                (x,) = ctx.saved_tensors
                return 2 * x * g

    An `Op` says the same in one line; this form is for code written for PyTorch, and for rules that need Python around them."""
from collections.abc import Callable as _Callable
from typing import Any as _Any
class Function:
    """A user's operation: static ``forward(ctx, ...)`` and ``backward(ctx, *gradients)``; call it by ``apply``.

    ``forward`` may instead leave ``ctx`` to ``setup_context(ctx, inputs, output)``. ``backward`` returns one gradient (or None) for each
    argument of ``forward``. It is itself differentiable if it is made of differentiable operations."""
    setup_context: _Any
    def __init__(self, *args: _Any, **kwargs: _Any) -> None: ...
    @staticmethod
    def forward(*args: _Any, **kwargs: _Any) -> _Any: """Compute the result."""
    @staticmethod
    def backward(*args: _Any, **kwargs: _Any) -> _Any: """Turn gradients of the results into gradients of the arguments."""
    @classmethod
    def apply(cls, *args: _Any) -> _Any: """Run ``forward`` and record it."""
def once_differentiable(backward: _Callable[..., _Any]) -> _Callable[..., _Any]: """Say that a ``backward`` cannot itself be differentiated: gradients through it are then refused, instead of wrong."""
