"""A compiled function: its programs, and the choice among them at each call."""

from __future__ import annotations

import inspect
import warnings
from collections.abc import Callable
from functools import update_wrapper
from types import MethodType
from typing import Any
from weakref import WeakSet

import numpy as np

from ...core import dtypes
from ...core.modes import mode
from ...core.node import Node
from ...core.op import Op, Plan, part_of
from ...core.sweep import grad
from ...core.tensor import Tensor, wrap
from .guards import Arguments, Space, Survey
from .program import LARGE, Step, Writer, variables
from .trace import Given, Line, Refused, Tracer, Var, parts_of, rebuilt, trace

MOST = 8  # programs of one function, and traces that did not lead to one
MISS = object()
everything: WeakSet[Any] = WeakSet()
OP = Op(lambda *inputs: None, name="CompiledFunction", title="CompiledFunctionBackward")
STATE = {"np": np, "Tensor": Tensor, "wrap": wrap, "mode": mode, "Node": Node, "MISS": MISS, "OP": OP, "part_of": part_of, "dtypes": dtypes}


def write(tensor: Tensor, value: Any) -> None:
    """Give a tensor that outlives the program its new numbers."""
    np.copyto(tensor.array, value)
    tensor._bump_version()


class Signature:
    """What two traces of the same call must have in common."""

    def __init__(self, tracer: Tracer, result: Any) -> None:
        self.number = {var: i for i, var in enumerate(tracer.all)}
        self.outer = [(id(v.tensor) if v.value is None else v.value.tobytes(), str(v.array.dtype), v.array.strides) for v in tracer.outer]
        self.lines = [
            (
                x.op or x.call, self.of(x.args), self.of(x.params), x.half, x.copies, None if x.node is None else x.node.plan and x.node.plan.calls,
                [None if v is None else (self.number.get(v), getattr(v.array, "shape", None), str(getattr(v.array, "dtype", None)), getattr(v.array, "strides", None)) for v in x.outs],
            )
            for x in tracer.lines
        ]  # fmt: skip
        self.result = self.of(rebuilt(result, lambda v: tracer.vars.get(id(v.array), "foreign") if isinstance(v, Tensor) else v))
        self.effects = [(id(t), self.number.get(v)) for t, v in tracer.effects if id(t) in tracer.held]

    def of(self, value: Any) -> Any:
        """A value as something to compare."""
        if isinstance(value, (Var, Given)):
            return type(value), self.number.get(value if isinstance(value, Var) else value.var)
        if isinstance(value, (tuple, list)):
            return type(value), [self.of(v) for v in value]
        if isinstance(value, dict):
            return dict, [(k, self.of(v)) for k, v in value.items()]
        if isinstance(value, (np.ndarray, np.generic)):
            return str(value.dtype), value.shape, value.tobytes()
        if isinstance(value, slice):
            return repr(value)
        if inspect.isfunction(value):
            return value.__code__, [self.of(c.cell_contents) for c in value.__closure__ or ()]
        if isinstance(value, (bool, int, float, str, type(None))):
            return type(value), repr(value)
        return id(value)

    def __eq__(self, other: object) -> bool:
        return vars(self).keys() == vars(other).keys() and all(vars(self)[k] == vars(other)[k] for k in ("outer", "lines", "result", "effects"))

    __hash__ = None  # type: ignore[assignment]


