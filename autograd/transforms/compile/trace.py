"""What a function does, noted while it runs once: every operation, on which values, with which result.

Operations report themselves (`Op.call`). All else is seen from outside, by Python's profiler, for as long as the trace takes: a function of
this library that reads the numbers of a tensor without being an operation (a conversion to integers, a random draw) becomes a line of its
own; one that hands numbers to the program (``item``, ``bool``) ends the trace, since what the program does next could depend on them.
Whether a function reads numbers, or only shapes and types, is told from its source.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import numpy as np

from ...core.modes import mode, take_long_way
from ...core.op import NUMPY
from ...core.sources import definition_of
from ...core.tensor import Tensor

ROOT = Path(__file__).resolve().parents[3]
OURS = tuple(str(ROOT / name) + "/" for name in ("autograd", "nn", "optim"))
METADATA = frozenset(("shape", "ndim", "dtype", "size", "strides", "itemsize", "flags", "nbytes"))
# functions that look at no more of an array either, or are lines when they are given one
OF_SHAPES = frozenset("len isinstance empty_like is_channels_last class_dim of promote promote_as_numpy _refuse_range _order _ranked _middle _largest _largest_even".split())
# files of the engine that are part of what is traced, not of the program
ENGINE = (str(Path(__file__).parent), *[str(ROOT / "autograd" / "core" / f"{n}.py") for n in ("op", "fast", "node", "strides", "views", "unbroadcast", "hooks")])
NEVER = {
    "autograd.core.sweep.sweep": "a backward pass",
    "autograd.core.sweep.grad": "a backward pass",
    "autograd.core.sweep.backward": "a backward pass",
    "autograd.core.hooks.register": "a hook",
    "autograd.core.op.record_joint": "a Function of the user's own, or a checkpoint",
    "autograd.ops.indexing._mask_parts": "a shape that depends on values: a mask as an index",
    "autograd.ops.indexing.masked_select": "a shape that depends on values",
    "autograd.ops.indexing.nonzero": "a shape that depends on values",
    "autograd.ops.indexing.argwhere": "a shape that depends on values",
}
# functions that are one line although they return more than tensors, write, or draw: what they return goes into operations as it is
LINES = frozenset(
    "nn.functional.loss._shares nn.functional.loss._smoothed nn.functional.dropouts._mask nn.modules.normalisation._count "
    "autograd.ops.indexing._refuse_range autograd.ops.sorting._order autograd.ops.sorting._ranked autograd.ops.sorting._middle "
    "autograd.ops.reduction._places autograd.ops.reduction._shown nn.functional.pooling._largest nn.functional.pooling._largest_even "
    "nn.functional.pooling._shown nn.functional.attention._scores nn.functional.embeddings._check_indices "
    "nn.functional.loss._check_probabilities".split()
)
HARMLESS = frozenset(("nn.functional.normalisation._move",))  # read and write within an operation


class Refused(Exception):
    """Why a function cannot be written down; ``args[0]`` says it with the line."""


class Var:
    """A value of the program: an array, or a number that goes into operations."""

    __slots__ = ("array", "hint", "line", "place", "tensor", "value")

    def __init__(self, array: Any, line: Line | None = None, place: Any = None, tensor: Tensor | None = None) -> None:
        self.array, self.line, self.place, self.tensor = array, line, place, tensor
        self.value: Any = None  # of a constant: its numbers
        self.hint = ""


class Given:
    """A variable that a function takes as a Tensor."""

    __slots__ = ("var",)

    def __init__(self, var: Var) -> None:
        self.var = var


class Line:
    """One call: an operation, or a function ``call`` of tensors. ``outs`` are its results, then what it kept; ``args`` have `Var`s for values."""

    __slots__ = ("args", "call", "copies", "half", "node", "op", "outs", "params", "shape", "where")

    def __init__(self, op: Any, call: Any, args: Any, params: dict[str, Any], node: Any = None, half: bool = False, copies: bool = False) -> None:
        self.op, self.call, self.args, self.params, self.node, self.half, self.copies = op, call, args, params, node, half, copies
        self.outs: list[Any] = []  # Vars, and None for what is no value
        self.shape: Any = None  # of what ``call`` returns: the kind of each part
        self.where = place()


def users_frame() -> Any:
    """The innermost frame outside of this library."""
    frame: Any = sys._getframe(1)
    while frame is not None and frame.f_code.co_filename.startswith(OURS) and not frame.f_code.co_filename.endswith("__main__.py"):
        frame = frame.f_back
    return frame


def place() -> str:
    """The user's line that runs."""
    frame = users_frame()
    return "" if frame is None else f"{frame.f_code.co_filename}:{frame.f_lineno}"


