"""Modules and parameters held together: in a row, in a list, in a dict."""

from __future__ import annotations

import operator
from collections import OrderedDict
from collections.abc import Callable, ItemsView, Iterable, Iterator, KeysView, Mapping, MutableMapping, MutableSequence, ValuesView
from itertools import groupby
from typing import Any, Self

from autograd import Tensor

from ..parameter import Parameter
from .module import Module, indented, parenthesised

__all__ = ["DataParallel", "ModuleDict", "ModuleList", "ParameterDict", "ParameterList", "Sequential"]


class _Sequence(Module, MutableSequence[Any]):
    """A module that is a list too: Python's own list methods, built upon five that each kind defines.

    What subclasses often define anew, such as ``append`` and ``insert``, calls none of the others but where PyTorch's does.
    """

    __hash__ = Module.__hash__

    def __iter__(self) -> Iterator[Any]:
        return iter([self[i] for i in range(len(self))])

    def extend(self, values: Iterable[Any]) -> Self:  # type: ignore[override]
        """Add several at the end."""
        for value in self._listed(values):
            self.append(value)
        return self

    def _listed(self, values: Iterable[Any]) -> list[Any]:
        if not isinstance(values, Iterable) or isinstance(values, Tensor):
            raise TypeError(f"{type(self).__name__}.extend should be called with an iterable, but got {type(values).__name__}")
        return list(values)

    def _position(self, index: Any) -> int:
        """An index counted from the front; IndexError if out of range."""
        index = operator.index(index)
        if not -len(self) <= index < len(self):
            raise IndexError(f"index {index} is out of range")
        return index % len(self)


class _Row(_Sequence):
    """Modules under the names "0", "1", ...: what Sequential and ModuleList share."""

    def _renumber(self, modules: Iterable[Any]) -> None:
        """Register these modules, in this order, instead of those that there are."""
        listed = list(modules)
        self._modules.clear()
        self._modules.update((str(i), module) for i, module in enumerate(listed))

    def __getitem__(self, index: Any) -> Any:
        return list(self._modules.values())[self._position(index)]

    def __setitem__(self, index: Any, value: Any) -> None:
        setattr(self, list(self._modules)[self._position(index)], value)

    def __delitem__(self, index: Any) -> None:
        names = list(self._modules)[index] if isinstance(index, slice) else [list(self._modules)[self._position(index)]]
        for name in names:
            del self._modules[name]
        self._renumber(self._modules.values())

    def __len__(self) -> int:
        return len(self._modules)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._modules.values())

    def append(self, value: Any) -> Self:  # type: ignore[override]
        """Add a module at the end."""
        self.add_module(str(len(self)), value)
        return self

    def insert(self, index: int, value: Module) -> Any:
        """Add a module before position ``index``."""
        if value is not None and not isinstance(value, Module):
            raise TypeError(f"{type(value).__name__} is not a Module subclass")
        modules = list(self._modules.values())
        modules.insert(index, value)
        self._renumber(modules)


class Sequential(_Row):
    """Modules applied one after another: ``Sequential(Linear(2, 8), Tanh(), Linear(8, 1))``, or named by an OrderedDict. Shapes as of the layers.

    >>> import autograd as torch, nn
    >>> nn.Sequential(nn.Linear(3, 8), nn.ReLU(), nn.Linear(8, 1))(torch.ones(5, 3)).shape
    torch.Size([5, 1])
    """

    def __init__(self, *args: Any) -> None:
        super().__init__()
        named = args[0].items() if len(args) == 1 and isinstance(args[0], OrderedDict) else ((str(i), m) for i, m in enumerate(args))
        for name, module in named:
            self.add_module(name, module)

    def forward(self, input: Any) -> Any:
        """The last module's output, each fed with the one before."""
        for module in self._modules.values():
            input = module(input)
        return input

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return type(self)(OrderedDict(list(self._modules.items())[index]))
        return super().__getitem__(index)

    def insert(self, index: int, value: Module) -> Self:  # type: ignore[override]
        """Add a module before position ``index``."""
        if not isinstance(value, Module):
            raise AssertionError(f"module should be of type: {Module}")
        if not -len(self) <= index <= len(self):
            raise IndexError(f"Index out of range: {index}")
        super().insert(index, value)
        return self

    def __add__(self, other: Any) -> Sequential:
        return Sequential(*self, *_sequential(other))

    def __iadd__(self, other: Any) -> Self:
        return self.extend(_sequential(other))

    def __mul__(self, other: int) -> Sequential:
        return Sequential(*(list(self) * _times(other)))

    __rmul__ = __mul__

    def __imul__(self, other: int) -> Self:
        return self.extend(list(self) * (_times(other) - 1))