class Program:
    """One program: its source, and ``run``, which returns MISS where the program does not fit."""

    def __init__(self, name: str, tracer: Tracer, result: Any, arguments: Arguments, survey: Survey) -> None:
        space = arguments.space
        self.tracer_lines = tracer.lines
        captured = [v for v in tracer.outer if v.value is None]
        tensors: dict[Var, str] = {}  # the input tensors, as the code around the program calls them
        inputs: dict[Var, str] = {}  # and their arrays, as the program does
        for var in tracer.inputs:
            i = next(i for i, t in enumerate(arguments.tensors) if t.array is var.array)
            inputs[var] = tensors[var] = arguments.names[i]
        for var in captured:
            assert var.tensor is not None
            if id(var.tensor) not in survey.tensors:
                raise Refused("a tensor that the function uses, and of which it cannot be seen who holds it")
            tensors[var] = inputs[var] = space.bind(var.tensor, survey.tensors[id(var.tensor)][1])
        for var in tracer.outer:
            if var.value is not None:
                if var.tensor._requires_grad:  # type: ignore[union-attr]
                    raise Refused("a leaf that requires a gradient is made in it")
                inputs[var] = space.bind(var.value if var.value.shape else var.value[()], var.hint or "constant")
        constants = {v for v in inputs if v not in tensors}
        writer = Writer(tracer, space, inputs)
        targets: dict[Any, str] = {}
        for var, tensor_name in tensors.items():
            t: Any = var.tensor
            if t._requires_grad:
                targets.setdefault(t._node or t, tensor_name)
        self.expressions = {t: f"({n}._node or {n})" for t, n in targets.items()}

        # ---- results
        results: list[Var] = []  # what the program computes, once each
        wrapped: dict[int, str] = {}  # by identity of the tensor: how the caller gets it
        differentiable: list[tuple[Var, Tensor]] = []
        outer_objects = {id(v.tensor): n for v, n in tensors.items()}

        def place_of(t: Any) -> str:
            if not isinstance(t, Tensor):
                if not isinstance(t, (bool, int, float, str, type(None))):
                    raise Refused(f"it returns a {type(t).__name__}")
                return space.bind(t, "value")
            if id(t) in outer_objects:
                return outer_objects[id(t)]
            if id(t) not in wrapped:
                found = tracer.vars.get(id(t.array))
                if found is None or found in tensors or (id(t) in tracer.held):
                    raise Refused("it returns a tensor that no operation in it has made")
                if any(np.may_share_memory(t.array, r.array) for r in [*tensors, *results]):
                    raise Refused("it returns a tensor that shares memory with another")
                if t._requires_grad and t._node is None:
                    raise Refused("a leaf that requires a gradient is made in it")
                wrapped[id(t)] = space.fresh(f"t_{writer.names[found]}")
                if t._requires_grad:
                    differentiable.append((found, t))
                results.append(found)
            return wrapped[id(t)]

        def shape_of(value: Any) -> str:
            if isinstance(value, tuple):
                parts = "".join(f"{shape_of(v)}, " for v in value)
                return f"{space.bind(type(value), type(value).__name__)}({parts})" if hasattr(value, "_fields") else f"({parts})"
            if type(value) is list:
                return f"[{', '.join(map(shape_of, value))}]"
            if type(value) is dict:
                return f"{{{', '.join(f'{k!r}: {shape_of(v)}' for k, v in value.items())}}}"
            return place_of(value)

        shape = shape_of(result)
        effects: dict[int, tuple[Tensor, Var]] = {id(t): (t, v) for t, v in tracer.effects if id(t) in tracer.held}

        # ---- the backward pass
        roots = [(space.fresh(f"g_{i}" if len(differentiable) > 1 else "g"), t._node) for i, (_, t) in enumerate(differentiable)]
        with np.errstate(all="ignore"):
            steps, contributions = writer.backward(roots, targets) if roots else ([], [])
        steps = alive(steps, {n for _, n in contributions})
        saved = list(dict.fromkeys(v for s in steps for v in s.uses if isinstance(v, Var) and v not in constants))
        self.drawn = [v for x in tracer.lines if x.op is None for v in x.outs if v is not None] if roots else []
        forward = [Step(["_" if v is None else writer.names[v] for v in x.outs], writer.forward(x), variables([x.args, x.params]), x) for x in tracer.lines]
        kept = {id(v): None for v in (*results, *saved, *self.drawn, *[v for _, v in effects.values()])}
        forward = alive_forward(forward, set(kept), writer.names)
        used = {v for s in forward for v in s.uses} | set(saved) | set(results) | {v for _, v in effects.values()}
        taken = [v for v in tensors if v in used]
        if any(tensors[v] in [outer_objects[id(t)] for t, _ in effects.values() if id(t) in outer_objects] for v in saved if v in tensors):
            raise Refused("a write to what the backward pass needs")
        params = [inputs[v] for v in taken]
        returned = [*results, *[v for v in dict.fromkeys((*saved, *self.drawn)) if v not in results and v not in tensors]]
        lines = [f"def forward({', '.join(params)}):"]
        lines += body(forward, {writer.names[v] for v in returned} | {writer.names[v] for _, v in effects.values()}, writer.names, set(map(writer.names.get, tensors)))
        for t, v in effects.values():
            space["write"] = write
            lines.append(f"    write({space.bind(t, survey.tensors[id(t)][1])}, {writer.names[v]})")
        lines.append(f"    return {', '.join(writer.names[v] for v in returned) or 'None'}")
        if roots:
            lines += ["", "", f"def backward({', '.join([*[n for n, _ in roots], *[writer.names[v] for v in saved]])}):"]
            lines += body(steps, {n for _, n in contributions}, writer.names, set())
            lines.append(f"    return {', '.join(n for _, n in contributions)},")
        self.source = "\n".join(lines) + "\n"

        # ---- the code around it
        grads = any(t._requires_grad for _, t in differentiable)
        say = [f"mode.grad_enabled is {mode.grad_enabled}", "not mode.long_way", "not mode.inference", f"dtypes._default is {space.bind(dtypes._default, 'default')}"]
        say += [f"({n}._view is None or {n}._refresh() is None)" for n in arguments.names if False]
        say += arguments.conditions + survey.conditions(space, [t for v in captured if (t := v.tensor) is not None])
        say += [f"{tensors[v]} is {space.bind(v.tensor, 'tensor')}" for v in tracer.inputs if id(v.tensor) in survey.tensors]
        for v in captured:
            t = v.tensor
            like = (v.array.shape, v.array.dtype, v.array.strides)
            n = tensors[v]
            say.append(f"({n}.array is {space.bind(v.array, 'memory')} or ({n}.array.shape, {n}.array.dtype, {n}.array.strides) == {space.bind(like, 'like')})")
            say.append(f"{n}._requires_grad is {t._requires_grad}")  # type: ignore[union-attr]
        given = ", ".join(f"{tensors[v]}.array{'' if v.array.shape else '[()]'}" for v in taken)
        names = [writer.names[v] for v in returned]
        run = ["def run(args, kwargs):", "    if not (", "        " + "\n        and ".join(say), "    ):", "        return MISS"]
        run.append(f"    {', '.join(names)}{' = ' if names else ''}forward({given})")
        self.op_inputs = list(dict.fromkeys(t for t, _ in contributions))
        if grads:
            passed = ", ".join(f"{tensors[v]}.array{'' if v.array.shape else '[()]'}" if v in tensors else writer.names[v] for v in saved)
            several = len(roots) > 1
            given_ = "*g" if several else "g"
            run += ["    def rule(g):", "        if mode.rules_on_tensors" + (" or any(x is None for x in g)" if several else "") + ":"]
            run.append(f"            return again(({''.join(f'{tensors[v]}, ' for v in tensors)}), ({''.join(f'{writer.names[v]}, ' for v in self.drawn)}), g)")
            run.append(f"        return backward({', '.join(x for x in (given_, passed) if x)})")
            watched = [v for v in tensors if any(isinstance(s.array, np.ndarray) and np.may_share_memory(v.array, s.array) for s in saved)]
            space["PLAN"] = Plan(((tuple(range(len(contributions))), None, ()),), (), False)
            # positions of what is watched: those of the targets, so that a message can name it
            versions = ", ".join(f"({tensors[v]}._version, {tensors[v]}._version[0], {i})" for i, v in enumerate(watched))
            where = "".join(f"{self.expressions[t]}, " for t, _ in contributions)
            spec = [(t._node.shape, t._node.dtype) for _, t in differentiable]
            tail = "" if several else f", {spec[0][0]}, {space.bind(spec[0][1], str(spec[0][1]))}"
            run.append(f"    node = Node(OP, PLAN, [(({where}), rule, ())], {{}}, {f'[{versions}]' if saved else None}{tail})")
            if several:
                run.append(f"    node.make_extras().outputs = {space.bind(spec, 'outputs')}")
                run.append("    node.extras.materialize = False")
        for i, v in enumerate(results):
            own = next((k for k, (d, _) in enumerate(differentiable) if d is v), None)
            nodes = "" if own is None else ", node" if len(roots) == 1 else f", part_of(node, {own})"
            t_name = list(wrapped.values())[i]
            value = f"{writer.names[v]}.copy()" if v in constants else writer.names[v]
            run.append(f"    {t_name} = wrap({value}{nodes})")
            if own is not None and any(isinstance(s.array, np.ndarray) and np.may_share_memory(s.array, v.array) for s in saved):
                run.append(f"    node.watched.append(({t_name}._version, 0, -1))")
        run.append(f"    return {shape}")
        for name_, value in STATE.items():
            space[name_] = value
        self.lines, self.tensors, self.result = tracer.lines, list(tensors), [t for _, t in differentiable]
        self.order = [t for t, _ in contributions]
        self.shape_vars = [v for v, _ in differentiable]
        self.constants = {v: v.value for v in constants}
        self.positions = [next((i for i, v in enumerate(tensors) if (v.tensor._node or v.tensor) is t), 0) for t in self.order]  # type: ignore[union-attr]
        space["again"] = self.again
        space["__name__"] = "autograd.compiled"
        file = f"<compiled {name}>"
        exec(compile(self.source + "\n\n" + "\n".join(run), file, "exec"), space)
        self.run_source = "\n".join(run)
        self.run: Callable[..., Any] = space["run"]
        for line in self.lines:
            line.node = None
        for var in tracer.all:
            if var not in constants and not isinstance(var.array, float):
                var.array = None
        for var in self.tensors:
            var.tensor = None if var in tracer.inputs else var.tensor
        del self.result, self.order, self.op_inputs

    def again(self, inputs: tuple[Tensor, ...], drawn: tuple[Any, ...], g: Any) -> Any:
        """The gradients as Tensors that can be differentiated again: the operations once more, recorded."""
        made: dict[Var, Any] = dict(zip(self.tensors, inputs, strict=True))
        made.update((v, wrap(a)) for v, a in self.constants.items())
        made.update(zip(self.drawn, drawn, strict=True))

        def value(a: Any) -> Any:
            if isinstance(a, Var):
                return made[a]
            if inspect.isfunction(a) and a.__closure__:
                return lambda *given: None
            return a

        create = mode.rules_on_tensors
        before = mode.grad_enabled, mode.rules_on_tensors
        mode.grad_enabled, mode.rules_on_tensors = True, False
        try:
            for line in self.lines:
                if line.op is None:
                    continue
                out = line.op(*rebuilt(line.args, value), **rebuilt(line.params, value))
                results = out if line.op.multi_output else (out,)
                made.update(zip(line.outs, results, strict=False))
        finally:
            mode.grad_enabled, mode.rules_on_tensors = before
        several = len(self.shape_vars) > 1
        given = [(made[v], h) for v, h in zip(self.shape_vars, g if several else (g,), strict=True) if h is not None]
        wanted = list(dict.fromkeys(self.positions))
        mode.grad_enabled = True
        gradients = grad([o for o, _ in given], [inputs[i] for i in wanted], [h if isinstance(h, Tensor) else wrap(h) for _, h in given], create_graph=create, allow_unused=True)
        mode.grad_enabled = before[0]
        by = dict(zip(wanted, gradients, strict=True))
        found = [by.pop(i, None) for i in self.positions]
        return found if create else [None if f is None else f.array for f in found]


