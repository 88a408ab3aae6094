"""What a program takes for granted, and the conditions that ask for it: one line of Python each, joined by ``and``.

Of the arguments: their structure; shapes, types, strides and ``requires_grad`` of tensors; the values of all else. Of what the function finds
by itself: everything that can be reached from its closure, its defaults, its globals and the code that ran, through the attributes, elements
and classes that this code names. Numbers and the like are compared by type and value, containers by their keys, everything else is to be the
same object. What may change and cannot be looked into is no ground for a program.
"""

from __future__ import annotations

import builtins
import collections
import dis
import functools
import keyword
import sys
import types
from collections.abc import Iterable
from functools import cache
from types import CodeType, FunctionType, ModuleType
from typing import Any

import numpy as np

from ...core.modes import mode
from ...core.op import Op
from ...core.overrides import Overridable
from ...core.tensor import Tensor
from ...creation.random import Generator
from .trace import OURS, Refused

SCALARS = (bool, int, float, complex, str, bytes, slice, range, type(None), type(...), np.generic)
CONTAINERS = (dict, list, tuple, set, frozenset, collections.deque)
DESCRIPTORS = (types.GetSetDescriptorType, types.MemberDescriptorType, types.MethodDescriptorType, types.WrapperDescriptorType, type(np.sum))
CLOSED = (Op, Overridable, np.ufunc, np.dtype, Generator, type(mode), types.CodeType, *DESCRIPTORS)  # which do not change, or are seen otherwise
FIXED = (*SCALARS, *CLOSED, FunctionType, types.BuiltinFunctionType, type, ModuleType)  # what a module of Python's has and does not change
PARTS = ("__self__", "__func__", "func", "args", "keywords", "fget", "__wrapped__")  # of what wraps functions:
WRAPPERS = (
    types.MethodType, types.BuiltinFunctionType, types.MethodWrapperType, functools.partial, functools.cached_property, functools._lru_cache_wrapper,
    staticmethod, classmethod, property,
)  # fmt: skip
# modules of Python's library whose objects hide nothing that changes
OPEN = frozenset("abc enum typing types dataclasses collections argparse contextlib functools operator re datetime decimal fractions _thread".split())
LIBRARY = frozenset((*sys.stdlib_module_names, "numpy", "builtins")) - {"__main__"}
MOST = 200  # elements of a list or dict that is looked into
SEEN_THROUGH = 20_000  # objects
REGISTRIES = ("_parameters", "_buffers", "_modules", "_forward_hooks", "_forward_pre_hooks", "_backward_hooks", "_backward_pre_hooks")
AS_IT_IS = ("state", "optimizer")  # what need not be looked at of an optimizer, or a scheduler
MISSING = object()


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


def same(value: Any, was: Any) -> bool:
    """True for the same number or string, of the same type: 1, 1.0 and True are three values, and so are 0.0 and -0.0."""
    return value is was or (type(value) is type(was) and repr(value) == repr(was))


def stale(tensor: Tensor) -> bool:
    """True for a view whose memory was written to through another tensor: its next use will find its place in the graph anew."""
    return tensor._view is not None and tensor._view_version != tensor._version_counter[0]


@cache
def loaded(code: CodeType) -> frozenset[str]:
    """The globals that some code reads."""
    return frozenset(i.argval for i in dis.get_instructions(code) if i.opname in ("LOAD_GLOBAL", "LOAD_NAME"))


def of_library(value: Any) -> bool:
    """True for a function, a class or a module of Python's library or NumPy."""
    return str(getattr(value, "__module__", None) or getattr(value, "__name__", "")).partition(".")[0] in LIBRARY


def ours(value: Any) -> bool:
    """True for a class or module of this library."""
    return str(getattr(sys.modules.get(value.__module__) if isinstance(value, type) else value, "__file__", None)).startswith(OURS)