def _sequential(other: Any) -> Sequential:
    if not isinstance(other, Sequential):
        raise ValueError(f"add operator supports only objects of Sequential class, but {type(other)} is given.")
    return other


def _times(other: Any) -> int:
    if not isinstance(other, int):
        raise TypeError(f"unsupported operand type(s) for *: {Sequential} and {type(other)}")
    if other <= 0:
        raise ValueError(f"Non-positive multiplication factor {other} for {Sequential}")
    return other


class ModuleList(_Row):
    """A list of modules: like a Python list, but its modules are registered.

    >>> import autograd as torch, nn
    >>> layers = nn.ModuleList([nn.Linear(2, 2) for _ in range(3)])
    >>> len(layers), len(list(layers.parameters()))
    (3, 6)
    """

    def __init__(self, modules: Iterable[Any] | None = None) -> None:
        super().__init__()
        if modules is not None:
            self.extend(modules)

    def extend(self, values: Iterable[Any]) -> Self:  # type: ignore[override]
        """Add several at the end."""
        for i, module in enumerate(self._listed(values), len(self)):
            self.add_module(str(i), module)
        return self

    def __getitem__(self, index: Any) -> Any:
        return type(self)(list(self)[index]) if isinstance(index, slice) else super().__getitem__(index)

    def __add__(self, other: Iterable[Any]) -> ModuleList:
        return ModuleList([*self, *other])

    def __repr__(self) -> str:
        children = []
        for text, group in groupby(enumerate(map(repr, self)), key=lambda pair: pair[1]):  # equal neighbours are written once
            places = [i for i, _ in group]
            several = len(places) > 1
            name = f"({places[0]}-{places[-1]}): {len(places)} x " if several else f"({places[0]}): "
            children.append(name + indented(text))
        return parenthesised(self._get_name(), "", children)


class _Mapping(Module, MutableMapping[str, Any]):
    """A module that is a dict too: Python's own dict methods, built upon five that each kind defines."""

    __hash__, __eq__ = Module.__hash__, Module.__eq__


class ModuleDict(_Mapping):
    """A dict of modules, registered under their keys.

    >>> import autograd as torch, nn
    >>> layers = nn.ModuleDict({"in": nn.Linear(2, 4), "out": nn.Linear(4, 1)})
    >>> layers["out"](layers["in"](torch.ones(5, 2))).shape
    torch.Size([5, 1])
    """

    def __init__(self, modules: Mapping[str, Any] | None = None) -> None:
        super().__init__()
        if modules is not None:  # a subclass may have an `update` of its own, with other arguments
            self.update(modules)

    def __getitem__(self, key: str) -> Any:
        return self._modules[key]

    def __setitem__(self, key: str, module: Module | None) -> None:
        self.add_module(key, module)

    def __delitem__(self, key: str) -> None:
        del self._modules[key]

    def __len__(self) -> int:
        return len(self._modules)

    def __iter__(self) -> Iterator[str]:
        return iter(self._modules)

    # what a subclass makes of ``self[key]`` or of the order of the keys concerns none of these

    def __contains__(self, key: object) -> bool:
        return key in self._modules

    def keys(self) -> KeysView[str]:
        """The keys."""
        return self._modules.keys()

    def values(self) -> ValuesView[Any]:
        """The modules."""
        return self._modules.values()

    def items(self) -> ItemsView[str, Any]:
        """Pairs of keys and modules."""
        return self._modules.items()

    def clear(self) -> None:
        """Take all modules out."""
        self._modules.clear()


def _learnt(value: Any) -> Any:
    """A plain tensor becomes a parameter; anything else stays what it is."""
    return Parameter(value) if isinstance(value, Tensor) and not isinstance(value, Parameter) else value


def _described(name: object, value: Any, type_name: Callable[[Tensor], str]) -> str:
    """A line of repr."""
    if not isinstance(value, Tensor):
        return f"  ({name}): Object of type: {type(value).__name__}"
    return f"  ({name}): Parameter containing: [{type_name(value)} of size {'x'.join(map(str, value.shape))}]"


