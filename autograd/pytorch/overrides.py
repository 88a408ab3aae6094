"""``torch.overrides``: classes that behave like tensors, and modes, which say themselves what functions do. See `autograd.core.overrides`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from ..core import overrides as _overrides
from ..core.errors import refuse as _refuse
from ..core.modes import F as _F
from ..core.modes import mode as _mode
from ..core.modes import take_long_way as _take_long_way
from ..core.op import Op as _Op
from ..core.tensor import Tensor

__all__ = [
    "BaseTorchFunctionMode", "TorchFunctionMode", "get_default_nowrap_functions", "get_overridable_functions", "handle_torch_function",
    "has_torch_function", "has_torch_function_unary", "has_torch_function_variadic", "is_tensor_like", "is_tensor_method_or_property", "resolve_name",
    "wrap_torch_function",
]  # fmt: skip


def is_tensor_like(inp: Any) -> bool:
    """True for tensors, and for objects with their own ``__torch_function__``."""
    return isinstance(inp, Tensor) or hasattr(type(inp), "__torch_function__")


def has_torch_function(relevant_args: Iterable[Any]) -> bool:
    """True if an argument has its own ``__torch_function__``, or in a `TorchFunctionMode`: then `handle_torch_function` is to be called."""
    return bool(_mode.function_modes) or (_mode.asks_classes and bool(_overrides.overriding(relevant_args)))


def has_torch_function_unary(obj: Any) -> bool:
    """`has_torch_function` of one argument."""
    return has_torch_function((obj,))


def has_torch_function_variadic(*args: Any) -> bool:
    """`has_torch_function` of several arguments."""
    return has_torch_function(args)


def handle_torch_function(public_api: Callable[..., Any], relevant_args: Iterable[Any], *args: Any, **kwargs: Any) -> Any:
    """What the innermost mode, or the class of an argument, makes of a call of a function of your own.

    >>> import autograd as torch
    >>> from autograd.overrides import handle_torch_function, has_torch_function
    >>> def twice(x):
    ...     return handle_torch_function(twice, (x,), x) if has_torch_function((x,)) else x + x
    >>> class Length(torch.Tensor):
    ...     pass
    >>> twice(torch.ones(2).as_subclass(Length))
    Length([2., 2.])
    """
    return _overrides.ask(public_api, _overrides.overriding(relevant_args) if _mode.asks_classes else [], args, kwargs)


def wrap_torch_function(dispatcher: Callable[..., Iterable[Any]]) -> Callable[[_F], _F]:
    """A decorator for functions of your own, which asks those among the arguments that ``dispatcher`` returns."""

    def decorated(function: _F) -> _F:
        @wraps(function)
        def wrapped(*args: Any, **kwargs: Any) -> Any:
            relevant = dispatcher(*args, **kwargs)
            return handle_torch_function(wrapped, relevant, *args, **kwargs) if has_torch_function(relevant) else function(*args, **kwargs)

        return wrapped  # type: ignore[return-value]

    return decorated


class TorchFunctionMode:
    """In a ``with`` block its ``__torch_function__`` is called instead of every function of tensors; the function itself computes.

    >>> import autograd as torch
    >>> from autograd.overrides import TorchFunctionMode, resolve_name
    >>> class Names(TorchFunctionMode):
    ...     def __torch_function__(self, func, types, args=(), kwargs=None):
    ...         print(resolve_name(func))
    ...         return func(*args, **(kwargs or {}))
    >>> with Names():
    ...     x = torch.ones(2) + 1
    torch.ones
    torch.Tensor.add
    """

    def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        raise NotImplementedError(f"{type(self).__name__}: a mode defines __torch_function__(self, func, types, args=(), kwargs=None)")

    def __enter__(self) -> Any:
        _overrides.install()
        _mode.function_modes = (*_mode.function_modes, self)
        _take_long_way()
        return self

    def __exit__(self, *exception: object) -> None:
        _mode.function_modes = _mode.function_modes[:-1]
        _take_long_way()


class BaseTorchFunctionMode(TorchFunctionMode):
    """A mode that lets every function compute as ever."""

    def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        return func(*args, **(kwargs or {}))


def resolve_name(f: Any) -> str:
    """PyTorch's name of a function that a ``__torch_function__`` was called with: ``torch.Tensor.add``."""
    return _overrides.name_of(f)


def get_default_nowrap_functions() -> set[Any]:
    """The functions whose results remain plain tensors, as those of ``Tensor.grad``."""
    return {Tensor.grad.__get__}


def get_overridable_functions() -> dict[Any, list[Any]]:
    """The functions that a ``__torch_function__`` may be called with, by PyTorch's names of the namespaces."""
    kinds = (_overrides.Overridable, _overrides.OverridableProperty, _Op)
    return {
        prefix: [f.__get__ if isinstance(f, property) else f for name, f in list(names.items()) if isinstance(f, kinds) and not name.startswith("_")]
        for prefix, names in _overrides.NAMESPACES.items()
    }


def is_tensor_method_or_property(func: Any) -> bool:
    """True for methods of Tensor, and for what gets and sets its properties."""
    return _overrides.name_of(func).startswith("torch.Tensor.")


__getattr__ = _refuse(__name__)
