"""A compiled function: its programs, and the choice among them at each call."""

from __future__ import annotations

import dis
import inspect
import linecache
import sys
import warnings
from collections.abc import Callable
from functools import update_wrapper
from itertools import count
from pathlib import Path
from types import MethodType
from typing import Any
from weakref import WeakSet, finalize

import numpy as np

from ...core import dtypes
from ...core.hooks import of_all_modules, together
from ...core.modes import enable_grad, mode, set_grad_enabled
from ...core.node import Node
from ...core.op import Op, Plan, part_of
from ...core.sweep import _accumulate, grad
from ...core.tensor import Tensor, wrap
from .guards import SCALARS, Arguments, Space, Survey, same, stale
from .program import Writer, alive, body
from .trace import OURS, Refused, Tracer, Var, rebuilt, trace

MOST = 8  # programs of one function
NUMBERS = count(1)
MISS = object()
OP = Op(lambda *inputs: None, name="CompiledFunction", title="CompiledFunctionBackward")
everything: WeakSet[Any] = WeakSet()  # that is compiled


def write(tensor: Tensor, value: Any) -> None:
    """Give a tensor that outlives the program its new numbers."""
    np.copyto(tensor.array, value)
    tensor._bump_version()


def write_data(tensor: Tensor, value: Any) -> None:
    """The same through ``data``, which nobody is told of."""
    np.copyto(tensor.array, value)


def accumulate(leaf: Tensor, gradient: Any, owned: bool) -> Any:
    """Add a gradient to a leaf's, as a backward pass does; ``owned`` if nobody else holds it. Returns the sum."""
    if type(gradient) is not np.ndarray:
        gradient, owned = np.array(gradient), True
    _accumulate(leaf, {leaf: gradient}, leaf, False, owned)
    return leaf._grad.array  # type: ignore[union-attr]


def leaf_of(value: Any) -> Tensor:
    """A new leaf that requires a gradient."""
    leaf = wrap(np.array(value))
    leaf._requires_grad = True
    return leaf


def spent(value: Any) -> Tensor:
    """A result whose backward pass is over."""
    node = Node(OP, None, None, {}, [], value.shape, value.dtype)
    node.released_targets = ()
    return wrap(value, node)


AROUND: dict[str, Any] = dict(np=np, wrap=wrap, mode=mode, Node=Node, MISS=MISS, OP=OP, part_of=part_of, dtypes=dtypes, stale=stale)
AROUND.update(write=write, write_data=write_data, accumulate=accumulate, leaf_of=leaf_of, spent=spent)
AROUND.update(dict.fromkeys("args kwargs run rule node given again forward backward step PLAN".split(), Refused))  # names that are taken


def alike(a: Any, b: Any) -> bool:
    """Whether what two programs of the same call have bound to a name is the same."""
    if a is b or type(a) is not type(b):
        return a is b
    if isinstance(a, (np.ndarray, np.generic)):
        return (a.dtype, a.shape, a.tobytes()) == (b.dtype, b.shape, b.tobytes())
    if isinstance(a, (tuple, list)):
        return len(a) == len(b) and all(map(alike, a, b))
    if isinstance(a, dict):
        return a.keys() == b.keys() and all(alike(v, b[k]) for k, v in a.items())
    if inspect.isfunction(a):
        return a.__code__ is b.__code__ and alike(*[[cell.cell_contents for cell in f.__closure__ or ()] for f in (a, b)])
    return type(a) is object or (isinstance(a, SCALARS) and same(a, b)) or (type(a) is frozenset and a == b)  # an object stands for a variable


