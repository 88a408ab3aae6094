"""`__torch_function__`: classes and modes that say themselves what functions of tensors do with them.

Nobody pays for it who does not use it. The first class derived from Tensor, the first `TorchFunctionMode`, or the first object of another class
with a ``__torch_function__`` that a function of ``torch`` is given, puts an `Overridable` before each method of Tensor and each function of the
namespaces (`install`). From then on these ask the modes, and the classes of their arguments, before they compute. The functions that they call in
turn ask as well, unless that is switched off, as it is by the ``__torch_function__`` that Tensor has. A name that a program has bound before, by
``from torch.nn.functional import gelu``, is that of the function itself: it does not ask, and the operations of which it is made do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import update_wrapper
from types import FunctionType, MethodType
from typing import Any

from .modes import mode
from .op import Op
from .tensor import Tensor, attach

__all__: list[str] = []

NAMESPACES: dict[str, Any] = {"torch.Tensor": vars(Tensor)}  # where public functions are, by PyTorch's names
KEEPERS: list[Any] = []  # classes that keep one of these functions as their ``function``
# modules whose functions are none of tensors
OTHERS = tuple(
    f"autograd.{name}" for name in ("machine", "core.device", "core.dtypes", "core.modes", "files", "graph", "pytorch.settings", "transforms")
)
NOT_ASKED = frozenset(
    """
    as_subclass graph is_tensor typename manual_seed seed initial_seed get_rng_state set_rng_state broadcast_shapes can_cast promote_types
    calculate_gain from_numpy __init__ __new__ __init_subclass__ __torch_function__ __hash__ __iter__ __copy__ __array_ufunc__ __array_function__
    __annotate__ __annotate_func__
    """.split()
)
ONLY_MODES_ASKED = frozenset(("tensor", "as_tensor", "asarray"))
# what PyTorch calls the function of an operator; of others it is the operator's own name. An operator that nobody handles asks the other operand
OPERATORS = {
    **{f"__{name}__": name for name in "sub matmul pow lt le gt ge ne neg abs".split()},
    **{f"__{r}{name}__": name for name in ("add", "mul") for r in ("", "r")},
    **{f"__i{name}__": f"{name}_" for name in ("add", "sub", "mul")},
    "__truediv__": "div",
    "__itruediv__": "div_",
    "__mod__": "remainder",
    "__rtruediv__": "__rdiv__",
    "nelement": "numel",
}
OF_TWO = frozenset(f"__{r}{n}__" for n in "add sub mul truediv floordiv mod pow matmul and or xor lshift rshift".split() for r in ("", "r", "i"))
OF_TWO |= {f"__{name}__" for name in "lt le gt ge eq ne".split()}
PLAIN = frozenset((Tensor, bool, int, float, str, slice, type(None)))  # what most arguments are, and what overrides nothing
installed = False


def disabled(func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
    """As a class's ``__torch_function__``: functions do not ask it, and operations on it give plain tensors, as on a Parameter."""
    return func(*args, **(kwargs or {}))


class DisableTorchFunctionSubclass:
    """In a ``with`` block functions ask no classes, only modes."""

    modes = True

    def __enter__(self) -> None:
        self.before = mode.asks_classes, mode.function_modes
        mode.asks_classes, mode.function_modes = False, mode.function_modes if self.modes else ()

    def __exit__(self, *exception: object) -> None:
        mode.asks_classes, mode.function_modes = self.before


class DisableTorchFunction(DisableTorchFunctionSubclass):
    """In a ``with`` block functions ask nobody."""

    modes = False


def overriding(arguments: Iterable[Any]) -> list[Any]:
    """Of each class with a `__torch_function__` of its own one argument, in the order in which they are asked: those of derived classes first."""
    found: list[Any] = []
    for argument in _parts(arguments):
        kind = type(argument)
        if kind is Tensor or getattr(kind, "__torch_function__", disabled) is disabled or any(type(other) is kind for other in found):
            continue
        found.insert(next((i for i, other in enumerate(found) if issubclass(kind, type(other))), len(found)), argument)
    return found


def plain(value: Any) -> Any:
    """A tensor that overrides functions as one that does not; all else as it is."""
    return value.as_subclass(Tensor) if isinstance(value, Tensor) and overriding((value,)) else value


def _parts(arguments: Iterable[Any]) -> Iterator[Any]:
    for argument in arguments:
        if isinstance(argument, (list, tuple)):
            yield from argument
        else:
            yield argument