@cache
def reads_numbers(code: CodeType) -> bool:
    """Whether a function looks at the numbers of a tensor, and not only at shape and type."""
    if "array" not in code.co_names or code.co_name in ("<listcomp>", "<genexpr>", "<dictcomp>", "<setcomp>"):
        return False  # the last are judged with the function that they are in
    tree = definition_of(code)
    if tree is None:
        return True
    parents = {child: parent for parent in ast.walk(tree) for child in ast.iter_child_nodes(parent)}
    aliases: set[str] = set()

    def harmless(node: ast.expr) -> bool:
        up = parents[node]
        if isinstance(up, ast.IfExp) and isinstance(parents[up], ast.Attribute):
            node, up = up, parents[up]  # type: ignore[assignment]
        while isinstance(up, (ast.IfExp, ast.List, ast.ListComp, ast.Starred)) and not (isinstance(up, ast.IfExp) and up.test is node):
            node, up = up, parents[up]
        if isinstance(up, ast.Attribute):
            return up.attr in METADATA
        return isinstance(up, ast.Call) and (up.func is node or getattr(up.func, "id", getattr(up.func, "attr", "")) in OF_SHAPES)

    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr == "array" and isinstance(node.ctx, ast.Load) and not harmless(node):
            value: Any = node
            while isinstance(parents[value], ast.IfExp):
                value = parents[value]
            up: Any = parents[value]
            target = up.targets[0] if isinstance(up, ast.Assign) and len(up.targets) == 1 else None
            if isinstance(up, ast.Tuple) and isinstance(parents[up], ast.Assign):
                target = parents[up].targets[0]  # type: ignore[attr-defined]
                target = target.elts[up.elts.index(value)] if isinstance(target, ast.Tuple) and len(target.elts) == len(up.elts) else None
            if not isinstance(target, ast.Name):
                return True
            aliases.add(target.id)
    return any(isinstance(n, ast.Name) and n.id in aliases and isinstance(n.ctx, ast.Load) and not harmless(n) for n in ast.walk(tree))


@cache
def kind_of(code: CodeType) -> str:
    """What a call of this code means to a trace."""
    name, file = code.co_name, code.co_filename
    if not file.startswith(OURS):
        return "" if file == "<string>" or "/numpy/" in file else "reads" if reads_numbers(code) else "user"
    full = f"{file[len(str(ROOT)) + 1 : -3].replace('/', '.')}.{name}"
    if full in HARMLESS:
        return "moves"
    if file.endswith("core/views.py") and name == "_write":
        return "write"
    if file.endswith("core/methods.py") and name == "_wrote":
        return "wrote"
    if full in NEVER:
        return NEVER[full]
    if full in LINES:
        return "line"
    if file.endswith("creation/random.py"):
        return "draw" if "." in code.co_qualname or name.startswith("_") else "line"
    return "reads" if not file.startswith(ENGINE) and reads_numbers(code) else ""


def parts_of(value: Any) -> Iterator[Any]:
    """The leaves of nested tuples, lists and dicts."""
    if isinstance(value, (tuple, list)):
        for v in value:
            yield from parts_of(v)
    elif isinstance(value, dict):
        for v in value.values():
            yield from parts_of(v)
    else:
        yield value


