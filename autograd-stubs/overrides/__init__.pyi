"""``torch.overrides``: classes that behave like tensors, and modes, which say themselves what functions do. See `autograd.core.overrides`."""
from collections.abc import Callable as _Callable
from collections.abc import Iterable as _Iterable
from typing import Any as _Any
from typing import TypeVar as _TypeVar
_F = _TypeVar("_F", bound=_Callable[..., _Any])
class BaseTorchFunctionMode(TorchFunctionMode):
    """A mode that lets every function compute as ever."""
    def __torch_function__(self, func: _Any, types: _Any, args: _Any = (), kwargs: _Any = None) -> _Any: ...
class TorchFunctionMode:
    """In a ``with`` block its ``__torch_function__`` is called instead of every function of tensors; the function itself computes."""
    def __torch_function__(self, func: _Any, types: _Any, args: _Any = (), kwargs: _Any = None) -> _Any: ...
    def __enter__(self) -> _Any: ...
    def __exit__(self, *exception: object) -> None: ...
def get_default_nowrap_functions() -> set[_Any]: """The functions whose results remain plain tensors, as those of ``Tensor.grad``."""
def get_overridable_functions() -> dict[_Any, list[_Any]]: """The functions that a ``__torch_function__`` may be called with, by PyTorch's names of the namespaces."""
def handle_torch_function(public_api: _Callable[..., _Any], relevant_args: _Iterable[_Any], *args: _Any, **kwargs: _Any) -> _Any: """What the innermost mode, or the class of an argument, makes of a call of a function of your own."""
def has_torch_function(relevant_args: _Iterable[_Any]) -> bool: """True if an argument has its own ``__torch_function__``, or in a `TorchFunctionMode`: then `handle_torch_function` is to be called."""
def has_torch_function_unary(obj: _Any) -> bool: """`has_torch_function` of one argument."""
def has_torch_function_variadic(*args: _Any) -> bool: """`has_torch_function` of several arguments."""
def is_tensor_like(inp: _Any) -> bool: """True for tensors, and for objects with their own ``__torch_function__``."""
def is_tensor_method_or_property(func: _Any) -> bool: """True for methods of Tensor, and for what gets and sets its properties."""
def resolve_name(f: _Any) -> str: """PyTorch's name of a function that a ``__torch_function__`` was called with: ``torch.Tensor.add``."""
def wrap_torch_function(dispatcher: _Callable[..., _Iterable[_Any]]) -> _Callable[[_F], _F]: """A decorator for functions of your own, which asks those among the arguments that ``dispatcher`` returns."""