class Program:
    """One program: its ``source``, and ``run``, which returns MISS where the program does not fit."""

    def __init__(self, name: str, tracer: Tracer, result: Any, arguments: Arguments, survey: Survey) -> None:
        space = arguments.space
        self.tensors: dict[Var, str] = {}  # the tensors that go in, by the names that the code around the program has for them
        for var in tracer.inputs:
            self.tensors[var] = arguments.arrays[id(var.array)]
        for var in tracer.outer:
            if var.value is None:
                if id(var.tensor) not in survey.tensors:
                    raise Refused("a tensor that it has found in a place that cannot be watched")
                self.tensors[var] = space.bind(var.tensor, survey.tensors[id(var.tensor)][1])
            elif var.tensor._requires_grad and not tracer.whole:  # type: ignore[union-attr]
                raise Refused("a leaf that requires a gradient is made in it")
            elif var.tensor._requires_grad:  # type: ignore[union-attr]
                self.tensors[var] = space.fresh(var.hint or "leaf")
        self.constants = {v: v.value for v in tracer.outer if v.value is not None and v not in self.tensors}
        names = {v: space.bind(a if a.shape else a[()], v.hint or "constant") for v, a in self.constants.items()}
        writer = Writer(tracer, space, {**self.tensors, **names})
        self.results: list[tuple[Var, Tensor, str]] = []
        self.numbers: list[str] = []  # what is returned as numbers
        shape = self.shape_of(result, tracer, writer)
        self.whole = tracer.whole
        recorded = [] if self.whole else [(v, t._node) for v, t, _ in self.results if t._requires_grad]
        self.lines, self.roots = tracer.lines, [v for v, _ in recorded]
        if any(line.kind == "runs" and id(line.call) not in survey.seen for line in tracer.lines):
            raise Refused("an optimizer that it has found in a place that cannot be watched")
        over = {node for line in tracer.lines for node in line.calls}
        if self.whole and any(t._requires_grad and t._node not in over for _, t, _ in self.results):
            raise Refused("it returns what no backward pass in it has passed through")
        self.ends = [writer.made_by(node) for _, node in recorded]
        targets: dict[Any, str] = {}
        for var, n in self.tensors.items():
            if var.tensor._requires_grad:  # type: ignore[union-attr]
                targets.setdefault(var.tensor._node or var.tensor, n)  # type: ignore[union-attr]
        roots = [space.fresh(f"g_{i}" if len(self.roots) > 1 else "g") for i in range(len(self.roots))]
        with np.errstate(all="ignore"):
            steps, contributions = writer.backward(list(zip(roots, [node for _, node in recorded], strict=True)), targets)
        steps = alive(steps, {n for _, n in contributions})
        needed = {u: None for s in steps for u in sorted(s.uses)} | dict.fromkeys(n for _, n in contributions)
        saved = [n for n in needed if n in writer.names.values() and n not in names.values()]
        # what a function that is no operation has returned is kept for second derivatives: it may have been drawn
        self.drawn = [v for x in tracer.lines if x.op is None for v in x.outs] if roots else []
        drawn = [writer.names[v] for v in self.drawn]
        if not {self.tensors[line.call] for line in tracer.lines if line.kind == "writes" and line.call in self.tensors}.isdisjoint(saved):
            raise Refused("a write to what the backward pass needs")
        own = [*[writer.names[v] for v, _, _ in self.results], *self.numbers]
        returned = list(dict.fromkeys([*own, *[n for n in (*saved, *drawn) if n not in self.tensors.values()]]))
        with np.errstate(all="ignore"):
            # writes come last, so that a program that fails has changed nothing; in a whole step they have to be in their places
            lines = tracer.lines if self.whole else sorted(tracer.lines, key=lambda line: line.kind == "writes")
            forward = alive([step for line in lines for step in writer.steps(line)], {*returned})
        used = {u for s in forward for u in s.uses} | {*returned}
        arrays = {n: f"{n}.array{'' if v.array.shape else '[()]'}" for v, n in self.tensors.items()}
        arrays.update({inside: n for n, inside in writer.passed_in.items()})
        taken = [n for n in arrays if n in used]
        called = "step" if self.whole else "forward"
        places: dict[Any, int] = {}
        text = [f"def {called}({', '.join(taken)}):", *body(forward, {*returned}, 2, places)]
        text.append(f"    return {', '.join(returned) or None}")
        if roots:
            text += ["", "", f"def backward({', '.join([*roots, *saved])}):"]
            text += body(steps, {n for _, n in contributions}, len(text) + 1, places)
            text.append(f"    return {''.join(f'{n}, ' for _, n in contributions).rstrip() or '()'}")
        self.source = "\n".join(text)

        leaves = {n: v.value for v, n in self.tensors.items() if v.value is not None}  # that are made in it
        conditions = [f"mode.grad_enabled is {mode.grad_enabled}", *arguments.conditions]
        conditions.append(f"dtypes._default is {space.bind(dtypes._default, 'default')}")
        conditions += survey.conditions(space)
        conditions += [f"{self.tensors[v]} is {space.bind(v.tensor, 'thing')}" for v in tracer.inputs if id(v.tensor) in survey.tensors]
        for tensor, n in [*[(v.tensor, n) for v, n in self.tensors.items()], *[(t, space.bind(t, n)) for t, n, _ in survey.tensors.values()]]:
            made = n in leaves
            if any(not a.startswith("_") and (survey.names is None or made or a in survey.names) for a in vars(tensor)):
                raise Refused("an attribute of the user's own on a tensor")
            conditions += [f"len(vars({n})) == {len(vars(tensor))}"] if survey.names is None and not made else []
        run = ["def run(args, kwargs):", "    try:", "        if not (", "            " + "\n            and ".join(conditions), "        ):"]
        run += ["            return MISS", "    except (AttributeError, LookupError, TypeError):  # something is gone", "        return MISS"]
        run += [f"    {n} = leaf_of({space.bind(value, 'start')})" for n, value in leaves.items()]
        run.append(f"    {', '.join(returned)}{' = ' if returned else ''}{called}({', '.join([arrays[n] for n in taken])})")
        plan = None
        if roots:
            several, spec = len(roots) > 1, [(node.shape, node.dtype) for _, node in recorded]
            everything_in = f"({''.join(f'{n}, ' for n in self.tensors.values())}), ({''.join(f'{n}, ' for n in drawn)})"
            run += ["    def rule(given):", f"        if mode.rules_on_tensors{' or any(one is None for one in given)' if several else ''}:"]
            one = "[0]" if len(contributions) == 1 and not several else ""  # a rule of one input has one result, and not a tuple
            run.append(f"            return again({everything_in}, given){one}")
            run.append(f"        return backward({', '.join(['*given' if several else 'given', *[arrays.get(n, n) for n in saved]])}){one}")
            # a write to what is saved is an error of the backward pass, as ever
            memory = [writer.values[n] for n in saved if isinstance(writer.values[n], np.ndarray)]
            watched = [n for v, n in self.tensors.items() if any(np.may_share_memory(v.array, m) for m in memory)]
            versions = ", ".join([f"({n}._version_counter, {n}._version_counter[0], {i})" for i, n in enumerate(watched)])
            like = "" if several else f", {spec[0][0]}, {space.bind(spec[0][1], str(spec[0][1]))}"
            to = ", ".join([f"{targets[t]}._node or {targets[t]}" for t, _ in contributions])
            plan = Plan(((0 if one else tuple(range(len(contributions))), None, ()),), (), False)
            to, watching = to if one else f"({to}, )" if to else "()", f"[{versions}]" if saved else "None"
            run.append(f"    node = Node(OP, PLAN, [({to}, rule, ())], {{}}, {watching}{like})")
            run += [f"    node.make_extras().outputs = {space.bind(spec, 'outputs')}", "    node.extras.materialize = False"] if several else []
        for v, t, n in self.results:
            if t._requires_grad and self.whole:
                run.append(f"    {n} = spent({writer.names[v]})")
                continue
            node = (f", part_of(node, {self.roots.index(v)})" if len(roots) > 1 else ", node") if t._requires_grad else ""
            copied = ".copy('K')" if v in self.constants else ""
            run.append(f"    {n} = wrap({writer.names[v]}{copied}{node})")
            if node and any(np.may_share_memory(m, v.array) for m in memory):
                run.append(f"    node.watched.append(({n}._version_counter, 0, -1))")
        run.append(f"    return {shape}")
        self.positions = [next(i for i, v in enumerate(self.tensors) if (v.tensor._node or v.tensor) is t) for t, _ in contributions]  # type: ignore[union-attr]
        self.uses = writer.uses
        self.bound = dict(space)
        space.update(AROUND, again=self.again, PLAN=plan, __name__="autograd.compiled")
        self.conditions, self.space = "\n".join(run), space
        self.file = f"<compiled {name} {next(NUMBERS)}>"
        linecache.cache[self.file] = len(self.source), None, self.source.splitlines(True), self.file  # for tracebacks, and for who shows it
        finalize(self, linecache.cache.pop, self.file, None)
        exec(compile(f"{self.source}\n\n\n{self.conditions}", self.file, "exec"), space)
        self.run: Callable[..., Any] = space["run"]
        recorded_lines = [line for line in self.lines if line.op is not None and line.node is not None]
        self.made = [(line.op.name, line.node.shape) for line in recorded_lines]  # what is recorded when the function runs as it is
        self.places = {
            (i, p): places[line, p] for i, line in enumerate(recorded_lines) for p in (None, *range(len(line.args))) if (line, p) in places
        }
        for line in self.lines:
            line.node, line.calls = line.node is not None, {}  # whether it is to be recorded
        for var in tracer.all:
            var.array, var.tensor = None, var.tensor if var.place == "held" else None
        self.results, self.lines = [], tracer.lines if roots else []

    def same(self, other: Program) -> bool:
        """Whether the other program, of another trace of the same call, is this one."""
        return (self.source, self.conditions) == (other.source, other.conditions) and alike(self.bound, other.bound)

    def shape_of(self, value: Any, tracer: Tracer, writer: Writer) -> str:
        """What the function returns, as an expression of the tensors that the program returns; these are noted as ``results``."""
        if isinstance(value, (tuple, list)):
            parts = "".join([f"{self.shape_of(v, tracer, writer)}, " for v in value])
            made = f"{writer.space.bind(type(value), type(value).__name__)}({parts})" if hasattr(value, "_fields") else f"({parts})"
            return f"[{parts}]" if type(value) is list else made
        if type(value) is dict:
            return f"{{{', '.join([f'{k!r}: {self.shape_of(v, tracer, writer)}' for k, v in value.items()])}}}"
        if id(value) in tracer.numbers:
            var = tracer.numbers[id(value)][1]
            if var in writer.names and var not in self.constants and var not in self.tensors:
                self.numbers.append(writer.names[var])
                return f"{writer.names[var]}.item()"
            raise Refused("it returns the number of a tensor that no operation in it has made")
        if not isinstance(value, Tensor):
            if not isinstance(value, SCALARS):
                raise Refused(f"it returns a {type(value).__name__}")
            return writer.space.bind(value, "value")
        for var, name in self.tensors.items():
            if var.tensor is value:
                return name
        for _, t, name in self.results:
            if t is value:
                return name
        found = tracer.vars.get(id(value.array))
        if type(value) is not Tensor or any(not a.startswith("_") for a in vars(value)):
            raise Refused("it returns a tensor of another class, or with an attribute of the user's own")
        if found is None or found in self.tensors or id(value) in tracer.held or (value._requires_grad and value._node is None):
            raise Refused("it returns a tensor that no operation in it has made")
        if any(np.may_share_memory(value.array, v.array) for v in (*self.tensors, *tracer.gradients, *[v for v, _, _ in self.results])):
            raise Refused("it returns a tensor that shares memory with another")
        self.results.append((found, value, writer.space.fresh(f"t_{writer.names[found]}")))
        return self.results[-1][2]

    def again(self, inputs: tuple[Tensor, ...], drawn: tuple[Any, ...], g: Any) -> Any:
        """The gradients as Tensors that can be differentiated again, or of some of the results only: the operations once more, recorded."""
        made: dict[Var, Any] = {v: wrap(a) for v, a in self.constants.items()}
        made.update(zip(self.tensors, inputs, strict=True))
        made.update((v, wrap(a) if v.place == "tensor" else a) for v, a in zip(self.drawn, drawn, strict=True))
        create, mode.rules_on_tensors = mode.rules_on_tensors, False
        apart: dict[Any, Tensor] = {}  # each use of an input is a tensor of its own: the contributions to its gradient arrive one by one

        def value(a: Any) -> Any:
            return made[a] if isinstance(a, Var) else (lambda *_: None) if inspect.isfunction(a) and a.__closure__ else a

        def argument(line: Any, i: int, a: Any) -> Any:
            if i in line.cut:
                return made[a].detach()
            if create or (line, i) not in self.uses:
                return rebuilt(a, value)
            apart[line, i] = made[a].detach().requires_grad_()
            return apart[line, i]

        try:
            with enable_grad():
                for line in self.lines:
                    if line.op is not None:
                        with set_grad_enabled(line.node):
                            out = line.op(*[argument(line, i, a) for i, a in enumerate(line.args)], **rebuilt(line.params, value))
                        made.update(zip(line.outs, out if line.op.multi_output else (out,), strict=False))
                given = [
                    (made[v], h if isinstance(h, Tensor) else wrap(h))
                    for v, h in zip(self.ends, g if len(self.ends) > 1 else (g,), strict=True)
                    if h is not None
                ]
                places = list(dict.fromkeys(self.positions))
                wanted = [inputs[i] for i in places] if create else [apart[use] for use in self.uses]
                found = grad([v for v, _ in given], wanted, [h for _, h in given], create_graph=create, allow_unused=True)
        finally:
            mode.rules_on_tensors = create
        if not create:
            return [None if p is None else p.array for p in found]
        by_position = dict(zip(places, found, strict=True))
        return [by_position.pop(i, None) for i in self.positions]  # all of it as the first contribution