class ParameterList(_Sequence):
    """A list of parameters, registered. Plain tensors become parameters; other values are kept as they are.

    >>> import autograd as torch, nn
    >>> weights = nn.ParameterList([torch.ones(2), torch.zeros(3)])
    >>> len(list(weights.parameters()))
    2
    """

    def __init__(self, values: Iterable[Any] | None = None) -> None:
        super().__init__()
        self._size = 0
        if values is not None:
            self.extend(values)

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return type(self)(list(self)[index])
        return getattr(self, str(self._position(index)))

    def __setitem__(self, index: Any, value: Any) -> None:
        setattr(self, str(self._position(index)), _learnt(value))

    def __delitem__(self, index: Any) -> None:
        kept = list(self)
        del kept[index]
        for i in range(len(self)):
            delattr(self, str(i))
        self._size = 0
        self.extend(kept)

    def __len__(self) -> int:
        return self._size

    def append(self, value: Any) -> Self:  # type: ignore[override]
        """Add a value at the end."""
        self._size += 1
        self[-1] = value
        return self

    def insert(self, index: int, value: Any) -> None:
        """Add a value before position ``index``."""
        values = list(self)
        values.insert(index, value)
        self._size += 1
        for i in range(index, self._size):
            self[i] = values[i]

    def extra_repr(self) -> str:
        """One line for each value."""
        return "\n".join(_described(i, v, lambda t: repr(t.dtype)) for i, v in enumerate(self))

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        raise RuntimeError("ParameterList should not be called.")


_TYPE_NAMES = dict(float32="Float", float64="Double", float16="Half", int64="Long", int32="Int", uint8="Byte", bool="Bool")


class ParameterDict(_Mapping):
    """A dict of parameters, registered. Plain tensors become parameters; other values are kept as they are.

    >>> import autograd as torch, nn
    >>> weights = nn.ParameterDict({"w": torch.ones(2)})
    >>> weights["w"].requires_grad
    True
    """

    def __init__(self, parameters: Any = None) -> None:
        super().__init__()
        self._keys: dict[str, None] = {}
        if parameters is not None:
            self.update(parameters)

    def __getitem__(self, key: str) -> Any:
        if key not in self._keys:
            raise KeyError(key)
        return getattr(self, key)

    def __setitem__(self, key: str, value: Any) -> None:
        if not isinstance(key, str):
            raise TypeError(f"Index given to ParameterDict cannot be used as a key as it is not a string (type is '{type(key).__name__}').")
        self._keys[key] = None
        setattr(self, key, _learnt(value))

    def __delitem__(self, key: str) -> None:
        del self._keys[key]
        delattr(self, key)

    def __len__(self) -> int:
        return len(self._keys)

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    def __reversed__(self) -> Iterator[str]:
        return reversed(self._keys)

    def update(self, parameters: Any) -> None:  # type: ignore[override]
        """Add values from a mapping (a plain dict's in the order of their keys) or from pairs."""
        plain = isinstance(parameters, Mapping) and not isinstance(parameters, (OrderedDict, ParameterDict))
        super().update(sorted(parameters.items()) if plain else parameters)

    def copy(self) -> ParameterDict:
        """A dict of the same parameters."""
        return ParameterDict(OrderedDict(self))

    def popitem(self) -> tuple[str, Any]:
        """Take out the last value and return it with its key."""
        key = next(reversed(self))
        return key, self.pop(key)

    def fromkeys(self, keys: Iterable[str], default: Any = None) -> ParameterDict:
        """A dict with ``default`` under every one of ``keys``."""
        return ParameterDict(dict.fromkeys(keys, default))

    def __or__(self, other: Any) -> ParameterDict:
        return ParameterDict(OrderedDict({**self, **other}))

    def __ior__(self, other: Any) -> Self:
        self.update(other)
        return self

    def extra_repr(self) -> str:
        """One line for each value."""
        return "\n".join(_described(k, v, lambda t: f"torch.{_TYPE_NAMES[t.dtype.name]}Tensor") for k, v in self.items())

    def __call__(self, input: Any) -> Any:
        raise RuntimeError("ParameterDict should not be called.")


class DataParallel(Module):
    """Calls ``module``: there are no devices to divide the work among. As of the module within.

    >>> import autograd as torch, nn
    >>> nn.DataParallel(nn.Linear(3, 2))(torch.ones(5, 3)).shape
    torch.Size([5, 2])
    """

    def __init__(self, module: Module, device_ids: Any = None, output_device: Any = None, dim: int = 0) -> None:
        super().__init__()
        self.module = module

    def forward(self, *args: Any, **kwargs: Any) -> Any:
        """What ``module`` computes."""
        return self.module(*args, **kwargs)
