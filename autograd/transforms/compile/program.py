"""A trace as a program in NumPy: the operations in the order in which they ran, and their rules in the order in which a backward pass runs them.

An operation stands there as what its ``forward`` is: a function of NumPy by its name, a lambda by its expression, all others by their names.
A rule is its own expression with the program's variables in it. Shapes and types are known, so a gradient is summed back to its input's shape
where that differs and nowhere else; what no result needs is left out.
"""

from __future__ import annotations

import ast
import builtins
import copy
import heapq
import inspect
import math
from collections.abc import Callable
from itertools import chain
from types import FunctionType
from typing import Any, NamedTuple

import numpy as np

from ...core.node import Node
from ...core.op import Op, _halved, widened
from ...core.sources import definition_of, returned
from ...core.strides import elementwise
from ...core.tensor import Tensor, wrap
from ...core.unbroadcast import unbroadcast
from ...machine.totals import total
from .guards import Space
from .trace import Given, Line, Refused, Tracer, Var, rebuilt

INFIX = {np.add: "+", np.subtract: "-", np.multiply: "*", np.true_divide: "/"}
LARGE = 1 << 15  # bytes: an array of this size is let go as soon as it has served


def variables(value: Any) -> list[Var]:
    """The variables in an argument."""
    if isinstance(value, (Var, Given)):
        return [value if isinstance(value, Var) else value.var]
    if isinstance(value, (tuple, list)):
        return [v for part in value for v in variables(part)]
    if isinstance(value, dict):
        return variables(list(value.values()))
    return []


def in_float32(function: Callable[..., Any], keeps: bool) -> Callable[..., Any]:
    """An operation on float16, computed in float32 and rounded once."""

    def wide(*args: Any, **params: Any) -> Any:
        out = function(*map(widened, args), **params)
        return (_halved(out[0]), *out[1:]) if keeps else _halved(out)

    return wide


def laid_out(function: Callable[..., Any], op: Op) -> Callable[..., Any]:
    """An operation of several results, which lie in memory as its ``layout`` says."""
    return lambda *args, **params: op._laid_out(op.layout, function(*args, **params), args)  # type: ignore[arg-type]


class Step(NamedTuple):
    """A line of a program: the names that it gives, the expression, what that uses (variables or names), and the values that it had."""

    names: list[str]
    text: str
    uses: list[Any]
    values: Any


