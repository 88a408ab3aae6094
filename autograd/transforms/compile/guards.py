"""What a program takes for granted, and the conditions that ask for it: one line of Python each, joined by ``and``.

Of the arguments: their structure; shapes, types, strides and ``requires_grad`` of tensors; the values of all else. Of what the function finds
by itself, through its closure, its globals, its modules and other objects: numbers and flags by their values, everything else by identity.
"""

from __future__ import annotations

import builtins
import keyword
from collections.abc import Callable
from operator import itemgetter
from types import BuiltinFunctionType, CodeType, FunctionType, MethodType, ModuleType
from typing import Any

import numpy as np

from ...core.op import Op
from ...core.tensor import Tensor
from .trace import OURS, Refused

SCALARS = (bool, int, float, str, bytes, type(None), complex)
MOST = 200  # elements of a list or dict that is looked into
SEEN_THROUGH = 20_000  # objects
HOOKS = ("_forward_hooks", "_forward_pre_hooks", "_backward_hooks", "_backward_pre_hooks")
REGISTRIES = ("_parameters", "_buffers", "_modules")


class Space(dict[str, Any]):
    """The names of a program, and what they stand for."""

    def bind(self, value: Any, name: str) -> str:
        """A name for an object: this one, or with a number if it is taken."""
        name = "".join(c if c.isalnum() else "_" for c in name).strip("_") or "value"
        name = f"v{name}" if name[0].isdigit() else name
        if keyword.iskeyword(name) or hasattr(builtins, name):
            name += "_"
        for i in range(len(self) + 2):
            candidate = f"{name}_{i}" if i else name
            if candidate not in self or self[candidate] is value:
                self[candidate] = value
                return candidate
        raise AssertionError

    def fresh(self, name: str) -> str:
        """A name that is not taken."""
        return self.bind(object(), name)


class Survey:
    """What can be reached from a function: the tensors, each with its name and where it is held, and the state of all else."""

    def __init__(self, roots: list[tuple[str, Any]], codes: dict[CodeType, dict[str, Any]]) -> None:
        self.tensors: dict[int, tuple[Tensor, str, Any, Any]] = {}  # by identity: the tensor, its name, who holds it and by which key
        self.identities: list[tuple[Any, Any, Any]] = []  # who holds, by which key, what
        self.states: list[tuple[Any, tuple[Any, ...], tuple[Any, ...]]] = []  # a dict or list, its keys, the scalars that it has there
        self.seen: dict[int, Any] = {}
        self.queue: list[tuple[str, Any]] = list(roots)
        for code, names in codes.items():
            self.globals_of("", code, names)
        while self.queue:
            name, value = self.queue.pop()
            if id(value) not in self.seen and len(self.seen) < SEEN_THROUGH:
                self.seen[id(value)] = value
                self.look(name, value)

    def globals_of(self, name: str, code: CodeType, names: dict[str, Any]) -> None:
        """Look at the globals that some code names, and the functions inside of it."""
        self.hold(name, names, [n for n in code.co_names if n in names])
        for c in code.co_consts:
            if isinstance(c, CodeType):
                self.globals_of(name, c, names)

    def look(self, name: str, value: Any) -> None:
        """Look into an object."""
        if isinstance(value, FunctionType):
            if value.__code__.co_filename.startswith(OURS):
                return
            for n, cell in zip(value.__code__.co_freevars, value.__closure__ or (), strict=True):
                self.hold("", {n: cell.cell_contents}, [n], cell)
            self.globals_of("", value.__code__, value.__globals__)
        elif isinstance(value, MethodType):
            self.queue += [(name, value.__self__), ("", value.__func__)]
        elif isinstance(value, dict):
            if len(value) <= MOST:
                self.hold(name, value, list(value))
        elif isinstance(value, (list, tuple)):
            if len(value) <= MOST:
                self.hold(name, value, list(range(len(value))))
        elif hasattr(type(value), "named_modules"):
            own = vars(value)
            own_names = [n for n in own if n not in (*REGISTRIES, *HOOKS) and not (n.startswith("__") or n == "_non_persistent_buffers_set")]
            self.hold(name, own, own_names)
            self.states.append((own, HOOKS, tuple([dict(own[h]) for h in HOOKS])))
            for registry in REGISTRIES:
                self.hold(name, own[registry], list(own[registry]))
            forward = getattr(type(value), "forward", None)
            self.queue.append(("", forward))
        elif hasattr(value, "__dict__") and not isinstance(value, (ModuleType, type, Tensor, Op, np.ndarray, BuiltinFunctionType)):
            self.hold(name, vars(value), list(vars(value)))

    def hold(self, name: str, holder: Any, keys: list[Any], cell: Any = None) -> None:
        """Note what a dict, a list or a cell holds."""
        scalars = []
        for key in keys:
            value = holder[key]
            if isinstance(value, SCALARS):
                scalars.append(key)
                continue
            full = f"{name}.{key}" if name else str(key)
            if isinstance(value, Tensor):
                self.tensors.setdefault(id(value), (value, full, holder if cell is None else cell, key))
            elif not isinstance(value, (ModuleType, type, Op, BuiltinFunctionType, np.ufunc)):
                self.identities.append((holder if cell is None else cell, key, value))
                self.queue.append((full, value))
        if scalars:
            self.states.append((holder if cell is None else cell, tuple(scalars), tuple([holder[k] for k in scalars])))

    def state(self) -> Any:
        """What must not have changed when the function has run."""
        return [(id(h), k, v) for h, k, v in self.states], [(id(h), k, id(v)) for h, k, v in self.identities], [(id(t[0])) for t in self.tensors.values()]

    def conditions(self, space: Space, used: list[Tensor]) -> list[str]:
        """The conditions for all of this, and for the tensors that were used."""
        found = []

        def held(holder: Any, key: Any) -> str:
            return f"{space.bind(holder, 'cell')}.cell_contents" if type(holder).__name__ == "cell" else f"{space.bind(holder, 'at')}[{key!r}]"

        for holder, keys, values in self.states:
            if type(holder).__name__ == "cell":
                found.append(f"{held(holder, keys[0])} == {space.bind(values[0], 'was')}")
            elif len(keys) == 1:
                found.append(f"{held(holder, keys[0])} == {space.bind(values[0], 'was')}")
            else:
                found.append(f"{space.bind(itemgetter(*keys), 'of')}({space.bind(holder, 'at')}) == {space.bind(values, 'was')}")
        for holder, key, value in self.identities:
            if not isinstance(holder, tuple):
                found.append(f"{held(holder, key)} is {space.bind(value, 'object')}")
        for tensor in used:
            _, _, holder, key = self.tensors[id(tensor)]
            if not isinstance(holder, tuple):
                found.append(f"{held(holder, key)} is {space.bind(tensor, 'tensor')}")
        return found