def call(public: Any, function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any], otherwise: Any = None) -> Any:
    """``function``, which users know as ``public``, of these arguments; or what a mode or a class says instead.

    ``otherwise`` is the result if they all return NotImplemented; None: that is an error.
    """
    if not kwargs and PLAIN.issuperset(map(type, args)) and not mode.function_modes:  # a third of the time of the questions below
        return function(*args)
    if not mode.rules_on_tensors:  # the operations of a backward pass are nobody's
        asked = overriding((*args, *kwargs.values())) if mode.asks_classes and public.__name__ not in ONLY_MODES_ASKED else []
        if asked or mode.function_modes:
            return ask(public, asked, args, kwargs, otherwise)
    return function(*args, **kwargs)


def ask(public: Any, asked: list[Any], args: tuple[Any, ...], kwargs: dict[str, Any], otherwise: Any = None) -> Any:
    """What the innermost mode, or else the first of the classes that does not return NotImplemented, makes of a call."""
    if mode.tracer is not None:
        mode.tracer.refuse(f"{type(mode.function_modes[-1] if mode.function_modes else asked[0]).__name__} overrides {public.__name__}()")
    given = public, tuple(map(type, asked)), args, *([kwargs] if kwargs else [])
    if mode.function_modes:
        with without_innermost_mode() as innermost:
            result = innermost.__torch_function__(*given)
        if result is not NotImplemented:
            return result
    for argument in asked:
        result = argument.__torch_function__(*given)
        if result is not NotImplemented:
            return result
    if otherwise is not None:
        return otherwise
    kinds = "".join(f"\n  - tensor subclass {type(argument)}" for argument in asked)
    raise TypeError(
        f"Multiple dispatch failed for '{name_of(public)}'; all __torch_function__ handlers returned NotImplemented:\n{kinds}\n\n"
        "One of them has to handle it: that of a class derived from Tensor may `return super().__torch_function__(func, types, args, kwargs)`"
    )


@contextmanager
def without_innermost_mode() -> Iterator[Any]:
    """In this block functions ask the modes around the innermost one, which it gets."""
    modes = mode.function_modes
    mode.function_modes = modes[:-1]
    try:
        yield modes[-1]
    finally:
        mode.function_modes = modes


class Overridable:
    """A function or method that asks first. It is equal to the function itself, which a program may have kept in a table before."""

    def __init__(self, function: Any, name: str, public: Any = None) -> None:
        update_wrapper(self, function)
        self.function, self.__name__ = function, name
        self.public = self if public is None else public  # an operator is to users the method of its meaning
        self.otherwise = NotImplemented if name in OF_TWO else None

    def __call__(self, /, *args: Any, **kwargs: Any) -> Any:
        return call(self.public, self.function, args, kwargs, self.otherwise)

    def __get__(self, instance: Any, owner: Any = None) -> Any:
        return self if instance is None else MethodType(self, instance)

    def __eq__(self, other: Any) -> bool:
        return other is self or other is self.function

    def __hash__(self) -> int:
        return hash(self.function)

    def __reduce__(self) -> Any:
        return unpickled, (self.function,)

    def __deepcopy__(self, memo: Any) -> Overridable:
        return self

    def __repr__(self) -> str:
        return f"<function {name_of(self)}>"


class OverridableProperty(property):
    """A property that asks first; to users its functions are ``Tensor.grad.__get__`` and ``Tensor.grad.__set__``."""

    def __get__(self, instance: Any, owner: Any = None) -> Any:
        return self if instance is None else call(self.__get__, super().__get__, (instance,), {})

    def __set__(self, instance: Any, value: Any) -> None:
        call(self.__set__, super().__set__, (instance, value), {})


def name_of(function: Any) -> str:
    """PyTorch's name of a function or method: ``torch.Tensor.add``, ``torch.Tensor.shape.__get__``."""
    holder = getattr(function, "__self__", None)
    for prefix, names in NAMESPACES.items():
        for name, member in names.items():
            if member is function or (member is holder and isinstance(member, property)):
                return f"{prefix}.{name}" if member is function else f"{prefix}.{name}.{function.__name__}"
    return str(function.__name__)


# ---------------------------------------------------------------------------------------------------------------- asking


def offer(namespace: dict[str, Any], prefix: str) -> None:
    """Let the functions of a namespace, which users know by this name, be overridden."""
    NAMESPACES[prefix] = namespace
    if installed:
        _install_in(namespace)