class Writer:
    """Writes one trace down, with the names of ``space``."""

    def __init__(self, tracer: Tracer, space: Space, inputs: dict[Var, str]) -> None:
        self.tracer, self.space = tracer, space
        self.names: dict[Var, str] = dict(inputs)
        self.by_node = {line.node: line for line in tracer.lines if line.node is not None}
        for line in tracer.lines:
            for var in line.outs:
                if var is not None:
                    stem = var.hint or (line.op.name if line.op else line.call.__name__)
                    self.names[var] = space.fresh(stem if var.place == 0 or var.hint else f"{stem}_{var.place}")

    # ------------------------------------------------------------------------------------------------------------ expressions

    def text(self, value: Any, name: str = "value") -> str:
        """A value as the program writes it."""
        if isinstance(value, Var):
            return self.names[value]
        if type(value) in (tuple, list) and len(value) < 20:
            parts = [self.text(v, name) for v in value]
            return f"({', '.join(parts)}{',' if len(parts) == 1 else ''})" if type(value) is tuple else f"[{', '.join(parts)}]"
        if type(value) is dict:
            return f"{{{', '.join(f'{k!r}: {self.text(v, name)}' for k, v in value.items())}}}"
        if value is None or value is Ellipsis or type(value) in (bool, int, str) or (type(value) is float and math.isfinite(value)):
            return repr(value)
        if type(value) is slice and all(type(p) in (int, type(None)) for p in (value.start, value.stop, value.step)):
            return repr(value)
        if type(value) is np.ndarray and not value.shape:
            value = value[()]
        return self.space.bind(value, name)

    def inline(self, function: Any, given: dict[str, str]) -> str | None:
        """The expression of a lambda with other names for its arguments; None if it is more than an expression."""
        code = getattr(function, "__code__", None)
        tree = returned(definition_of(code)) if code is not None and code.co_name == "<lambda>" else None
        if tree is None:
            return None
        known = dict(function.__globals__)
        known.update((n, c.cell_contents) for n, c in zip(code.co_freevars, function.__closure__ or (), strict=True))
        return ast.unparse(_Substituted(self, known, given).visit(copy.deepcopy(tree)))

    def called(self, function: Any, name: str, args: list[str], params: dict[str, str]) -> str:
        """A call of a function, as an operator or an expression where it is one."""
        if isinstance(function, np.ufunc) and not params:
            if function in INFIX or function is np.negative:
                args = [a if a.isidentifier() else f"({a})" for a in args]
                return f"{args[0]} {INFIX[function]} {args[1]}" if len(args) == 2 else f"-{args[0]}"
            if getattr(np, function.__name__, None) is function:
                return f"np.{function.__name__}({', '.join(args)})"
        own = getattr(function, "__name__", name)
        bound = self.space.bind(function, name if own == "<lambda>" else own)
        return f"{bound}({', '.join([*args, *[f'{k}={v}' for k, v in params.items()]])})"

    def forward(self, line: Line) -> str:
        """The right side of a line of the forward pass."""
        op = line.op
        if op is None:
            function = partial_of_tensors(line)
            vars_ = list(dict.fromkeys(variables([line.args, line.params])))
            return f"{self.space.bind(function, line.call.__name__)}({', '.join(self.names[v] for v in vars_)})"
        args = [self.text(a, "constant") for a in line.args]
        params = {k: self.text(v, k) for k, v in line.params.items()}
        function = op.forward
        arrays = [a.array for a in line.args if isinstance(a, Var)]
        plain = op.layout is None or (op.layout is elementwise and all(a.flags.c_contiguous for a in arrays if isinstance(a, np.ndarray)))
        if line.half:
            function = in_float32(function, bool(op.keeps))
            function.__name__ = op.name
        elif op.variadic is None and not (op.multi_output or op.keeps):
            given = {**{k: self.text(v, k) for k, v in op.defaults.items()}, **params, **dict(zip(op.inputs, args, strict=False))}
            if all(name in given for name in (*op.inputs, *op.params)):
                text = self.inline(function, given)
                if text is not None:
                    return text if plain else f"{self.space.bind(op.layout, op.layout.__name__)}({text}, ({', '.join(args)},))"  # type: ignore[union-attr]
        if not plain and (op.multi_output or op.keeps):
            function, plain = laid_out(function, op), True
            function.__name__ = op.name
        text = self.called(function, op.name, args, params)
        return text if plain else f"{self.space.bind(op.layout, op.layout.__name__)}({text}, ({', '.join(args)},))"  # type: ignore[union-attr]

    # ------------------------------------------------------------------------------------------------------------ the backward pass

    def backward(self, roots: list[tuple[str, Any]], targets: dict[Any, str]) -> tuple[list[Step], list[tuple[Any, str]]]:
        """The steps that `sweep` would take for gradients that arrive at ``roots``, and the contributions to each of ``targets``, in its order."""
        steps: list[Step] = []
        held: dict[Any, Any] = {}
        heap: list[tuple[int, Any]] = []
        found: list[tuple[Any, str]] = []
        stems = {line.node: self.names[line.outs[0]] for line in self.tracer.lines if line.node is not None}

        def write(stem: str, text: str, value: Any, uses: list[Any]) -> str:
            steps.append(Step([self.space.fresh(stem)], text, uses, [value]))
            return steps[-1].names[0]

        def deliver(target: Any, name: str, value: Any) -> None:
            result = target if isinstance(target, Node) else target.array
            if value.shape != result.shape:
                extra = value.ndim - len(result.shape)
                axes = (*range(extra), *(i + extra for i, n in enumerate(result.shape) if n == 1 and value.shape[i + extra] != 1))
                text = f"{self.space.bind(total, 'total')}({name}, {axes})" if axes else name
                value = unbroadcast(value, result.shape)
                name = write(name, f"{text}.reshape({result.shape})", value, [name])
            if value.dtype is not result.dtype:
                value = np.asarray(value, result.dtype)
                name = write(name, f"np.asarray({name}, {self.space.bind(result.dtype, str(result.dtype))})", value, [name])
            if target in targets:
                found.append((target, name))
            elif target in held:
                before, sofar = held[target]
                held[target] = write(before, f"{before} + {name}", sofar + value, [before, name]), sofar + value
            elif target in self.by_node or isinstance(target, Node) and target.index is not None:
                held[target] = name, value
                heapq.heappush(heap, (-target.sequence, target))
            else:
                raise Refused("a graph, or a leaf, that is neither an argument nor held by the function")

        for name, target in roots:
            one = np.ones(target.shape, target.dtype)
            deliver(target, name, one if one.shape else one[()])
        while heap:
            node = heapq.heappop(heap)[1]
            extras = node.extras
            if extras is not None and (extras.hooks or extras.retained or extras.before_hooks or extras.after_hooks):
                raise Refused("a hook, or retain_grad(), on a tensor that is computed")
            if extras is not None and extras.index is not None:
                whole = node.calls[0][0]
                if whole not in held:
                    held[whole] = [None] * len(whole.extras.outputs)
                    heapq.heappush(heap, (-whole.sequence, whole))
                held[whole][extras.index] = held.pop(node)
                continue
            line = self.by_node[node]
            if node.calls is None or any(counter[0] != version for counter, version, _ in node.watched or ()):
                raise Refused("a write to what the backward pass needs")
            if type(held[node]) is list:
                slots = held.pop(node)
                g = tuple(np.zeros(*zero) if slot is None else slot[1] for slot, zero in zip(slots, extras.outputs, strict=True))
                texts = [f"np.zeros{self.text(zero, 'zero')}" if slot is None else slot[0] for slot, zero in zip(slots, extras.outputs, strict=True)]
                name, uses = f"({', '.join(texts)},)", [slot[0] for slot in slots if slot is not None]
            else:
                name, g = held.pop(node)
                uses = [name]
            for (target, rule, arguments), (position, _, _) in zip(node.calls, node.plan.calls, strict=True):
                text, parts = self.rule(line, rule, position, name)
                value = rule(g, *arguments)
                if type(target) is not tuple:
                    stem = f"d_{targets.get(target) or stems.get(target) or line.op.name}"
                    deliver(target, name if text == name else write(stem, text, value, uses + parts), value)
                    continue
                wanted = [one is not None and part is not None for one, part in zip(target, value, strict=True)]
                names = [self.space.fresh(f"d_{targets.get(t) or stems.get(t) or line.op.name}") if w else "_" for t, w in zip(target, wanted, strict=True)]
                steps.append(Step(names, text, uses + parts, value))
                for one, part, n, w in zip(target, value, names, wanted, strict=True):
                    if w:
                        deliver(one, n, part)
        return steps, found

    def rule(self, line: Line, rule: Any, position: Any, g: str) -> tuple[str, list[Any]]:
        """A rule as an expression, and what it uses."""
        op = line.op
        asked = op.saved_names[rule]
        texts: list[str] = []
        parts: list[Any] = []
        for name in asked:
            value: Any
            if name == "i":
                value = position
            elif name == "out":
                value = tuple(line.outs) if op.multi_output else line.outs[0]
            elif name in op.keeps:
                value = line.outs[(len(line.outs) - len(op.keeps)) + list(op.keeps).index(name)]
            elif name in op.params:
                value = line.params.get(name, op.defaults.get(name))
            elif name == op.variadic:
                value = line.args[len(op.inputs) :]
            elif name in op.inputs:
                j = op.inputs.index(name)
                value = line.args[j] if j < len(line.args) else None
            else:
                of, _, part = name.rpartition("_")
                given = line.args[op.inputs.index(of)] if op.inputs.index(of) < len(line.args) else None
                value = getattr(given.array if isinstance(given, Var) else given, part, None)
            parts += variables(value)
            texts.append(self.text(value, name))
        if line.half:
            wide = op._widened(rule)
            return f"{self.space.bind(wide, f'{op.name}_rule')}({', '.join([g, *texts])})", parts
        first = inspect.unwrap(rule).__code__.co_varnames[0] if hasattr(inspect.unwrap(rule), "__code__") else "g"
        text = self.inline(rule, {first: g, **dict(zip(asked, texts, strict=True))})
        if text is None:
            name = getattr(rule, "__name__", "rule")
            text = f"{self.space.bind(rule, name if name != '<lambda>' else f'{op.name}_rule')}({', '.join([g, *texts])})"
        return text, parts


