"""What a program takes for granted, and the conditions that ask for it: one line of Python each, joined by ``and``.

Of the arguments: their structure; shapes, types, strides and ``requires_grad`` of tensors; the values of all else. Of what the function finds
by itself, through its closure, its globals, its modules and other objects: numbers and flags by their values, everything else by identity.
"""

from __future__ import annotations

import builtins
import keyword
from operator import itemgetter
from types import BuiltinFunctionType, CodeType, FunctionType, MethodType, ModuleType
from typing import Any

import numpy as np

from ...core.op import Op
from ...core.tensor import Tensor
from .trace import OURS, Refused

SCALARS = (bool, int, float, str, bytes, slice, type(None))
CLOSED = (ModuleType, type, Op, BuiltinFunctionType, np.ufunc)  # which are not looked into, and do not change
MOST = 200  # elements of a list or dict that is looked into
SEEN_THROUGH = 20_000  # objects
HOOKS = ("_forward_hooks", "_forward_pre_hooks", "_backward_hooks", "_backward_pre_hooks")
REGISTRIES = ("_parameters", "_buffers", "_modules")


class Space(dict[str, Any]):
    """The names of a program, and what they stand for."""

    def bind(self, value: Any, name: str) -> str:
        """A name for an object: this one, or with a number if it is taken."""
        name = "".join(c if c.isalnum() else "_" for c in name).rstrip("_") or "value"
        name = f"v{name}" if name[0].isdigit() else f"{name}_" if keyword.iskeyword(name) or hasattr(builtins, name) else name
        free = name
        number = 0
        while free in self and self[free] is not value:
            number += 1
            free = f"{name}_{number}"
        self[free] = value
        return free

    def fresh(self, name: str) -> str:
        """A name that is not taken."""
        return self.bind(object(), name)


class Survey:
    """What can be reached from a function: the tensors, each with its name and where it is held, and the state of all else."""

    def __init__(self, roots: list[tuple[str, Any]], codes: dict[CodeType, dict[str, Any]]) -> None:
        self.tensors: dict[int, tuple[Tensor, str, Any, Any]] = {}  # by identity: the tensor, its name, who holds it and by which key
        self.identities: list[tuple[Any, Any, Any]] = []  # who holds, by which key, what
        self.states: list[tuple[Any, tuple[Any, ...], tuple[Any, ...]]] = []  # who holds, by which keys, what can be compared
        self.queue: list[tuple[str, Any]] = list(roots)
        self.seen: dict[int, Any] = {}
        for code, names in codes.items():
            self.globals_of(code, names)
        while self.queue and len(self.seen) < SEEN_THROUGH:
            name, value = self.queue.pop()
            if id(value) not in self.seen:
                self.seen[id(value)] = value
                self.look(name, value)

    def globals_of(self, code: CodeType, names: dict[str, Any]) -> None:
        """Look at the globals that some code names, and the functions inside of it."""
        self.hold("", names, [n for n in code.co_names if n in names])
        for c in code.co_consts:
            if isinstance(c, CodeType):
                self.globals_of(c, names)

    def look(self, name: str, value: Any) -> None:
        """Look into an object."""
        if isinstance(value, FunctionType):
            if not value.__code__.co_filename.startswith(OURS):
                for n, cell in zip(value.__code__.co_freevars, value.__closure__ or (), strict=True):
                    self.hold("", {n: cell.cell_contents}, [n], cell)
                self.globals_of(value.__code__, value.__globals__)
        elif isinstance(value, MethodType):
            self.queue += [(name, value.__self__), ("", value.__func__)]
        elif isinstance(value, (dict, list, tuple)):
            if len(value) <= MOST:
                self.hold(name, value, list(value if isinstance(value, dict) else range(len(value))))
        elif hasattr(type(value), "named_modules"):
            own = vars(value)
            self.hold(name, own, [n for n in own if n not in (*REGISTRIES, *HOOKS) and not n.endswith(("dict_hooks", "_post_hooks", "_set"))])
            self.states.append((own, HOOKS, tuple([dict(own[h]) for h in HOOKS])))
            for registry in REGISTRIES:
                self.hold(name, own[registry], list(own[registry]))
            self.queue.append(("", type(value).forward))
        elif hasattr(value, "__dict__") and not isinstance(value, (*CLOSED, Tensor, np.ndarray)):
            self.hold(name, vars(value), list(vars(value)))

    def hold(self, name: str, holder: Any, keys: list[Any], cell: Any = None) -> None:
        """Note what a dict, a list or a cell holds."""
        held = holder if cell is None else cell
        compared = {}
        for key in keys:
            value = holder[key]
            full = f"{name}.{key}" if name else str(key)
            if isinstance(value, Tensor):
                self.tensors.setdefault(id(value), (value, full, held, key))
            elif not isinstance(value, CLOSED):
                if isinstance(value, SCALARS) or getattr(type(value), "__eq__") is object.__eq__:  # noqa: B009
                    compared[key] = value
                else:
                    self.identities.append((held, key, value))
                if not isinstance(value, SCALARS):
                    self.queue.append((full, value))
        if compared and not isinstance(holder, tuple):
            self.states.append((held, tuple(compared), tuple(compared.values())))

    def state(self) -> Any:
        """What must be the same when the function has run."""
        return [(id(h), k, v) for h, k, v in self.states], [(id(h), k, id(v)) for h, k, v in self.identities], list(self.tensors)

    def conditions(self, space: Space, used: list[Tensor]) -> list[str]:
        """The conditions for all of this, and for the tensors that were used."""

        def at(holder: Any, key: Any) -> str:
            return f"{space.bind(holder, 'cell')}.cell_contents" if type(holder).__name__ == "cell" else f"{space.bind(holder, 'at')}[{key!r}]"

        found = []
        for holder, keys, values in self.states:
            if len(keys) == 1:
                found.append(f"{at(holder, keys[0])} == {space.bind(values[0], 'was')}")
            else:
                found.append(f"{space.bind(itemgetter(*keys), 'of')}({space.bind(holder, 'at')}) == {space.bind(values, 'was')}")
        identities = [*self.identities, *[(*self.tensors[id(t)][2:], t) for t in used]]
        return found + [f"{at(h, k)} is {space.bind(value, 'thing')}" for h, k, value in identities if not isinstance(h, tuple)]