def alive(steps: list[Step], needed: set[str]) -> list[Step]:
    """The steps of which something is needed."""
    found = []
    for s in reversed(steps):
        if needed.intersection(s.names):
            found.append(s)
            needed = needed.union(u for u in s.uses if isinstance(u, str))
    return found[::-1]


def alive_forward(steps: list[Step], needed: set[int], names: dict[Var, str]) -> list[Step]:
    """The same for the forward pass, where draws and writes are needed anyway."""
    found = []
    for s in reversed(steps):
        line: Line = s.values
        effect = line.op is None or any(inspect.isfunction(p) for p in parts_of(line.params))
        mine = [v for v in line.outs if v is not None]
        if effect or any(id(v) in needed for v in mine):
            needed.update(id(v) for v in s.uses)
            outs = ["_" if v is None or id(v) not in needed else names[v] for v in line.outs]
            found.append(s._replace(names=outs))
    return found[::-1]


def body(steps: list[Step], kept: set[str], names: dict[Var, str], never: set[str]) -> list[str]:
    """The lines, each with the shape of its result; large arrays are let go after their last use."""
    found = [] if steps else ["    pass"]
    last: dict[str, int] = {}
    sizes: dict[str, int] = {}
    for i, s in enumerate(steps):
        for u in s.uses:
            last[u if isinstance(u, str) else names[u]] = i
        values = [None if v is None else v.array for v in s.values.outs] if isinstance(s.values, Line) else s.values
        for n, v in zip(s.names, values, strict=False):
            sizes[n] = getattr(v, "nbytes", 0)
            last.setdefault(n, i)
    gone: dict[int, list[str]] = {}
    for n, i in last.items():
        if sizes.get(n, 0) > LARGE and n not in kept and n not in never and n != "_":
            gone.setdefault(i, []).append(n)
    for i, s in enumerate(steps):
        values = [None if v is None else v.array for v in s.values.outs] if isinstance(s.values, Line) else s.values
        shapes = [str(getattr(v, "shape", "")) for v, n in zip(values, s.names, strict=False) if n != "_"]
        if isinstance(s.values, Line):
            line = s.values
            one = not (line.op.multi_output or line.op.keeps) if line.op else len(s.names) <= 1
        else:
            one = type(values) is list
        if one:
            left = s.names[0] + " = " if s.names and s.names[0] != "_" else ""
            found.append(f"    {left}{s.text}  # {', '.join(shapes)}".rstrip(" #"))
        elif isinstance(s.values, Line) and s.values.op and s.values.op.multi_output and s.values.op.keeps:
            n = len(s.names) - len(s.values.op.keeps)
            found.append(f"    ({', '.join(s.names[:n])},), {', '.join(s.names[n:])} = {s.text}  # {', '.join(shapes)}")
        else:
            found.append(f"    {', '.join(s.names)}{',' if len(s.names) == 1 else ''} = {s.text}  # {', '.join(shapes)}")
        if i in gone:
            found.append(f"    del {', '.join(gone[i])}")
    return found


