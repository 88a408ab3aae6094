"""A trace as a program in NumPy: the operations in the order in which they ran, and their rules in the order in which a backward pass runs them.

An operation stands there as what its ``forward`` is: a function of NumPy by its name, a lambda by its expression, all others by their names.
A rule is its own expression with the program's variables in it. What is known when the program is written, shapes above all, is computed
then; a gradient is summed back to its input's shape where that differs and nowhere else; what no result needs is left out.
"""

from __future__ import annotations

import ast
import copy
import heapq
import inspect
import math
from collections import ChainMap
from collections.abc import Callable, Mapping
from itertools import chain
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np

from ...core.node import Node
from ...core.op import Op, _halved, widened
from ...core.sources import definition_of
from ...core.strides import elementwise
from ...core.tensor import Tensor, wrap
from ...core.unbroadcast import unbroadcast
from ...machine.totals import total
from ...ops.reduction import reduced_count
from .guards import Space
from .trace import Given, Line, Refused, Tracer, Var, parts_of, variables

INFIX = {np.add: ast.Add, np.subtract: ast.Sub, np.multiply: ast.Mult, np.true_divide: ast.Div}
KNOWN = {f.__name__: f for f in (len, tuple, sorted, range, min, max, sum, abs, reduced_count)}  # functions of what is known
ELSEWHERE = "a graph, or a leaf, that is neither an argument nor held by the function"
LARGE = 1 << 15  # bytes: an array of this size is let go as soon as it has served


class Step(NamedTuple):
    """A line of a program: the names that it gives, the expression, the names that this uses, the values that it had, how they are taken apart.

    ``of`` is the operation that it computes, with None, or the operation whose rule it is, with the number of the argument (or their numbers).
    """

    names: list[str]
    text: str
    uses: set[str]
    values: list[Any]
    left: str = ""
    needed: bool = False  # for more than its results
    of: tuple[Line, Any] | None = None


def arrays(result: Any) -> list[Any]:
    """What a function of tensors has returned, as arrays."""
    if isinstance(result, (tuple, list)):
        return list(chain.from_iterable(map(arrays, result)))
    return [result.array if isinstance(result, Tensor) else result]


def shaped(result: Any, shapes: list[Any]) -> Any:
    """The results of a function that reads numbers, on which their shapes may depend: then this program is not for them."""
    if [getattr(a, "shape", None) for a in (result if isinstance(result, list) else [result])] != shapes:
        raise ValueError("a shape depends on values")
    return result


def in_float32(function: Callable[..., Any], keeps: bool) -> Callable[..., Any]:
    """An operation on float16, computed in float32 and rounded once."""

    def wide(*args: Any, **params: Any) -> Any:
        out = function(*map(widened, args), **params)
        return (_halved(out[0]), *out[1:]) if keeps else _halved(out)

    return wide