def rebuilt(value: Any, leaf: Callable[[Any], Any]) -> Any:
    """Nested tuples, lists and dicts with other leaves."""
    if isinstance(value, tuple):
        made = [rebuilt(v, leaf) for v in value]
        return type(value)(*made) if hasattr(value, "_fields") else tuple(made) if type(value) is not slice else value
    if type(value) is list:
        return [rebuilt(v, leaf) for v in value]
    if type(value) is dict:
        return {k: rebuilt(v, leaf) for k, v in value.items()}
    if type(value) is slice:
        return value
    return leaf(value)


class Tracer:
    """What one call of a function has done. Used once, by `trace`."""

    def __init__(self, arguments: list[Tensor], held: dict[int, Any]) -> None:
        self.held = held  # the tensors that outlive the call, by identity
        self.lines: list[Line] = []
        self.vars: dict[int, Var] = {}  # by the identity of the array that holds the value now
        self.all: list[Var] = []  # which keeps the arrays alive, so that no identity is used twice
        self.inputs = [self.made(Var(t.array, tensor=t)) for t in arguments if id(t.array) not in self.vars]
        self.outer: list[Var] = []  # tensors that the function found outside of its arguments, or made of constants
        self.refusal = ""
        self.frames: list[Any] = []  # the call that is to become a line, and what is known of it
        self.effects: list[Any] = []  # tensors that outlive the call, and were written to
        self.moved: list[Tensor] = []  # tensors that a line itself writes to
        self.codes: dict[CodeType, dict[str, Any]] = {}  # of the user's functions that ran, with their globals

    def made(self, var: Var) -> Var:
        """Note a value."""
        self.all.append(var)
        self.vars[id(var.array)] = var
        return var

    def refuse(self, why: str) -> None:
        """Note why this cannot be written down; what was noted first counts."""
        self.refusal = self.refusal or f"{why} ({place()})"

    # ------------------------------------------------------------------------------------------------------------ what the engine reports

    def operation(self, op: Any, args: Any, params: dict[str, Any], out: Any, result: Any, half: bool) -> None:
        """Called by `Op.call` with the promoted inputs, what ``forward`` returned, and the tensors made of that."""
        if self.frames or self.refusal:
            return
        if op.name == "copy_slices":
            self.refuse("a write to a part of a tensor")
        if op.name == "index" and any(isinstance(a, Tensor) and a.array.dtype.kind == "b" for a in args):
            self.refuse("a shape that depends on values")
        kept = out[1:] if op.keeps else ()
        results = result if op.multi_output else (result,)
        node = results[0]._node if results else None
        line = Line(op, None, tuple([self.ref(a) for a in args]), rebuilt(params, self.ref), node.whole if node is not None else None, half)
        line.outs = [self.made(Var(r.array, line, i)) for i, r in enumerate(results)]
        for i, k in enumerate(kept):
            var = Var(k, line, len(results) + i)
            line.outs.append(self.made(var) if isinstance(k, (np.ndarray, np.generic)) else var)
        self.lines.append(line)

    def ref(self, value: Any) -> Any:
        """The `Var` that a value is; what is none, such as a number, itself."""
        if isinstance(value, Tensor):
            if value._view is not None:
                value._refresh()
            return self.vars.get(id(value.array)) or self.found(value)
        if isinstance(value, (np.ndarray, np.generic, float)):
            return self.vars.get(id(value), value)
        if isinstance(value, (tuple, list, dict)):
            return rebuilt(value, self.ref)
        if isinstance(value, FunctionType) and value.__closure__:
            for cell in value.__closure__:
                held = cell.cell_contents
                if (isinstance(held, Tensor) and self.ref(held) not in self.outer) or (isinstance(held, np.ndarray) and id(held) in self.vars):
                    self.refuse(f"a function that holds a computed tensor, {value.__name__}, is given to an operation")
        return value

    def found(self, tensor: Tensor, blank: bool = False) -> Var:
        """A tensor that neither an argument nor a line has brought."""
        var = self.made(Var(tensor.array, tensor=tensor))
        self.outer.append(var)
        if id(tensor) not in self.held:
            var.value = np.zeros_like(tensor.array) if blank else tensor.array.copy(order="K")
        else:
            var.place = "held"
        return var

    def replaced(self, tensor: Tensor, var: Var) -> None:
        """Note a write: from now on the tensor's memory is another value. Whoever else shows the memory would have to change, too."""
        array = tensor.array
        for other in self.all:
            held = other.array
            if held is not array and isinstance(held, np.ndarray) and held is not var.array and np.may_share_memory(held, array):
                self.refuse("a write to memory that several tensors share")
                return
        old = self.vars.get(id(array))
        if old in self.inputs or (old in self.outer and tensor._requires_grad and tensor._node is None):
            self.refuse("a write to an argument")
        if old is None:
            self.found(tensor)
        self.effects.append((tensor, var))
        self.all.append(Var(array))
        self.vars[id(array)] = var

    # ------------------------------------------------------------------------------------------------------------ what is seen from outside

    def profile(self, frame: Any, event: str, arg: Any) -> None:
        """Called by Python at every call and return."""
        if event == "call":
            if self.frames or self.refusal:
                return
            code = frame.f_code
            kind = kind_of(code)
            if not kind or kind == "user":
                if kind and frame.f_globals.get("__name__", "").split(".")[0] not in sys.stdlib_module_names | {"numpy"}:
                    self.codes[code] = frame.f_globals
                return
            if kind == "moves":
                self.moved += [t for t in frame.f_locals.values() if isinstance(t, Tensor)]
            elif " " in kind:
                self.refuse(kind)
            elif kind == "draw":
                self.refuse("a random draw")
            elif code.co_filename.startswith(OURS):
                if kind != "write":
                    given = self.given(frame)
                    tensors = [t for t in parts_of(list(given)) if isinstance(t, Tensor)]
                    if kind == "line" and code.co_name.endswith("_") and id(tensors[0].array) not in self.vars:
                        self.found(tensors[0], blank=True)  # its old numbers do not matter
                    self.frames = [frame, kind, given, [(t, t._version[0]) for t in tensors]]
            else:
                self.refuse(f"{code.co_name} reads the numbers of a tensor")
        elif event == "return":
            if self.frames and self.frames[0] is frame:
                _, kind, given, versions = self.frames
                self.frames = []
                if kind == "wrote":
                    self.wrote(given, arg)
                else:
                    self.returned(frame, kind, given, [t for t, version in versions if t._version[0] != version], arg)
            elif not self.frames and not self.refusal:
                kind = kind_of(frame.f_code)
                if kind == "write":
                    self.written(frame)
                elif kind == "user":
                    for name, value in frame.f_locals.items():
                        if isinstance(value, Tensor) and id(value.array) in self.vars and not name.startswith("_"):
                            var = self.vars[id(value.array)]
                            var.hint = var.hint or name

    def given(self, frame: Any) -> tuple[list[Any], dict[str, Any]]:
        """The arguments of a call."""
        code, held = frame.f_code, frame.f_locals
        names = code.co_varnames
        n, m = code.co_argcount, code.co_kwonlyargcount
        positional = [held[name] for name in names[:n]]
        named = {name: held[name] for name in names[n : n + m]}
        at = n + m
        if code.co_flags & 4:
            positional += held[names[at]]
            at += 1
        if code.co_flags & 8:
            named.update(held[names[at]])
        return positional, named

    def written(self, frame: Any) -> None:
        """After `Tensor._write`: a result has been copied over a tensor."""
        tensor, result = frame.f_locals["self"], frame.f_locals["result"]
        var = self.ref(result) if id(result.array) in self.vars else None
        if var is None:
            self.refuse("a write of numbers from elsewhere")
        else:
            self.replaced(tensor, var)

    def wrote(self, given: Any, result: Any) -> None:
        """After a ufunc has written its result over its first operand."""
        if result is not True:
            return
        ufunc, tensor, args = given[0]
        if id(tensor.array) not in self.vars and not any(isinstance(a, Tensor) and id(a.array) in self.vars for a in args):
            return  # constants
        if id(tensor.array) not in self.vars and id(tensor) not in self.held:
            self.refuse("a write over a constant")
            return
        line = Line(NUMPY[ufunc], None, (self.ref(tensor), *[self.ref(a) for a in args]), {})
        line.outs = [Var(tensor.array, line, 0)]
        self.lines.append(line)
        self.replaced(tensor, line.outs[0])

    def returned(self, frame: Any, kind: str, given: Any, written: list[Tensor], result: Any) -> None:
        """After a function that is no operation, and has read or written numbers."""
        code = frame.f_code
        tensors = [t for t in parts_of(list(given)) if isinstance(t, Tensor)]
        leaves = [] if result is None else list(parts_of(result))
        what = f"{code.co_name}() reads the numbers of a tensor"
        only_tensors = bool(leaves) and all(isinstance(v, Tensor) for v in leaves)
        known = any(id(t.array) in self.vars or id(t) in self.held for t in tensors)
        if kind != "line" and not known and (only_tensors or not tensors):
            return  # constants, of constants
        given = rebuilt(given, lambda a: Given(self.ref(a)) if isinstance(a, Tensor) else self.ref(a))
        if leaves and not written and all(isinstance(v, Tensor) and id(v.array) in self.vars for v in leaves):
            return  # the same memory under another name
        function = self.function(frame)
        random = code.co_filename.endswith("random.py")
        if function is None or (not only_tensors and (kind != "line" or random)) or (random and not leaves):
            self.refuse(what)
            return
        if any(isinstance(v, Tensor) and v._requires_grad and not any(v is t for t in tensors) for v in leaves):
            self.refuse(what)
            return
        line = Line(None, function, *given)
        line.shape = rebuilt(result, lambda v: "t" if isinstance(v, Tensor) else "-")
        if written:
            if len(written) == 1 and leaves and written[0] is leaves[0] is tensors[0]:
                line.copies = True
                line.outs = [Var(result.array, line, 0)]
                self.replaced(result, line.outs[0])
            elif leaves or any(id(t) not in self.held or t._requires_grad for t in written):
                self.refuse(f"{code.co_name}() writes to a tensor")
            else:
                self.moved += written
            self.lines.append(line)
            return
        self.lines.append(line)
        for value in leaves:
            var = Var(value.array if isinstance(value, Tensor) else value, line, len(line.outs))
            line.outs.append(var if value is None else self.made(var))

    def function(self, frame: Any) -> Any:
        """The function that a frame runs."""
        name, code = frame.f_code.co_name, frame.f_code
        for found in (frame.f_globals.get(name), getattr(Tensor, name, None)):
            while found is not None and getattr(found, "__code__", None) is not code:
                found = getattr(found, "__wrapped__", None)
            if found is not None:
                return found
        return None


def condition_of(tensor: Tensor) -> Any:
    """What a call must leave as it was."""
    return id(tensor.array), tensor._version[0], id(tensor._node), tensor._requires_grad, id(tensor._grad)


def trace(function: Callable[..., Any], args: Any, kwargs: Any, tensors: list[Tensor], held: dict[int, Any]) -> tuple[Any, Tracer]:
    """The result of the call, and what has happened in it."""
    tracer = Tracer(tensors, held)
    outside = [*tensors, *[t for t, *_ in held.values()]]
    before_it = list(map(condition_of, outside))
    before = sys.getprofile()
    mode.tracer = tracer
    take_long_way()
    sys.setprofile(tracer.profile)
    try:
        result = function(*args, **kwargs)
    finally:
        sys.setprofile(before)
        mode.tracer = None
        take_long_way()
    if not tracer.refusal:
        written = {id(t) for t in (*[t for t, _ in tracer.effects], *tracer.moved)}
        for tensor, was in zip(outside, before_it, strict=True):
            if condition_of(tensor) != was and id(tensor) not in written:
                tracer.refusal = "it changes an argument, or another tensor that outlives the call"
    return result, tracer