class Compiled:
    """A function that runs as the program that it was the first times."""

    def __init__(self, function: Callable[..., Any], fullgraph: bool = False) -> None:
        self.function, self.fullgraph = function, fullgraph
        self.programs: list[Program] = []
        self.pending: list[tuple[Any, Any, Signature]] = []
        self.reason = ""  # why it runs eagerly, if it does
        self.attempts = self.unsteady = 0
        if hasattr(function, "__name__"):
            update_wrapper(self, function)
        everything.add(self)
        inner = getattr(function, "forward", function) if hasattr(type(function), "named_modules") else function
        try:
            self.names = [n for n in inspect.signature(inner).parameters]
        except (TypeError, ValueError):
            self.names = []

    def __get__(self, instance: Any, owner: Any = None) -> Any:
        return self if instance is None else MethodType(self, instance)

    def __reduce__(self) -> Any:
        return Compiled, (self.function, self.fullgraph)

    def forget(self) -> None:
        """Begin anew."""
        self.programs, self.pending, self.reason, self.attempts, self.unsteady = [], [], "", 0, 0

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        for program in self.programs:
            result = program.run(args, kwargs)
            if result is not MISS:
                return result
        if self.reason or mode.tracer is not None or mode.long_way or mode.inference or mode.rules_on_tensors:
            return self.function(*args, **kwargs)
        return self.slow(args, kwargs)

    @property
    def source(self) -> str:
        """The programs as text."""
        return "\n\n".join(p.source for p in self.programs)

    def refuse(self, why: str) -> None:
        """Run eagerly from now on, and say why."""
        name = getattr(self.function, "__name__", type(self.function).__name__)
        self.reason = why
        text = f"torch.compile: {name} runs eagerly, as it cannot be written down as a program: {why}"
        if self.fullgraph:
            raise RuntimeError(text)
        warnings.warn(text, UserWarning, stacklevel=4)

    def slow(self, args: Any, kwargs: Any) -> Any:
        """Call the function once as it is, and note what it does."""
        if len(self.programs) >= MOST or self.attempts >= 3 * MOST:
            self.refuse(f"it was compiled for {len(self.programs)} kinds of arguments, and these are another")
            return self.function(*args, **kwargs)
        self.attempts += 1
        try:
            arguments = Arguments(args, kwargs, Space(STATE), self.names)
        except Refused as error:
            self.refuse(str(error))
            return self.function(*args, **kwargs)
        for t in arguments.tensors:
            t._refresh()
        roots = [("", self.function), *arguments.objects]
        before = Survey(roots, {})
        state = before.state()
        key = (arguments.key, mode.grad_enabled, dtypes._default, state[0])
        result, tracer = trace(self.function, args, kwargs, arguments.tensors, before.tensors)
        if tracer.refusal:
            self.refuse(tracer.refusal)
            return result
        changed = Survey(roots, {}).state() != state
        self.unsteady += changed
        if self.unsteady > 2:
            self.refuse("it changes an object that outlives the call, at each call")
            return result
        signature = Signature(tracer, result)
        pending = [p for p in self.pending if p[0] == key]
        if changed or not pending or pending[-1][2] != signature:
            if len(pending) >= 2:
                self.refuse("it does something else at each call")
            if not changed:
                self.pending.append((key, None, signature))
            return result
        try:
            survey = Survey(roots, tracer.codes)
            name = getattr(self.function, "__name__", type(self.function).__name__)
            self.programs.insert(0, Program(name, tracer, result, arguments, survey))
            self.pending = [p for p in self.pending if p[0] != key]
        except Refused as error:
            self.refuse(str(error))
        return result