class Arguments:
    """The arguments of a call taken apart: the tensors in it, with names, and the conditions for another call to fit."""

    def __init__(self, args: Any, kwargs: Any, space: Space, names: list[str]) -> None:
        self.space = space
        self.tensors: list[Tensor] = []
        self.names: list[str] = []
        self.objects: list[tuple[str, Any]] = []
        self.conditions = [f"len(args) == {len(args)}", f"kwargs.keys() == {space.bind(dict(kwargs), 'named')}.keys()"]
        self.key: list[Any] = list(kwargs)
        self.arrays: dict[int, str] = {}
        for i, value in enumerate(args):
            self.visit(f"args[{i}]", value, names[i] if i < len(names) else f"arg{i}")
        for k, value in kwargs.items():
            self.visit(f"kwargs[{k!r}]", value, k)

    def visit(self, where: str, value: Any, name: str) -> None:
        """One argument, or a part of one."""
        kind = self.space.bind(type(value), type(value).__name__)
        if isinstance(value, Tensor):
            value._refresh()
            a, given = value.array, self.space.fresh(name)
            like = (a.shape, a.dtype, a.strides)
            self.conditions.append(f"type({given} := {where}) is {kind} and ({given}._view is None or {given}._refresh() is None)")
            if id(a) in self.arrays:
                self.conditions.append(f"{given}.array is {self.arrays[id(a)]}.array")
            else:
                self.conditions.append(f"(({given}_ := {given}.array).shape, {given}_.dtype, {given}_.strides) == {self.space.bind(like, 'like')}")
            self.arrays.setdefault(id(a), given)
            self.conditions.append(f"{given}._requires_grad is {value._requires_grad}")
            self.key += [type(value), like, value._requires_grad, self.arrays[id(a)]]
            self.tensors.append(value)
            self.names.append(given)
        elif isinstance(value, (list, tuple, dict)):
            keys = list(value) if isinstance(value, dict) else range(len(value))
            self.conditions.append(f"type({where}) is {kind} and len({where}) == {len(value)}")
            self.conditions += [f"{k!r} in {where}" for k in keys if isinstance(value, dict)]
            self.key += [type(value), *keys]
            for k in keys:
                self.visit(f"{where}[{k!r}]", value[k], f"{name}_{k}")
        elif isinstance(value, np.ndarray):
            raise Refused("an array of NumPy among the arguments")
        elif isinstance(value, SCALARS):
            self.conditions.append(f"type({where}) is {kind} and {where} == {self.space.bind(value, 'value')}")
            self.key += [type(value), value]
        else:
            self.conditions.append(f"{where} is {self.space.bind(value, 'thing')}")
            self.key.append(id(value))
            self.objects.append((name, value))