class Writer:
    """Writes one trace down, with the names of ``space``. ``names`` are those of the inputs."""

    def __init__(self, tracer: Tracer, space: Space, names: dict[Var, str]) -> None:
        self.tracer, self.space, self.names = tracer, space, names
        self.values = {name: var.array for var, name in names.items()}  # what the program's names stood for
        self.lasting = {id(var.tensor): var for var in names if var.tensor is not None}
        self.passed_in: dict[str, str] = {}  # names of tensors that are arguments of the program, by what the code around it calls them
        self.read = set(variables([[line.args, line.params] for line in tracer.lines]))
        self.uses: list[tuple[Line, int]] = []  # of the inputs: of which line each contribution to a gradient is, and of which argument
        self.by_node = {line.node: line for line in tracer.lines if line.node is not None}
        for line in tracer.lines:
            stem = line.op.name if line.op else getattr(line.call, "__name__", "grad")
            for i, var in enumerate(line.outs):
                if line.kind == "passes":
                    var.hint = var.hint or f"{self.names[line.args[i]]}_grad"
                self.names[var] = space.fresh(var.hint or (stem if i == 0 else f"{stem}_{i}"))
                self.values[self.names[var]] = var.array

    def made_by(self, node: Any) -> Var:
        """The value of a node, over which more may have been written through a detached tensor."""
        if node.whole not in self.by_node:
            raise Refused(ELSEWHERE)
        return self.by_node[node.whole].outs[node.index or 0]

    # ------------------------------------------------------------------------------------------------------------ expressions

    def text(self, value: Any, name: str = "value") -> str:
        """A value as the program writes it."""
        if isinstance(value, Given):
            value = value.var
            return self.space.bind(value.tensor, f"{self.names[value]}_tensor") if value.place == "held" else f"wrap({self.names[value]})"
        if isinstance(value, Var):
            return self.names[value]
        if type(value) in (tuple, list) and len(value) < 20:
            parts = ", ".join([self.text(v, name) for v in value]) + ("," if type(value) is tuple and len(value) == 1 else "")
            return f"({parts})" if type(value) is tuple else f"[{parts}]"
        if type(value) is dict:
            return f"{{{', '.join(f'{k!r}: {self.text(v, name)}' for k, v in value.items())}}}"
        plain = type(value) in (bool, int, str, type(None), type(...)) or (type(value) is float and math.isfinite(value))
        if plain or (type(value) is slice and all(type(p) in (int, type(None)) for p in (value.start, value.stop, value.step))):
            return repr(value) if value is not ... else "..."
        return self.space.bind(value[()] if type(value) is np.ndarray and not value.shape else value, name)

    def called(self, function: Any, name: str, args: list[str], params: dict[str, str]) -> str:
        """A call of a function; as an operator or an expression where it is one."""
        own = str(getattr(function, "__name__", "<lambda>"))
        if isinstance(function, np.ufunc) and not params and getattr(np, own, None) is function:
            if function in INFIX and len(args) == 2:
                return ast.unparse(ast.BinOp(parsed(args[0]), INFIX[function](), parsed(args[1])))
            return f"-{args[0]}" if function is np.negative and args[0].isidentifier() else f"np.{own}({', '.join(args)})"
        bound = self.space.bind(function, name if own == "<lambda>" else own)
        return f"{bound}({', '.join([*args, *[f'{k}={v}' for k, v in params.items()]])})"

    def applied(self, function: Any, name: str, names: Any, args: list[str], params: dict[str, str], defaults: dict[str, Any]) -> str:
        """A function of these arguments: a lambda's expression, or that of a function which for these shapes is one; else a call."""
        given = {**{k: self.text(v, k) for k, v in defaults.items()}, **params, **dict(zip(names, args, strict=False))}
        code: Any = getattr(function, "__code__", None)
        tree = definition_of(code) if code is not None and not code.co_flags & 12 else None
        if tree is not None and all(n in given for n in code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]):
            known = {**function.__globals__, **{n: c.cell_contents for n, c in zip(code.co_freevars, function.__closure__ or (), strict=True)}}
            expression = tree.body if isinstance(tree, ast.Lambda) else None
            for statement in getattr(tree, "body", ()) if expression is None else ():
                if isinstance(statement, ast.If) and isinstance(statement.body[0], ast.Return):
                    test = Substituted(self, known, given).visit(copy.deepcopy(statement.test))
                    if isinstance(test, ast.Constant) and test.value is False:
                        continue
                    expression = statement.body[0].value if isinstance(test, ast.Constant) and test.value is True else None
                if not (isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)):
                    break
            if expression is not None:
                return ast.unparse(Substituted(self, known, given).visit(copy.deepcopy(expression)))
        return self.called(function, name, args, params)

    def tensor(self, var: Var) -> str:
        """The tensor that others see, whose memory this is."""
        if var in self.tracer.gradients:
            return f"{self.tensor(self.lasting[id(self.tracer.gradients[var])])}.grad"
        name = self.names[var]
        if var.place == "held":
            return self.space.bind(var.tensor, f"{name}_tensor")
        if name not in self.passed_in:
            self.passed_in[name] = self.space.fresh(f"{name}_tensor")
        return self.passed_in[name]

    def steps(self, line: Line) -> list[Step]:
        """The steps that a line is."""
        if line.kind == "passes":
            return self.passed(line)
        if line.kind == "writes":
            tensor, (var,) = self.tensor(line.call), line.args
            return [Step([], f"{line.hint}({tensor}, {self.names[var]})", {tensor.partition(".")[0], self.names[var]}, [], needed=True)]
        if line.kind == "clears":
            tensor = self.tensor(line.call)
            return [Step([], f"{tensor}.grad = None", {tensor}, [], needed=True)]
        if line.kind == "runs":
            name, _, method = line.hint.partition(".")
            args = [self.text(a) for a in line.args] + [f"{k}={self.text(v)}" for k, v in line.params.items()]
            return [Step([], f"{self.space.bind(line.call, name)}.{method}({', '.join(args)})", set(), [], needed=True)]
        if line.kind == "clips":
            tensors, rest = [self.tensor(var) for var in line.args[0]], [self.text(a) for a in line.args[1:]]
            text = self.called(line.call, line.call.__name__, [f"[{', '.join(tensors)}]", *rest], {k: self.text(v) for k, v in line.params.items()})
            names = [self.names[v] for v in line.outs if v in self.read]
            return [Step(names, f"{text}.array" if names else text, {*tensors}, [v.array for v in line.outs], "".join(names), needed=True)]
        return [self.forward(line)]

    def made_within(self, target: Any) -> bool:
        """Whether it is a leaf that lines of a step have made, of which nobody will see the gradient."""
        var = self.tracer.vars.get(id(target.array)) if isinstance(target, Tensor) else None
        return var is not None and var.tensor is None and var.memory is None and self.tracer.whole

    def passed(self, line: Line) -> list[Step]:
        """A backward pass within the program, which leaves gradients at the leaves."""
        roots = []
        for node in line.call:
            one = np.ones(node.shape, node.dtype)
            roots.append((self.text(one, "one"), node))
            self.values[roots[-1][0]] = one if one.shape else one[()]
        brought = [(var, out) for var, out in zip(line.args, line.outs, strict=True) if var.tensor is not None]
        if len(brought) < len(line.outs) and not self.read.isdisjoint({*line.outs} - {out for _, out in brought}):
            raise Refused("it uses the gradient of a leaf that is made in it")
        leaves = {var.tensor: self.names[var] for var, _ in brought}
        steps, contributions = self.backward(roots, leaves, line.calls)
        summed: dict[Any, str] = {}
        for leaf, name in contributions:
            if leaf in summed:
                value, both = self.values[summed[leaf]] + self.values[name], {summed[leaf], name}
                text = f"{summed[leaf]} + {name}"
                name = self.space.fresh(f"d_{leaves[leaf]}")
                steps.append(Step([name], text, both, [value], name))
                self.values[name] = value
            summed[leaf] = name
        for var, out in brought:
            name, tensor = summed[var.tensor], self.tensor(var)
            value = self.values[name]
            base, flags = getattr(value, "base", value), np.asarray(value).flags
            owned = base is None or (type(base) is np.ndarray and base.base is None and base.size == value.size and flags.writeable and flags.forc)
            owned = owned and isinstance(value, np.ndarray)
            owned = owned and not any(n != name and isinstance(v, np.ndarray) and np.may_share_memory(v, value) for n, v in self.values.items())
            names = [self.names[out]] if out in self.read else []
            steps.append(Step(names, f"accumulate({tensor}, {name}, {owned})", {tensor, name}, [out.array], "".join(names), needed=True))
        return steps

    def forward(self, line: Line) -> Step:
        """A line of the forward pass."""
        names, values = [self.names[v] for v in line.outs], [v.array for v in line.outs]
        op = line.op
        uses = {self.names[v] for v in variables([line.args, line.params]) if op is not None or v.place != "held"}
        args, params = [self.text(a, "constant") for a in line.args], {k: self.text(v, k) for k, v in line.params.items()}
        if op is None:
            if line.copies:
                args[0] = f"wrap(np.array({self.names[line.args[0].var]}, order='K'))"
            text = self.called(line.call, line.call.__name__, args, params)
            self.space.update(arrays=arrays, wrap=wrap)
            text = f"{text}.array" if line.single else f"arrays({text})" if names else text
            if line.shaped:
                self.space["shaped"] = shaped
                text = f"shaped({text}, {[getattr(v, 'shape', None) for v in values]})"
            return Step(names, text, uses, values, ", ".join(names) + ("," if len(names) == 1 and not line.single else ""), needed=True)
        function, layout = op.forward, op.layout
        if not getattr(values[0], "ndim", 1) or (
            layout is elementwise and all(a.array.flags.c_contiguous for a in line.args if isinstance(a, Var) and isinstance(a.array, np.ndarray))
        ):
            layout = None
        if line.half:
            function = in_float32(function, bool(op.keeps))
            function.__name__ = op.name
        if len(names) == 1 and not (op.multi_output or op.keeps or op.variadic):
            text = self.applied(function, op.name, op.inputs, args, params, op.defaults)
            text = text if layout is None else self.called(layout, "layout", [text, self.text(list(line.args), "constant")], {})
        else:
            text = self.called(function, op.name, args, params)
            if layout is not None and (op.keeps or op.multi_output):
                text = f"{self.space.bind(op, op.name)}._laid_out({self.space.bind(layout, 'layout')}, {text}, {self.text(list(line.args))})"
            elif layout is not None:
                text = self.called(layout, "layout", [text, self.text(list(line.args), "constant")], {})
        n = len(names) - len(op.keeps)
        results = f"({', '.join(names[:n])},)" if op.multi_output else ", ".join(names[:n])
        effect = any(inspect.isfunction(p) for p in parts_of(line.params))
        return Step(names, text, uses, values, ", ".join([results, *names[n:]]), effect, (line, None))

    # ------------------------------------------------------------------------------------------------------------ the backward pass

    def backward(
        self, roots: list[tuple[str, Any]], targets: dict[Any, str], calls: Mapping[Any, Any] = MappingProxyType({})
    ) -> tuple[list[Step], list[tuple[Any, str]]]:
        """The steps that `sweep` would take for gradients that arrive at ``roots``, and the contributions to each of ``targets``, in its order.

        ``calls`` are those of nodes which have been released since.
        """
        steps: list[Step] = []
        held: dict[Any, Any] = {}
        heap: list[tuple[int, Any]] = []
        found: list[tuple[Any, str]] = []
        called = {**{line.node: self.names[line.outs[0]] for line in self.by_node.values()}, **targets}

        def write(stem: str, text: str, value: Any, uses: set[str], of: Any = None) -> str:
            name = self.space.fresh(stem)
            steps.append(Step([name], text, uses, [value], name, of=of))
            self.values[name] = value
            return name

        def deliver(target: Any, name: str, value: Any, use: Any = None) -> None:
            result = target if isinstance(target, Node) else target.array
            if value.shape != result.shape:
                extra = value.ndim - len(result.shape)
                axes = (*range(extra), *(i + extra for i, n in enumerate(result.shape) if n == 1 and value.shape[i + extra] != 1))
                summed = total(value, axes) if axes else value
                text = self.called(total, "total", [name, str(axes)], {}) if axes else name
                text = text if axes and summed.shape == result.shape else f"{text}.reshape({result.shape})"
                value = unbroadcast(value, result.shape)
                name = write(name, text, value, {name})
            if value.dtype is not result.dtype:
                value = np.asarray(value, result.dtype)
                name = write(name, f"np.asarray({name}, {self.space.bind(result.dtype, str(result.dtype))})", value, {name})
            if target in targets:
                found.append((target, name))
                self.uses.append(use)
            elif target in held:
                before, sofar = held[target]
                held[target] = write(before, f"{before} + {name}", sofar + value, {before, name}), sofar + value
            elif target in self.by_node or (isinstance(target, Node) and target.index is not None):
                held[target] = name, value
                heapq.heappush(heap, (-target.sequence, target))
            elif not self.made_within(target):
                raise Refused(ELSEWHERE)

        for name, target in roots:
            one = np.ones(target.shape, target.dtype)
            self.values[name] = one if one.shape else one[()]
            deliver(target, name, self.values[name])
        while heap:
            node = heapq.heappop(heap)[1]
            arrived, extras = held.pop(node), node.extras
            if extras is not None and (extras.hooks or extras.retained or extras.before_hooks or extras.after_hooks):
                raise Refused("a hook, or retain_grad(), on a tensor that is computed")
            if extras is not None and extras.index is not None:
                whole = calls.get(node, node.calls)[0][0]
                if whole not in held:
                    held[whole] = [None] * len(whole.extras.outputs)
                    heapq.heappush(heap, (-whole.sequence, whole))
                held[whole][extras.index] = arrived
                continue
            if node not in calls and (node.calls is None or any(counter[0] != version for counter, version, _ in node.watched or ())):
                raise Refused("a write to what the backward pass needs")
            uses = {slot[0] for slot in (arrived if type(arrived) is list else [arrived]) if slot is not None}
            if type(arrived) is list:
                zeros = [(f"np.zeros{self.text(z, 'type')}", np.zeros(*z)) for z in extras.outputs]
                slots = [zero if slot is None else slot for slot, zero in zip(arrived, zeros, strict=True)]
                name, g = f"({', '.join([s[0] for s in slots])},)", tuple([s[1] for s in slots])
            else:
                name, g = arrived
            for (target, rule, arguments), (position, _, _) in zip(calls.get(node, node.calls), node.plan.calls, strict=True):
                line = self.by_node[node]
                text, used = self.rule(line, rule, position, name)
                value = rule(g, *arguments)
                if type(target) is not tuple:
                    to = name if text == name else write(f"d_{called.get(target, node.op.name)}", text, value, uses | used, (line, position))
                    deliver(target, to, value, (line, position))
                    continue
                wanted = [one is not None and part is not None for one, part in zip(target, value, strict=True)]
                names = [self.space.fresh(f"d_{called.get(t, node.op.name)}") if w else "_" for t, w in zip(target, wanted, strict=True)]
                self.values.update(zip(names, value, strict=True))
                steps.append(Step(names, text, uses | used, value, ", ".join(names) + ("," if len(names) == 1 else ""), of=(line, position)))
                for one, part, n, w, i in zip(target, value, names, wanted, position, strict=True):
                    if w:
                        deliver(one, n, part, (line, i))
        return steps, found

    def rule(self, line: Line, rule: Any, position: Any, g: str) -> tuple[str, set[str]]:
        """A rule as an expression, and the names that it uses beside the gradient's."""
        op, args = line.op, line.args
        known = {**op.defaults, **line.params, **dict(zip(op.inputs, args, strict=False)), "i": position}
        known.update(zip(op.keeps, line.outs[len(line.outs) - len(op.keeps) :], strict=True))
        known["out"] = tuple(line.outs) if op.multi_output else line.outs[0]
        known[op.variadic] = args[len(op.inputs) :]

        def value_of(name: str) -> Any:
            if name in known or name in op.inputs:
                return known.get(name)
            of, _, part = name.rpartition("_")
            given = known.get(of)
            return getattr(given.array if isinstance(given, Var) else given, part, None)

        asked = op.saved_names[rule]
        values = [value_of(n) for n in asked]
        texts = [g, *[self.text(v, n) for v, n in zip(values, asked, strict=True)]]
        first = inspect.unwrap(rule).__code__.co_varnames[0] if hasattr(inspect.unwrap(rule), "__code__") else "g"
        if line.half:
            rule.__name__ = f"{op.name}_rule"
        text = self.called(rule, "rule", texts, {}) if line.half else self.applied(rule, f"{op.name}_rule", (first, *asked), texts, {}, {})
        return text, {self.names[v] for v in variables(values)}