class Survey:
    """What can be reached from a function: the tensors, each with its name and its place, and what is to be checked of all else.

    ``codes``, with their globals, are those that ran, ``names`` the attributes that they read, None if that could be any. Without ``codes``
    everything is looked at, and what cannot be looked into is passed over.
    """

    def __init__(self, roots: list[tuple[str, Any]], codes: dict[CodeType, dict[str, Any]] | None = None, names: set[str] | None = None) -> None:
        self.codes, self.names = codes, names
        self.tensors: dict[int, tuple[Tensor, str, Any]] = {}  # by identity: the tensor, its name, its place
        self.checks: list[tuple[Any, Any]] = []  # places, and what was there; a place is an object and what stands before and after it
        self.queue: list[tuple[str, Any]] = list(roots)
        self.last: list[tuple[str, Any]] = []  # optimizers: their parameters have better names elsewhere
        self.seen: dict[int, Any] = {}
        for code, around in (codes or {}).items():
            self.globals_of(code, around)
        while self.queue or self.last:
            name, value = (self.queue or self.last).pop()
            if id(value) not in self.seen:
                self.seen[id(value)] = value
                if len(self.seen) > SEEN_THROUGH:
                    return self.hidden(name, value, f"beside {SEEN_THROUGH} others, ")
                self.look(name, value)

    def found(self, name: str, holder: Any, after: str, value: Any) -> None:
        """Note that this was found there."""
        if isinstance(value, Tensor):
            self.tensors.setdefault(id(value), (value, name, (holder, "", after)))
        else:
            self.checks.append(((holder, "", after), value))
            if not isinstance(value, SCALARS):
                self.queue.append((name, value))

    def items(self, name: str, holder: Any, keys: Iterable[Any]) -> None:
        """Note what a dict or list holds."""
        for key in keys:
            if isinstance(key, (str, int)):
                self.found(f"{name}.{key}" if name else str(key), holder, f"[{key!r}]", holder[key])
            else:
                self.hidden(name, holder, f"with {key!r} among its keys, ")

    def attributes(self, name: str, holder: Any, keys: Iterable[str]) -> None:
        """Note attributes that are in no dict."""
        for key in keys:
            if (value := getattr(holder, key, MISSING)) is not MISSING and not (key == "__self__" and isinstance(value, ModuleType)):
                self.found(name, holder, f".{key}", value)

    def named(self, keys: Iterable[str]) -> list[str]:
        """Those which the code names."""
        return [k for k in keys if self.names is None or k in self.names]

    def globals_of(self, code: CodeType, around: dict[str, Any]) -> None:
        """Look at the globals that some code names, and the functions inside of it."""
        self.items("", around, [n for n in loaded(code) if n in around])
        for c in code.co_consts:
            if isinstance(c, CodeType):
                self.globals_of(c, around)

    def look(self, name: str, value: Any) -> None:
        """Look into an object."""
        if isinstance(value, FunctionType):
            if value.__code__.co_filename.startswith(OURS) or of_library(value):
                return
            self.items(name, vars(value), self.named(vars(value)))
            self.attributes("", value, ("__code__", "__defaults__", "__kwdefaults__"))
            if self.codes is None or value.__code__ in self.codes:
                for n, cell in zip(value.__code__.co_freevars, value.__closure__ or (), strict=True):
                    self.attributes(n, cell, ("cell_contents",))
                self.globals_of(value.__code__, value.__globals__)
        elif isinstance(value, WRAPPERS):
            self.attributes("", value, PARTS)
        elif isinstance(value, ModuleType):
            if not of_library(value) and not ours(value):
                self.items("", vars(value), self.named(vars(value)))
            elif value.__name__.partition(".")[0] in sys.stdlib_module_names and self.names is not None:  # os.environ, sys.argv
                self.items("", vars(value), [n for n in self.named(vars(value)) if not isinstance(vars(value)[n], FIXED)])
        elif isinstance(value, type):
            self.methods(value)
            self.queue.append(("", type(value)))
        elif isinstance(value, CONTAINERS):
            self.contents(name, value)
        elif not isinstance(value, CLOSED):
            self.instance(name, value)

    def contents(self, name: str, value: Any) -> None:
        """Look at the elements of a container."""
        if len(value) > MOST or (isinstance(value, (set, frozenset)) and not all(isinstance(v, SCALARS) for v in value)):
            return self.hidden(name, value, f"of more than {MOST} elements, or of objects, ")
        if isinstance(value, (set, frozenset)):
            self.checks.append(((value, "frozenset(", ")"), frozenset(value)))
        elif isinstance(value, dict):
            self.checks.append(((value, "[*", "]"), list(value)) if value else ((value, "len(", ")"), 0))
            self.items(name, value, value)
        else:
            self.checks.append(((value, "len(", ")"), len(value)))
            self.items(name, value, range(len(value)))
        if type(value) not in CONTAINERS and not of_library(type(value)):
            self.instance(name, value)

    def instance(self, name: str, value: Any) -> None:
        """Look at the attributes of an object, and at its class."""
        kind = type(value)
        if kind.__name__ == "Compiled" and ours(kind):
            return self.attributes(name, value, ("function",))
        if any(".optim." in k.__module__ and ours(k) for k in kind.__mro__):  # its methods run as they are, on what it is then
            if self.queue:
                del self.seen[id(value)]
                return self.last.append((name, value))
            if self.codes is not None:  # numbers of its state cannot be read unseen
                self.items(name, vars(value), [n for n in self.named(vars(value)) if not n.startswith("_") and n not in AS_IT_IS])
            self.queue += [(name, group["params"]) for group in getattr(value, "param_groups", ())]
            self.methods(kind, vars(value))
            return self.attributes("", value, ("__class__",))
        closed = [k for k in kind.__mro__ if of_library(k) and k not in (*CONTAINERS, object) and not issubclass(k, BaseException)]
        if any(k.__module__.partition(".")[0] not in OPEN or k.__name__ == "_local" for k in closed):
            return self.hidden(name, value)
        own, layer = getattr(value, "__dict__", {}), hasattr(kind, "named_modules")
        reader = getattr(getattr(kind, "forward", None), "__code__", None) if layer else None
        unsearched = ours(kind) or closed or (reader is not None and reader.co_filename.startswith(OURS))
        named = list(own) if unsearched else self.named(own)  # only the user's code is searched for names
        self.attributes("", value, ("__class__",))
        slots = [vars(k).get("__slots__", ()) for k in kind.__mro__]
        self.attributes(name, value, [n for of in slots for n in ((of,) if isinstance(of, str) else of) if not n.startswith("__")])
        self.items(name, own, [n for n in named if not (layer and (n in REGISTRIES or n.endswith(("hooks", "_set"))))])
        for registry in [r for r in REGISTRIES if layer and r in own]:
            self.contents(name if "hooks" not in registry else "", own[registry])
        if hasattr(value, "__dict__"):
            self.checks.append(((own, "len(", ")"), len(own)))
            self.methods(kind, own)

    def methods(self, kind: type, own: Any = None) -> None:
        """Look at what a class has, and check that nothing stands before it, in a class below or in the object's ``own`` attributes."""
        below: list[tuple[Any, Any, str]] = [] if own is None else [(own, own, "")]
        for part in kind.__mro__:
            if of_library(part) or (ours(part) and part is not kind):
                continue
            for n, value in vars(part).items():
                if getattr(value, "__code__", None) in (self.codes or {}) if n.startswith("__") else self.named([n]):
                    if not ours(part):
                        self.found(n, part, f".__dict__[{n!r}]", value)
                    self.checks += [((of, f"{n!r} in ", after), False) for space, of, after in below if n not in space]
            below.append((vars(part), part, ".__dict__"))

    def hidden(self, name: str, value: Any, more: str = "") -> None:
        """Refuse what may change and cannot be looked into."""
        if self.codes is not None:
            more = "of NumPy, that is no argument: torch.from_numpy makes it a tensor; it " if isinstance(value, np.ndarray) else more
            raise Refused(f"{name or 'an object'}, a {type(value).__name__} {more}may change unseen")

    def conditions(self, space: Space) -> list[str]:
        """The conditions for all of this; of the tensors it is asked which they are, their shapes and types, and whether they require gradients."""
        found: dict[str, None] = {}
        for (holder, before, after), value in [*self.checks, *[(place, t) for t, _, place in self.tensors.values()]]:
            if not isinstance(holder, tuple):
                at = f"{before}{space.bind(holder, 'at')}{after}"
                derived = f"{at} == {value if type(value) is int else space.bind(value, 'was')}"
                found[derived if before and value is not False else compared(space, at, value)] = None
        for t, name, _ in self.tensors.values():
            n, like = space.bind(t, name), space.bind((t.array.shape, t.array.dtype, t.array.strides), "like")
            found[f"({n}.array is {space.bind(t.array, 'memory')} or ({n}.array.shape, {n}.array.dtype, {n}.array.strides) == {like})"] = None
            found[
                f"{n}._requires_grad is {t._requires_grad}" if t._view is None else f"{n}._requires_grad is {t._requires_grad} and not stale({n})"
            ] = None
        return list(found)