class Arguments:
    """The arguments of a call taken apart: the tensors in it, statements that take them out of another call, and conditions for that one to fit."""

    def __init__(self, args: Any, kwargs: Any, space: Space, names: list[str]) -> None:
        self.space, self.tensors, self.names, self.objects = space, [], [], []
        self.steps: list[str] = []
        self.conditions: list[str] = [f"len(args) == {len(args)}", f"len(kwargs) == {len(kwargs)}"]
        found: dict[int, str] = {}
        self.key: list[Any] = []
        for i, value in enumerate(args):
            self.visit(f"args[{i}]", value, names[i] if i < len(names) else f"arg{i}", found)
        for k, value in kwargs.items():
            self.conditions.append(f"{k!r} in kwargs")
            self.visit(f"kwargs[{k!r}]", value, k, found)

    tensors: list[Tensor]
    names: list[str]
    objects: list[tuple[str, Any]]

    def visit(self, where: str, value: Any, name: str, found: dict[int, str]) -> None:
        """One argument, or a part of one."""
        say = self.conditions.append
        if isinstance(value, Tensor):
            a = value.array
            given = self.space.fresh(name)
            say(f"type({given} := {where}) is {self.space.bind(type(value), type(value).__name__)}")
            if id(a) in found:
                say(f"{given}.array is {found[id(a)]}.array")
            else:
                say(f"({given}.array.shape, {given}.array.dtype, {given}.array.strides) == {self.space.bind((a.shape, a.dtype, a.strides), 'like')}")
                found[id(a)] = given
            say(f"{given}._requires_grad is {value._requires_grad}")
            self.key += [type(value), a.shape, a.dtype, a.strides, value._requires_grad, found[id(a)]]
            self.tensors.append(value)
            self.names.append(given)
        elif isinstance(value, (list, tuple)):
            say(f"type({where}) is {self.space.bind(type(value), type(value).__name__)} and len({where}) == {len(value)}")
            self.key += [type(value), len(value)]
            for i, part in enumerate(value):
                self.visit(f"{where}[{i}]", part, f"{name}_{i}", found)
        elif type(value) is dict:
            say(f"type({where}) is dict and len({where}) == {len(value)}")
            self.key += [dict, *value]
            for k, part in value.items():
                say(f"{k!r} in {where}")
                self.visit(f"{where}[{k!r}]", part, f"{name}_{k}", found)
        elif isinstance(value, np.ndarray):
            raise Refused("an array of NumPy among the arguments")
        elif isinstance(value, SCALARS):
            say(f"type({where}) is {type(value).__name__ if value is not None else 'type(None)'} and {where} == {self.space.bind(value, 'value')}")
            self.key += [type(value), value]
        else:
            say(f"{where} is {self.space.bind(value, 'object')}")
            self.key += [id(value)]
            self.objects.append((name, value))


Condition = Callable[..., bool]