class Compiled:
    """A function that runs as the program that it was the first times."""

    def __init__(self, function: Callable[..., Any], fullgraph: bool = False) -> None:
        self.function, self.fullgraph = function, fullgraph
        self.forget()
        if hasattr(function, "__name__"):
            update_wrapper(self, function)
        everything.add(self)
        self.called = getattr(function, "__name__", type(function).__name__)
        try:
            parameters = inspect.signature(getattr(function, "forward", function)).parameters
            self.names = [name for name, parameter in parameters.items() if parameter.kind is not parameter.VAR_POSITIONAL]
        except (TypeError, ValueError):
            self.names = []

    def forget(self) -> None:
        """Begin anew."""
        self.programs: list[Program] = []
        self.pending: list[tuple[Any, Program]] = []  # those of which one trace is known, and what they are for
        self.reason = ""  # why it runs eagerly, if it does

    def __get__(self, instance: Any, owner: Any = None) -> Any:
        return self if instance is None else MethodType(self, instance)

    def __reduce__(self) -> Any:
        return Compiled, (self.function, self.fullgraph)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        if mode.long_way or mode.inference or mode.rules_on_tensors or of_all_modules or together:
            if mode.observer is None or not self.programs:
                return self.function(*args, **kwargs)
            with mode.observer.within(self.programs):
                return self.function(*args, **kwargs)
        try:
            for program in self.programs:
                result = program.run(args, kwargs)
                if result is not MISS:
                    return result
        except Exception as error:
            if program.whole:  # which may have changed parameters already
                raise
            result = self.function(*args, **kwargs)  # which says what is wrong
            self.refuse(Refused(f"its program has failed: {error!r}"))
            return result
        return self.function(*args, **kwargs) if self.reason else self.traced(args, kwargs)

    @property
    def source(self) -> str:
        """The programs as text."""
        return "\n\n\n".join([p.source for p in self.programs])

    def save(self, file: Any) -> None:
        """Write the latest program to a file of Python, which runs by itself; it needs NumPy, and this library for the larger functions."""
        if not self.programs:
            raise RuntimeError(f"{self.called} has no program yet: call it three times first{f', or: {self.reason}' if self.reason else ''}")
        program, lines = self.programs[0], ["import numpy as np"]
        written = [program.space[name] for name in ("forward", "backward", "step")]
        loads = [i for function in written if inspect.isfunction(function) for i in dis.get_instructions(function)]
        names = {i.argval for i in loads if i.opname == "LOAD_GLOBAL"}
        for name in sorted(names & program.space.keys() - {"np"}):
            value = program.space[name]
            module, own = getattr(value, "__module__", None), getattr(value, "__qualname__", "")
            if isinstance(value, (np.ndarray, np.generic)):
                lines.append(f"{name} = np.array({value.tolist()!r}, np.{value.dtype}){'' if value.shape else '[()]'}")
            elif isinstance(value, np.dtype):
                lines.append(f"{name} = np.dtype({value.str!r})")
            elif module and getattr(sys.modules[module], own, None) is value:
                lines.append(f"from {module} import {own}{f' as {name}' if name != own else ''}")
            else:
                raise RuntimeError(f"save: the program uses {name}, a {type(value).__name__} that a file cannot hold")
        Path(file).write_text("\n".join([*lines, "", "", program.source, ""]), encoding="utf-8")

    def refuse(self, why: Exception) -> None:
        """Run eagerly from now on, and say why."""
        self.reason = str(why) if isinstance(why, Refused) else repr(why)
        text = f"torch.compile: {self.called} runs eagerly, as it cannot be written down as a program: {self.reason}"
        if self.fullgraph:
            raise RuntimeError(text)
        level, frame = 1, sys._getframe()
        while frame.f_back is not None and frame.f_code.co_filename.startswith(OURS):
            level, frame = level + 1, frame.f_back
        warnings.warn(text, UserWarning, stacklevel=level)

    def traced(self, args: Any, kwargs: Any) -> Any:
        """Call the function once as it is, note what it does, and write that down if the call before did the same."""
        try:
            if len(self.programs) == MOST:
                raise Refused(f"it was compiled for {MOST} kinds of arguments, and these are another")
            arguments = Arguments(args, kwargs, Space(AROUND), self.names)
            roots = [("", self.function), *arguments.objects]
            tracer = Tracer(arguments.tensors, Survey(roots).tensors)
        except Exception as error:
            self.refuse(error)
            return self.function(*args, **kwargs)
        key = (arguments.key, mode.grad_enabled, dtypes._default)
        others = [program for k, program in self.pending if k == key]
        if any(map(stale, tracer.outside)):  # an operation is still to be recorded
            return self.function(*args, **kwargs)
        result = trace(self.function, args, kwargs, tracer)
        try:
            if tracer.refusal:
                raise Refused(tracer.refusal)
            if Survey(roots).tensors.keys() != tracer.held.keys() or Arguments(args, kwargs, Space(AROUND), self.names).key != arguments.key:
                raise Refused("it keeps a tensor that outlives the call, or changes an argument")
            program = Program(self.called, tracer, result, arguments, Survey(roots, tracer.codes, tracer.names()))
            if others and others[-1].same(program):
                self.pending = [p for p in self.pending if p[0] != key]
                self.programs.insert(0, program)
            elif len(others) > 1 or len(self.pending) > 3 * MOST:
                raise Refused("it does something else at each call, or changes an object that outlives the call")
            else:
                self.pending.append((key, program))
        except Exception as error:  # whatever objects of users do when they are looked at
            self.refuse(error)
        return result