def partial_of_tensors(line: Line) -> Callable[..., Any]:
    """A function of tensors as one of arrays: of the variables among its arguments, in order."""
    vars_ = list(dict.fromkeys(variables([line.args, line.params])))
    call, args, params, copies, single = line.call, line.args, line.params, line.copies, line.shape == "t"

    def function(*arrays: Any) -> Any:
        values = dict(zip(vars_, arrays, strict=True))

        def leaf(value: Any) -> Any:
            if isinstance(value, Given):
                var, array = value.var, values[value.var]
                return var.tensor if var.place == "held" else wrap(array)
            return values[value] if isinstance(value, Var) else value

        given = rebuilt(args, leaf)
        if copies:
            given[0] = wrap(np.array(given[0].array, order="K"))
        result = call(*given, **rebuilt(params, leaf))
        if single:
            return result.array
        leaves = [r.array if isinstance(r, Tensor) else r for r in _leaves(result)]
        return leaves[0] if len(leaves) == 1 else leaves

    function.__name__ = call.__name__
    return function


def _leaves(value: Any) -> list[Any]:
    return list(chain.from_iterable(map(_leaves, value))) if isinstance(value, (tuple, list)) else [value]


class _Substituted(ast.NodeTransformer):
    """A lambda's expression in the program's names."""

    def __init__(self, writer: Writer, known: dict[str, Any], given: dict[str, str]) -> None:
        self.writer, self.known, self.given = writer, known, given

    def visit_Name(self, node: ast.Name) -> ast.AST:
        if node.id in self.given:
            return ast.parse(self.given[node.id], mode="eval").body
        if node.id in self.known and isinstance(node.ctx, ast.Load):
            value = self.known[node.id]
            name = "np" if value is np else self.writer.text(value, node.id)
            return ast.parse(name, mode="eval").body
        if not hasattr(builtins, node.id):  # of a comprehension or lambda in it
            return node
        return node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        f = node.func
        op = self.known.get(f.value.id) if isinstance(f, ast.Attribute) and f.attr == "apply" and isinstance(f.value, ast.Name) else None
        if isinstance(op, Op) and not op.keeps:
            args = [ast.unparse(self.visit(a)) for a in node.args]
            params = {str(k.arg): ast.unparse(self.visit(k.value)) for k in node.keywords}
            simple = all(a.isidentifier() for a in args) or not isinstance(op.forward, FunctionType)
            given = {**{k: self.writer.text(v, k) for k, v in op.defaults.items()}, **params, **dict(zip(op.inputs, args, strict=False))}
            text = self.writer.inline(op.forward, given) if simple and all(n in given for n in (*op.inputs, *op.params)) else None
            if text is None:
                text = self.writer.called(op.forward, op.name, args, params)
            return ast.parse(text, mode="eval").body
        self.generic_visit(node)
        return node