def compared(space: Space, at: str, value: Any) -> str:
    """The condition that something is this value still."""
    if value is None or type(value) is bool:
        return f"({at}) is {value}"
    if isinstance(value, SCALARS):
        space["same"] = same
        return f"({at} is {(was := space.bind(value, 'was'))} or same({at}, {was}))"
    return f"{at} is {space.bind(value, 'thing')}"


class Arguments:
    """The arguments of a call taken apart: the tensors in it, with names, and the conditions for another call to fit."""

    def __init__(self, args: Any, kwargs: Any, space: Space, names: list[str]) -> None:
        self.space = space
        self.tensors: list[Tensor] = []
        self.names: list[str] = []
        self.objects: list[tuple[str, Any]] = []
        self.conditions = [f"len(args) == {len(args)}", f"kwargs.keys() == {space.bind(frozenset(kwargs), 'named')}" if kwargs else "not kwargs"]
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
            a, given = value.array, self.space.fresh(name)
            like = (a.shape, a.dtype, a.strides)
            self.conditions.append(f"type({given} := {where}) is {kind} and ({given}._view is None or not stale({given}))")
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
            if isinstance(value, dict):
                self.conditions.append(f"[*{where}] == {self.space.bind(keys, 'keys')}")
            self.key += [type(value), *keys]
            for k in keys:
                self.visit(f"{where}[{k!r}]", value[k], f"{name}_{k}")
        elif isinstance(value, np.ndarray):
            raise Refused("an array of NumPy among the arguments")
        elif isinstance(value, SCALARS):
            self.conditions.append(compared(self.space, where, value))
            self.key += [type(value), repr(value)]
        else:
            self.conditions.append(f"{where} is {self.space.bind(value, 'thing')}")
            self.key.append(id(value))
            self.objects.append((name, value))