def parsed(text: str) -> Any:
    """An expression as a tree."""
    return ast.parse(text, mode="eval").body


class Substituted(ast.NodeTransformer):
    """An expression of a rule or function in the program's names, with everything computed that is known."""

    def __init__(self, writer: Writer, known: dict[str, Any], given: dict[str, str]) -> None:
        self.writer, self.known, self.given = writer, known, given

    def visit(self, node: Any) -> Any:
        """The new node; a constant if all in it is known."""
        made = super().visit(node)
        if isinstance(made, ast.IfExp) and isinstance(made.test, ast.Constant):
            return made.body if made.test.value else made.orelse
        if isinstance(made, (ast.Compare, ast.BoolOp, ast.Call, ast.Subscript, ast.BinOp, ast.Attribute)):
            if all(n.id in KNOWN for n in ast.walk(made) if isinstance(n, ast.Name)) and not any(isinstance(n, ast.Lambda) for n in ast.walk(made)):
                return self.constant(made)
            if isinstance(made, ast.BoolOp) and any(isinstance(v, ast.Constant) and v.value is isinstance(made.op, ast.Or) for v in made.values):
                return ast.Constant(isinstance(made.op, ast.Or))
        if isinstance(made, ast.Call):
            made.args = [
                a for arg in made.args for a in (arg.value.elts if isinstance(arg, ast.Starred) and isinstance(arg.value, ast.Tuple) else [arg])
            ]
        return made

    def constant(self, node: Any, names: Mapping[str, Any] = KNOWN) -> Any:
        """The literal that an expression is; the expression itself if it is none."""
        try:
            expression = ast.unparse(node).replace(" is not ", " != ").replace(" is ", " == ")  # of literals, for which Python warns of the others
            value = eval(expression, {"__builtins__": {}}, names)
            text = repr(value)
            return parsed(text) if ast.literal_eval(text) == value and type(value) in (int, bool, str, tuple, float) else node
        except (ValueError, SyntaxError, TypeError, NameError, AttributeError, ArithmeticError, IndexError):
            return node

    def visit_Name(self, node: ast.Name) -> Any:
        """A variable of the program, or what the name stands for where the expression is written."""
        if node.id in self.given:
            return parsed(self.given[node.id])
        if node.id in self.known and isinstance(node.ctx, ast.Load):
            return parsed("np" if self.known[node.id] is np else self.writer.text(self.known[node.id], node.id))
        return node

    def visit_Attribute(self, node: ast.Attribute) -> Any:
        """Shapes and types are known."""
        self.generic_visit(node)
        if node.attr in ("shape", "ndim", "size", "kind", "char", "type"):
            values = ChainMap(self.writer.values, self.writer.space)
            return parsed(f"np.{eval(ast.unparse(node), {}, values).__name__}") if node.attr == "type" else self.constant(node, values)
        return node

    def visit_Subscript(self, node: ast.Subscript) -> Any:
        """``x[()]`` of a number is the number."""
        self.generic_visit(node)
        return node.value if ast.unparse(node.slice) == "()" and isinstance(node.value, ast.Name) else node

    def visit_Call(self, node: ast.Call) -> Any:
        """Another operation within a rule is its function."""
        f = node.func
        if isinstance(f, ast.Attribute) and f.attr == "type" and all(isinstance(a, ast.Constant) for a in node.args):
            made = self.generic_visit(node)
            return parsed(self.writer.text(eval(ast.unparse(made), {"np": np}), "zero"))
        op = self.known.get(f.value.id) if isinstance(f, ast.Attribute) and f.attr == "apply" and isinstance(f.value, ast.Name) else None
        if not isinstance(op, Op) or op.keeps or any(isinstance(a, ast.Starred) for a in node.args):
            return self.generic_visit(node)
        args = [ast.unparse(self.visit(a)) for a in node.args]
        params = {str(k.arg): ast.unparse(self.visit(k.value)) for k in node.keywords}
        return parsed(self.writer.applied(op.forward, op.name, op.inputs, args, params, op.defaults))