def install() -> None:
    """From now on let functions ask."""
    global installed
    if installed:
        return
    installed = True
    compute = Op.__call__
    Op.__call__ = lambda self, *args, **params: call(self, MethodType(compute, self), args, params)  # type: ignore[method-assign]
    for name, member in sorted(vars(Tensor).items(), key=lambda item: item[0] in OPERATORS):  # these last: they are known as others
        if name in NOT_ASKED or (name.startswith("_") and not name.endswith("__")):
            continue
        if isinstance(member, property):
            setattr(Tensor, name, OverridableProperty(member.fget, member.fset, member.fdel, member.__doc__))
        elif isinstance(member, (FunctionType, Op)):
            public = vars(Tensor)[OPERATORS[name]] if name in OPERATORS else None
            setattr(Tensor, name, Overridable(member, name, public))
    for prefix, namespace in NAMESPACES.items():
        if prefix != "torch.Tensor":
            _install_in(namespace)
    for keeper in KEEPERS:
        keeper.function = staticmethod(public_of(keeper.function) or keeper.function)


def _install_in(namespace: dict[str, Any]) -> None:
    for name, value in list(namespace.items()):
        if isinstance(value, FunctionType) and not name.startswith("_") and name not in NOT_ASKED and not value.__module__.startswith(OTHERS):
            namespace[name] = Overridable(value, name)


def ask_late(function: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """What an argument's class says, after ``function`` has failed that did not ask: nobody knew of the class, as it is not derived from Tensor.

    NotImplemented if there is none among the arguments, or ``function`` is none that users know.
    """
    if not mode.asks_classes or not overriding((*args, *kwargs.values())):
        return NotImplemented
    install()
    public = public_of(function)
    return NotImplemented if public is None else public(*args, **kwargs)


def public_of(function: Any) -> Any:
    """What asks before it calls a function of the engine; None if users know it by no name."""
    members = [member for names in NAMESPACES.values() for member in names.values()]
    return next((m for m in members if m is function or (isinstance(m, Overridable) and m.function is function)), None)


def unpickled(function: Any) -> Any:
    """A pickled function, where functions ask and where they do not."""
    return public_of(function) or function


def _without_tensors(self: Op, args: tuple[Any, ...], params: dict[str, Any]) -> Any:
    """Compute what the class of an argument says; else refuse to compute."""
    result = ask_late(self, args, params)
    return refuse(self, args, params) if result is NotImplemented else result


refuse, Op._without_tensors = Op._without_tensors, _without_tensors  # type: ignore[method-assign]


# ---------------------------------------------------------------------------------------------------------------- classes derived from Tensor


def __torch_function__(cls: type[Tensor], func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
    """What ``func`` gives, with tensors of this class in place of plain ones; functions that it calls in turn ask no classes."""
    if not all(issubclass(cls, kind) for kind in types):
        return NotImplemented
    with DisableTorchFunctionSubclass():
        result = func(*args, **(kwargs or {}))
        return result if func == Tensor.grad.__get__ else _converted(result, cls)


def _converted(result: Any, cls: type[Tensor]) -> Any:
    """A result, with tensors of a class in place of plain ones."""
    if isinstance(result, Tensor):
        return result if isinstance(result, cls) else result.as_subclass(cls)
    if isinstance(result, (tuple, list)):
        parts = [_converted(part, cls) for part in result]
        return type(result)(*parts) if hasattr(result, "_fields") else type(result)(parts)
    return result


def __init_subclass__(cls: type[Tensor], /, **settings: Any) -> None:
    """Let functions ask the new class."""
    super(Tensor, cls).__init_subclass__(**settings)
    if "__torch_dispatch__" in vars(cls):
        raise NotImplementedError(
            f"{cls.__name__}: __torch_dispatch__ is called below PyTorch's autograd, and wgrad is not made of two such layers: "
            "define __torch_function__, which is called with the functions that a program calls"
        )
    if "__new__" in vars(cls) and "__init__" not in vars(cls):  # PyTorch's tensors are made by __new__: there is no __init__ to be called after it
        inherited = cls.__init__
        cls.__init__ = lambda self, *args, **kwargs: None if hasattr(self, "array") else inherited(self, *args, **kwargs)  # type: ignore
    if getattr(cls, "__torch_function__", None) is not disabled:
        install()


attach(classmethod(__torch_function__), "__torch_function__")
attach(classmethod(__init_subclass__), "__init_subclass__")
