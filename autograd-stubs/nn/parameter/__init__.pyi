"""Parameter and Buffer: tensors that a Module registers when they are assigned to it."""
from autograd import Tensor as _Tensor
from builtins import bool as _bool
from builtins import int as _int
from typing import Any as _Any
from typing import Self as _Self
class Buffer(_Tensor):
    """A tensor that belongs to a module's state but is not learnt, such as a running mean.

    ``persistent=False`` leaves it out of the state dict."""
    persistent: _bool
    @staticmethod
    def __torch_function__(func: _Any, types: _Any, args: _Any = (), kwargs: _Any = None) -> _Any: """As a class's ``__torch_function__``: functions do not ask it, and operations on it give plain tensors, as on a Parameter."""
    def __init__(self, data: _Tensor | None = None, *, persistent: _bool = True) -> None: ...
class Parameter(_Tensor):
    """A tensor to be learnt: assigned to a Module, it appears in the module's ``parameters()``.

    ``data`` is shared, not copied. ``requires_grad=False`` freezes the parameter."""
    @staticmethod
    def __torch_function__(func: _Any, types: _Any, args: _Any = (), kwargs: _Any = None) -> _Any: """As a class's ``__torch_function__``: functions do not ask it, and operations on it give plain tensors, as on a Parameter."""
    def __new__(cls, data: _Any = None, requires_grad: _bool = True, **_: _Any) -> _Self: ...
    def __init__(self, data: _Tensor | None = None, requires_grad: _bool = True) -> None: ...
class _Uninitialized:
    """What is still to be shaped by the first input of a lazy module."""
    def materialize(self, shape: tuple[_int, ...], device: _Any = None, dtype: _Any = None) -> None: """Take a shape, with values unset, and become an ordinary Parameter or Buffer."""
    @property
    def shape(self) -> _Any: """Unknown until the first input: a RuntimeError."""
class UninitializedBuffer(_Uninitialized, _Tensor):
    """A buffer whose shape will be known at a lazy module's first call."""
    @staticmethod
    def __torch_function__(func: _Any, types: _Any, args: _Any = (), kwargs: _Any = None) -> _Any: """As a class's ``__torch_function__``: functions do not ask it, and operations on it give plain tensors, as on a Parameter."""
    def __init__(self, requires_grad: _bool = False, device: _Any = None, dtype: _Any = None) -> None: ...
class UninitializedParameter(_Uninitialized, Parameter):
    """A parameter whose shape will be known at a lazy module's first call."""
    def __init__(self, requires_grad: _bool = True, device: _Any = None, dtype: _Any = None) -> None: ...
def unset(shape: tuple[_int, ...], device: _Any = None, dtype: _Any = None) -> Parameter: """A Parameter of this shape whose values are still to be drawn: dtype None means the default type."""