def alive(steps: list[Step], wanted: set[str]) -> list[Step]:
    """The steps of which something is needed, with names for that only."""
    found = []
    for s in reversed(steps):
        if s.needed or wanted.intersection(s.names):
            wanted |= s.uses
            found.append(s)
    return found[::-1]


def body(steps: list[Step], kept: set[str], first: int, places: dict[tuple[Line, Any], int]) -> list[str]:
    """The lines, each with the shapes of its results; large arrays are let go after their last use. ``first`` is the number of the first line.

    In ``places`` the numbers of the lines are noted, by the operation, and the argument of which they are the rule.
    """
    last = {name: i for i, s in enumerate(steps) for name in (*s.names, *s.uses)}
    made = {n: v for s in steps for n, v in zip(s.names, s.values, strict=False)}
    lines = [] if steps else ["    pass"]
    for i, s in enumerate(steps):
        shapes = ", ".join([str(v.shape) for n, v in zip(s.names, s.values, strict=False) if n != "_" and hasattr(v, "shape")])
        if s.of is not None:
            line, positions = s.of
            places.update(((line, p), first + len(lines)) for p in (positions if type(positions) is tuple else (positions,)))
        lines.append(f"    {f'{s.left} = ' if s.names else ''}{s.text}{f'  # {shapes}' if shapes else ''}")
        gone = [n for n in made if last[n] == i and n not in kept and n != "_" and getattr(made[n], "nbytes", 0) > LARGE]
        if gone:
            lines.append(f"    del {', '.join(gone)}")
    return lines
