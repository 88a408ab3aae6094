"""How functions become methods of Tensor, and how an in-place form follows from them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from inspect import signature
from operator import index
from typing import Any, overload

import numpy as np

from .errors import wrong_kind
from .modes import F, mode
from .op import FLOATS, NUMBERS, Op
from .tensor import Tensor, attach

__all__: list[str] = []


@overload
def method(function: F, *, inplace: bool = ..., aliases: Sequence[str] = ...) -> F: ...
@overload
def method(*, inplace: bool = ..., aliases: Sequence[str] = ...) -> Callable[[F], F]: ...
def method(function: Any = None, *, inplace: bool = False, aliases: Sequence[str] = ()) -> Any:
    """Make a function a method of Tensor (a decorator, or called); ``inplace`` adds the form ``name_`` that overwrites its tensor."""
    if function is None:
        return lambda f: method(f, inplace=inplace, aliases=aliases)
    for name in (function.__name__, *aliases):
        attach(function, name)
        if inplace:
            attach(in_place(function, f"{name}_"), f"{name}_")
    return function


def in_place(function: Callable[..., Any], name: str, ufunc: np.ufunc | None = None) -> Callable[..., Any]:
    """The form of ``function`` that writes its result into its first argument; where nothing is to be recorded, ``ufunc`` does it."""
    if isinstance(function, Op) and isinstance(function.forward, np.ufunc):
        ufunc = function.forward

    def write(self: Tensor, *args: Any, **kwargs: Any) -> Tensor:
        try:
            self._check_writable(name)
        except AttributeError:
            raise wrong_kind(name, "input", 0, self) from None
        if ufunc is not None and not kwargs and _wrote(ufunc, self, args):
            return self
        return self._write(name, function(self, *args, **kwargs))

    write.__name__ = write.__qualname__ = name
    write.__doc__ = f"In-place form of `{name[:-1]}`."
    return write


def _wrote(ufunc: np.ufunc, tensor: Tensor, args: tuple[Any, ...]) -> bool:
    """Let the ufunc write its result over its first operand, without a copy, if nothing is to be recorded and all types are the same."""
    array = tensor.array
    dtype = array.dtype
    recording = mode.grad_enabled
    if dtype not in FLOATS or (recording and tensor.requires_grad):
        return False
    operands: list[Any] = []
    for a in args:
        if isinstance(a, Tensor):
            if a.array.dtype is not dtype or (recording and a.requires_grad):
                return False
            operands.append(a.array)
        elif type(a) in NUMBERS:
            operands.append(a)
        else:
            return False
    try:
        # a copy, as NumPy's negative is wrong when it writes over each fourth number of 32 bits, or each eighth of 64 (2.4.6, with AVX-512)
        ufunc(array if array.flags.forc else array.copy(order="K"), *operands, out=array)
    except ValueError:  # the shapes do not fit: the long way says how
        return False
    tensor._bump_version()
    return True


def axis_names(function: F) -> F:
    """Accept NumPy's ``axis`` and ``keepdims`` for ``dim`` and ``keepdim``, as PyTorch's functions do; and name what is not a tensor."""

    @wraps(function)
    def renamed(*args: Any, **kwargs: Any) -> Any:
        if kwargs:
            if "axis" in kwargs:
                kwargs["dim"] = kwargs.pop("axis")
            if "keepdims" in kwargs:
                kwargs["keepdim"] = kwargs.pop("keepdims")
        try:
            return function(*args, **kwargs)
        except AttributeError as error:
            raise not_a_tensor(function.__name__, function, error, args, kwargs) from None

    return renamed  # type: ignore[return-value]


def of_tensors(function: F) -> F:
    """A function that names what is not a tensor, where it would be missed only by an attribute that a list, an array or None has not."""

    @wraps(function)
    def checked(*args: Any, **kwargs: Any) -> Any:
        try:
            return function(*args, **kwargs)
        except AttributeError as error:
            raise not_a_tensor(function.__name__, function, error, args, kwargs) from None

    return checked  # type: ignore[return-value]


def plain_number(caller: str, name: str, value: Any) -> Any:
    """A Python number, which may have come as a scalar of NumPy or as a 0-dim tensor: no gradient can flow to it, so the tensor may want none."""
    if isinstance(value, (bool, int, float)):
        return float(value) if isinstance(value, np.floating) else value
    if isinstance(value, (Tensor, np.generic)) and value.ndim == 0 and not (isinstance(value, Tensor) and value.requires_grad):
        return value.item()
    kind = "a Tensor that requires grad: use .item() or .detach()" if isinstance(value, Tensor) and value.ndim == 0 else type(value).__name__
    raise TypeError(f"{caller}(): argument '{name}' must be Number, not {kind}")


def whole_number(caller: str, name: str, value: Any) -> int:
    """A Python int, which may have come as one of NumPy's or as an integer tensor; a float is refused, also a whole one."""
    try:
        return index(value)
    except TypeError:
        raise TypeError(f"{caller}(): argument '{name}' must be int, not {type(value).__name__}") from None


def not_a_tensor(name: str, function: Callable[..., Any], error: AttributeError, args: Sequence[Any], kwargs: dict[str, Any]) -> Exception:
    """PyTorch's error for the argument of which Python missed an attribute, if that is no Tensor; else the error itself.

    Looked for after the fact, so that calls with tensors pay nothing for it.
    """
    names = [p.name for p in signature(function).parameters.values() if p.kind is not p.VAR_POSITIONAL]
    given = [*zip(names, args, strict=False), *kwargs.items()] if names else [("input", value) for value in args]
    for place, (argument, value) in enumerate(given):
        if value is error.obj and not isinstance(value, Tensor):
            return wrong_kind(name, "input" if argument == "self" else argument, place, value)
    if args and isinstance(args[0], (list, tuple, np.ndarray, float, str)):  # an element of it was asked, or what was made of it
        return wrong_kind(name, "input", 0, args[0])
    return error
