"""`record`: a backward pass as it happens, to be played step by step."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any, Self
from weakref import ref

import numpy as np

from ..core.modes import mode, set_detect_anomaly
from ..core.node import Node
from ..core.op import Op
from ..core.tensor import Tensor
from .callers import called, callers, callers_of, is_ours, module_at_work, modules_in, tensors_in
from .collapse import collapse
from .dot import clean
from .expressions import WORD, operands_of, renamed, written
from .live import MOST_NUMBERS, rate_of_descent
from .model import (
    Card,
    Digest,
    Edge,
    Model,
    build,
    digest,
    modules_of,
    named,
    note,
    note_names,
    owner,
    rules_of,
    saved_by,
    sizes,
    together,
    turns,
    walk,
)
from .rules import rule_text
from .view import View

NAMED = 1000  # of graphs with more operations than this, constants are not drawn


@dataclass(frozen=True, slots=True)
class Step:
    """One step: an operation of the forward pass, the seed, one contribution to a gradient, or what happens between two passes.

    ``at`` is the node that it happens at, ``to`` where its contribution goes; ``sum`` is what has arrived there so far.
    """

    kind: str  # "forward", "seed", "backward"; "update" and "zero" of leaves, as optimizers do them; "failed"
    at: str
    to: str
    argument: int
    lines: tuple[str, ...]
    contribution: Digest | None = None
    sum: Digest | None = None
    releases: bool = False  # the last step of a node: what it saved is released
    changes: tuple[tuple[str, Digest | None], ...] = ()  # the leaves that are updated, their new values; whose gradients are dropped, with None
    place: tuple[str, int] | None = None  # the file and line that ran


@dataclass(slots=True)
class _Event:
    kind: str
    number: int  # of the pass
    node: Node | None = None
    target: Any = None
    position: int = -1
    rule: str = ""
    given: tuple[tuple[str, Digest], ...] = ()
    contribution: Digest | None = None
    sum: Digest | None = None
    before: bool = False  # a gradient was there before the pass
    changes: tuple[tuple[Any, Digest | None, Digest | None], ...] = ()  # (leaf, before, after)
    descents: tuple[tuple[float | None, tuple[float, ...]], ...] = ()  # for each change the rate, if it went down its gradient, and that
    place: tuple[str, int] | None = None
    arguments: tuple[Any, ...] = ()  # of an operation: its constants, and None for what needs a gradient


@dataclass(slots=True)
class _Failure:
    """The operation that raised an error, its inputs as far as they are known, and the error."""

    op: str
    inputs: list[Tensor]
    error: str
    place: tuple[str, int] | None
    work: tuple[Any, Any]  # the innermost and the outermost module that were at work


def _untraced(told: Callable[..., None]) -> Callable[..., None]:
    """What the engine tells is written down without following its lines, which would take most of the time."""

    @wraps(told)
    def untraced(self: Tape, *what: Any) -> None:
        trace = None if self._traced is None else sys.gettrace()
        if trace is not None:
            sys.settrace(None)
        told(self, *what)
        if trace is not None:
            sys.settrace(trace)

    return untraced


class Tape:
    """What happens in a ``with`` block, as steps on a graph: `record` is the one that can also be shown and saved."""

    def __init__(self, params: Any = None, *, limit: int = 60, depth: int | None = None, direction: str | None = None) -> None:
        self.params, self.limit, self.depth, self.direction = params, limit, depth, direction
        self._events: list[_Event] = []
        self._sums: dict[Any, Any] = {}  # what has arrived in this pass
        self._passes = 0
        self._began = False  # a contribution of this pass was seen
        self._swept = False  # and no operation since
        self._paths: dict[Any, dict[Any, str | None]] = {}  # of modules in others
        self._adds = False  # this pass adds to `.grad`, as `backward` does and `grad` does not
        self._waiting: list[int] = []  # the positions of the node at work that have not had their gradient yet
        self._at: dict[str, Any] = {}
        self._drawn: tuple[Model, tuple[Step, ...]] | None = None
        self._roots: dict[Any, str] = {}
        self._names: dict[Any, str] = {}  # from params
        self._called: dict[Any, str] = {}  # from the caller's variables
        self._modules: dict[str, Any] = {}  # the outermost modules that were at work, by what they are called
        self._leaves: dict[Any, tuple[Any, Digest, bool]] = {}  # state and value when last seen, and whether there was a gradient
        self._first: dict[Any, Digest] = {}  # the value of each leaf when it was first seen
        self.start: dict[Any, Any] = {}  # the arrays of small leaves and constants when they were first seen
        self._outermost: Any = None  # the code whose variables the `with` block uses
        self._traced: Any = None  # the frame of the `with` block, while its lines are followed
        self._line: tuple[str, int] | None = None  # the last of them that began
        self._programs: dict[Node, tuple[Any, int]] = {}  # of operations of compiled functions, with their number in it
        self._failure: _Failure | None = None
        self._module: tuple[str, str] | None = None  # in which it failed
        self._before: Any = None
        self._anomaly: Any = None

    def __enter__(self) -> Self:
        self._names, _, module = named(self.params)
        if module is not None:
            self._modules[""] = module
        frame = next(callers(), None)
        self._outermost = None if frame is None else frame.f_code
        self._before, mode.observer = mode.observer, self
        if frame is not None and sys.gettrace() is None:  # a debugger keeps its own: then updates have no line
            self._traced, self._line = frame, None
            trace, file = self._trace, frame.f_code.co_filename
            frame.f_trace = trace
            sys.settrace(lambda frame, event, argument: trace if frame.f_code.co_filename == file else None)  # of each call: so it is short
        if not mode.anomaly:
            self._anomaly = set_detect_anomaly(True, check_nan=False)
        return self

    def __exit__(self, kind: Any = None, error: Any = None, traceback: Any = None) -> None:
        mode.observer = self._before
        if self._traced is not None:
            sys.settrace(None)
            self._traced.f_trace = self._traced = None
        if self._anomaly is not None:
            self._anomaly.__exit__()
        for frame in callers():
            self._look_at(frame.f_locals)
            break
        self._look_for_changes()
        if isinstance(error, Exception):
            self._failure = _failed(error)
            if self._failure.work[0] is not None:
                self._module = self._path_of(*self._failure.work, next(callers()).f_locals)
        note_names(self._called)
        if self._events or self._failure:
            self._draw()
        self._sums.clear()

    # ------------------------------------------------------------------------------------------------------------ what the program shows

    def _trace(self, frame: Any, event: str, argument: Any) -> Any:
        """Follow the lines of the user's file: which of them changed a leaf is seen when the next one begins."""
        if event in ("line", "return"):
            self._look_for_changes()
            here = frame if event == "line" else next(callers_of(frame.f_back), None)
            self._line = None if here is None else (here.f_code.co_filename, here.f_lineno)
        return self._trace

    def _look_at(self, variables: dict[str, Any]) -> None:
        """Learn names from variables; a name that was given first stays."""
        for thing, name in called(variables)[0].items():
            self._called.setdefault(thing, name)

    def _place(self) -> tuple[tuple[str, int] | None, tuple[str, str] | None]:
        """The line that the user's program is at, and the path of the module that is at work; and what the variables on the way are called."""
        place = None
        frames = []
        for frame in callers():
            place = place or (frame.f_code.co_filename, frame.f_lineno)
            frames.append(frame)
            if frame.f_code is self._outermost:
                break
        for frame in reversed(frames):
            self._look_at(frame.f_locals)
        return place, self._module_path(frames[-1].f_locals if frames else {})

    def _module_path(self, variables: dict[str, Any]) -> tuple[str, str] | None:
        frame: Any = sys._getframe(2)
        inner = outer = None
        while frame is not None and frame.f_code is not self._outermost:
            found = module_at_work(frame)
            if found is not None:
                inner, outer = inner or found, found
            frame = frame.f_back
        return None if inner is None else self._path_of(inner, outer, variables)

    def _path_of(self, inner: Any, outer: Any, variables: dict[str, Any]) -> tuple[str, str]:
        """The name of the outermost module at work, and the path in it of the innermost."""
        for name, root in self._modules.items():
            if (path := self._path_in(root, inner)) is not None:
                return name, path
        name = next((name for name, module in modules_in(variables) if module is outer), type(outer).__name__.lower())
        while name in self._modules:
            name += "_"
        self._modules[name] = outer
        path = self._path_in(outer, inner)
        return name, type(inner).__name__.lower() if path is None else path

    def _path_in(self, root: Any, module: Any) -> str | None:
        """The path of a module in another, as in ``named_modules()``, which is asked once."""
        known = self._paths.setdefault(root, {})
        if module not in known:
            known.update({inner: path for path, inner in root.named_modules()})
            known.setdefault(module, None)
        return known[module]

    def _look_for_changes(self) -> None:
        """What was done to leaves since they were last seen: updates, and gradients that were dropped or set to zero."""
        updated, dropped = [], []
        descents: list[tuple[float | None, tuple[float, ...]]] = []
        for leaf, (before, value, had) in list(self._leaves.items()):
            state = _state(leaf)
            if state == before:
                continue
            now = digest(leaf) if state[0] != before[0] else value
            has = leaf._grad is not None and bool(leaf._grad.array.any())
            if now != value:
                updated.append((leaf, value, now))
                slopes = () if leaf._grad is None else digest(leaf._grad).numbers
                descents.append((rate_of_descent(value.numbers, now.numbers, slopes) if slopes and value.numbers else None, slopes))
            if had and not has:
                dropped.append((leaf, None, None))
            self._leaves[leaf] = state, now, has
        for kind, changes in (("update", updated), ("zero", dropped)):
            if changes:
                self._drawn = None
                for event in reversed(self._events):  # a loop over parameters is one step
                    if event.kind not in ("update", "zero"):
                        break
                    if (event.kind, event.place) == (kind, self._line) and not {leaf for leaf, *_ in event.changes} & {leaf for leaf, *_ in changes}:
                        event.changes, event.descents = (*event.changes, *changes), (*event.descents, *descents)
                        changes = []
                if changes:
                    self._events.append(_Event(kind, self._passes, changes=tuple(changes), descents=tuple(descents), place=self._line))

    def _meet(self, leaf: Any) -> None:
        if not isinstance(leaf, Node) and leaf not in self._leaves:
            self._first[leaf] = value = digest(leaf)
            self._keep(leaf)
            self._leaves[leaf] = _state(leaf), value, leaf._grad is not None and bool(leaf._grad.array.any())

    def _keep(self, tensor: Tensor) -> None:
        if tensor.array.size <= MOST_NUMBERS:
            self.start.setdefault(tensor, tensor.array.copy())

    # ------------------------------------------------------------------------------------------------------------ what the engine tells

    @_untraced
    def made(self, node: Node, args: Any, out: Any) -> None:
        """An operation ran."""
        self._drawn = None
        leaves = [source for source in node.sources().values() if source in self._leaves]
        if self._swept or any(_state(leaf) != self._leaves[leaf][0] for leaf in leaves):  # the others are looked at after each pass
            self._look_for_changes()
            self._swept = False
        place, module = self._place()
        seen = note(node)
        seen.module, seen.root = module, None if module is None else ref(self._modules[module[0]])
        results = [digest(o) for o in out if o is not None] if isinstance(out, tuple) else [digest(out)]
        seen.value = results[0] if len(results) == 1 else together(results)
        for source in node.sources().values():
            self._meet(source)
        fixed: dict[int, Digest] = {}
        names: dict[int, str] = {}
        for position, a in enumerate(args):
            known = a is None or (isinstance(a, Tensor) and a._requires_grad)
            if not known and isinstance(a, (Tensor, np.ndarray, float, int)):
                fixed[position] = digest(a)
                if isinstance(a, Tensor):
                    names[position] = self._names.get(a) or self._called.get(a, "")
                    self._keep(a)
        seen.inputs, seen.names = fixed, names
        arguments = tuple(None if isinstance(a, Tensor) and a._requires_grad else a for a in args)
        self._events.append(_Event("forward", self._passes, node, place=place, arguments=arguments))

    @contextmanager
    def within(self, programs: list[Any]) -> Iterator[None]:
        """A compiled function runs as it is: its steps are lines of one of these programs."""
        start = len(self._events)
        yield
        made = [event.node for event in self._events[start:] if event.kind == "forward" and event.node is not None]
        for program in programs:
            if program.made == [(node.op.name, node.shape) for node in made]:
                self._programs.update((node, (program, i)) for i, node in enumerate(made))
                break

    def _program_line(self, node: Node, position: int | None = None) -> tuple[str, int] | None:
        """Where an operation, or its rule for one argument, stands in the program of a compiled function."""
        if node not in self._programs:
            return None
        program, number = self._programs[node]
        line = program.places.get((number, position))
        return None if line is None else (program.file, line)

    @_untraced
    def node(self, node: Node, g: Any) -> None:
        """The gradient of a node's result is complete, and its rules are about to run."""
        seen = note(node)
        parts = [digest(part) for part in g if part is not None] if isinstance(g, tuple) else [digest(g)]
        seen.gradient = parts[0] if len(parts) == 1 else together(parts)
        saved = saved_by(node)
        seen.saved = sizes(saved)
        seen.rules = rules_of(node)
        self._waiting = list(node.sources())
        self._at = {"g": g, **saved}

    @_untraced
    def edge(self, node: Node | None, target: Any, gradient: Any) -> None:
        """One contribution, to a node or leaf."""
        self._drawn = None
        if node is None:
            self._look_for_changes()
            self._adds = _within("backward")
            if self._began:
                self._sums.clear()  # another pass begins
                self._passes += 1
                self._began = False
        else:
            self._began = self._swept = True
        self._meet(target)
        array = np.asarray(gradient.array if isinstance(gradient, Tensor) else gradient)
        before = (
            target not in self._sums and isinstance(target, Tensor) and target._grad is not None and self._adds and bool(target._grad.array.any())
        )
        if before:
            self._sums[target] = target._grad.array
        self._sums[target] = self._sums[target] + array if target in self._sums else array
        if self._adds and not isinstance(target, Node):
            self._leaves[target] = *self._leaves[target][:2], bool(self._sums[target].any())
        event = _Event("seed", self._passes, node, target, contribution=digest(gradient), sum=digest(self._sums[target]), before=before)
        if node is None:
            self._roots.setdefault(owner(target), "")
            event.place = self._place()[0]
        else:
            event.kind = "backward"
            sources = node.sources()
            while self._waiting:
                event.position = self._waiting.pop(0)
                if sources[event.position] is target:
                    break
            plan = () if node.plan is None else node.plan.calls
            for places, function, _ in plan:
                if event.position == places or (isinstance(places, tuple) and event.position in places):
                    event.rule = rule_text(node, event.position, function)[0]
                    asked = ("g", *node.op.saved_names.get(function, ()))
                    small = {n: digest(self._at[n]) for n in asked if isinstance(self._at.get(n), (np.ndarray, np.generic, float, int, Tensor))}
                    event.given = tuple((n, d) for n, d in small.items() if d.exact is not None and n not in node.op.params)
        self._events.append(event)

    # ------------------------------------------------------------------------------------------------------------ what it shows

    @property
    def model(self) -> Model:
        """The picture's model."""
        return self._draw()[0]

    @property
    def whole(self) -> Model:
        """The picture's model before anything was folded."""
        self._draw()
        return self._whole

    @property
    def events(self) -> list[_Event]:
        """What was seen, in order."""
        return self._events

    @property
    def steps(self) -> tuple[Step, ...]:
        """All steps, in order: forward operations, the seed, one for each contribution."""
        return self._draw()[1]

    def _draw(self) -> tuple[Model, tuple[Step, ...]]:
        if self._drawn is None:
            if not self._events and self._failure is None:
                raise RuntimeError("record: no backward pass ran inside the `with` block: call loss.backward() in it")
            full, steps = self._build()
            self._whole: Model = full
            self._drawn = collapse(full, self.limit, self.depth), steps
        return self._drawn

    def _build(self) -> tuple[Model, tuple[Step, ...]]:
        made = [event.node for event in self._events if event.kind == "forward" and event.node is not None]
        roots = dict(self._roots)
        if not roots or self._failure:  # of a pass that did not come to its end: what nothing else was computed from
            used = {owner(source) for node in made for source in node.sources().values()}
            roots.update((node, "") for node in made if node not in used and node not in roots)
        if self._roots and len(set(turns(walk(roots)).values()) or {0}) == len(roots):
            roots = dict.fromkeys(roots, "L")
        full = build(roots, {}, self.params, len(made) <= NAMED, called=self._called, modules=self._modules)
        by_node = ids_of(roots, full)
        self.first = {by_node[leaf]: value for leaf, value in self._first.items() if leaf in by_node}  # the values that leaves had before
        self.by_node = by_node
        if self._failure is not None:
            full = self._with_failure(full, by_node)
        return full, tuple(steps_of(self, full, by_node))

    def _with_failure(self, full: Model, by_node: dict[Any, str]) -> Model:
        """The model, and in it the operation that raised an error."""
        assert self._failure is not None
        nodes, edges = list(full.nodes), list(full.edges)
        me = f"n{len(nodes) + len(self._failure.inputs)}"
        roots = {"" if len(self._modules) == 1 else name: root for name, root in self._modules.items()}
        owned = {p: ".".join(filter(None, (prefix, name))) for prefix, root in roots.items() for name, p in root.named_parameters()}
        names = {**self._called, **owned, **self._names}
        inside = ".".join(filter(None, self._module or ())) if len(roots) > 1 else self._module[1] if self._module else ""
        for position, tensor in enumerate(self._failure.inputs):
            thing = tensor if tensor._node is None else owner(tensor._node)
            source = by_node.get(thing)
            if source is None:
                d = digest(tensor)
                source = f"n{len(nodes)}"
                kind = "parameter" if type(tensor).__name__ == "Parameter" else "leaf" if tensor._requires_grad else "constant"
                nodes.append(Card(source, kind, names.get(tensor, ""), "", (d.shape,), d.dtype, d, module=owned.get(tensor, "").rpartition(".")[0]))
            edges.append(Edge(source, me, position, "", False))
        turn = max((card.turn for card in nodes), default=0)
        nodes.append(Card(me, "failed", self._failure.op, error=self._failure.error, turn=turn, module=inside))
        return replace(full, nodes=tuple(nodes), edges=tuple(edges), modules=modules_of(roots, nodes, edges))

    def view(self) -> View:
        """The graph as it is after the pass."""
        return View(self.model, direction=self.direction)

    def __repr__(self) -> str:
        if not self._events:
            return "<record of no backward pass yet>"
        return "\n".join(f"{i:<2} {'   '.join(clean(line, 400) for line in step.lines)}" for i, step in enumerate(self.steps, 1))


def _within(name: str) -> bool:
    """Whether a function of the engine with this name is at work."""
    frame: Any = sys._getframe(1)
    while frame is not None and is_ours(frame):
        if frame.f_code.co_name == name:
            return True
        frame = frame.f_back
    return False


def _state(leaf: Any) -> tuple[int, int, int]:
    """What changes when a leaf or its gradient does."""
    held = leaf._grad
    return leaf._version_counter[0], id(held), 0 if held is None else held._version_counter[0]


def _failed(error: Exception) -> _Failure:
    """Where an error came from: the user's line, and the operation that it called."""
    place: tuple[str, int] | None = None
    op, inputs = "", list[Tensor]()
    inner = outer = None
    trace = error.__traceback__
    while trace is not None:
        frame = trace.tb_frame
        variables = frame.f_locals
        if (module := module_at_work(frame)) is not None:
            inner, outer = module, outer or module
        if not is_ours(frame):
            place, op, inputs = (frame.f_code.co_filename, trace.tb_lineno), "", []
        elif isinstance(variables.get("self"), Op) and "args" in variables:
            op, inputs = variables["self"].name, [a for a in variables["args"] if isinstance(a, Tensor)]
        elif not op and frame.f_code.co_name[0] not in "_<" and frame.f_code.co_name != "forward":
            names = frame.f_code.co_varnames[: frame.f_code.co_argcount]
            op, inputs = frame.f_code.co_name, [t for _, t in tensors_in({n: variables[n] for n in names if n in variables})]
        trace = trace.tb_next
    return _Failure(op or type(error).__name__, inputs, f"{type(error).__name__}: {error}", place, (inner, outer))


def steps_of(tape: Tape, full: Model, by_node: dict[Any, str]) -> list[Step]:
    """The steps of all that was recorded, on the nodes of the full model."""
    cards = {card.id: card for card in full.nodes}
    names = {card.id: card.name for card in full.nodes}
    operands = operands_of(full)
    seeds: dict[int, list[str]] = {}
    for event in tape._events:
        if event.kind == "seed":
            seeds.setdefault(event.number, []).append(names[by_node[owner(event.target)]])
    by_line: dict[Any, list[_Event]] = {}
    for event in tape._events:
        by_line.setdefault(event.place, []).append(event)
    rates = {place: _rate(events) for place, events in by_line.items()}
    uses = Counter((event.number, event.target) for event in tape._events if event.kind == "backward")
    results = {(edge.target, edge.argument): edge.said for edge in full.edges}
    ran = {by_node[event.node] for event in tape._events if event.kind == "forward" and event.node in by_node}
    steps = [_forward(card, operands, None) for card in full.nodes if card.op and card.id not in ran]
    arrived: Counter[tuple[int, Any]] = Counter()
    for i, event in enumerate(tape._events):
        if event.kind == "forward":
            if event.node is not None and event.node in by_node:
                steps.append(_forward(cards[by_node[event.node]], operands, tape._program_line(event.node) or event.place))
            continue
        if event.changes:
            steps.append(_change(event, by_node, names, rates[event.place]))
            if not steps[-1].changes:
                steps.pop()
            continue
        assert event.contribution is not None and event.sum is not None
        to = by_node[owner(event.target)]
        if event.node is None:
            line = f"∂{names[to]}/∂{names[to]} = {_one(event.contribution)}"
            steps.append(Step("seed", to, to, -1, (line,), event.contribution, event.sum, place=event.place))
            continue
        at = by_node[event.node]
        arrived[event.number, event.target] += 1
        count = arrived[event.number, event.target]
        of = uses[event.number, event.target]
        loss = seeds[event.number][0] if len(seeds.get(event.number, [])) == 1 else "out"
        known = {**operands.get(at, {}), "out": names[at] if cards[at].called else "out"}
        for n, d in event.given:  # a number that is not drawn, by its value
            if n in event.node.op.inputs and n not in known and len(str(d)) < 12:
                known[n] = f"({d})" if str(d)[0] == "-" else str(d)
        total = f"  (sum now {event.sum.magnitude})" if count > 1 or event.before else ""
        result = results[at, event.position] or names[to]
        first = f"{cards[at].op}: ∂{loss}/∂{result} += {renamed(event.rule, known)} = {event.contribution.magnitude}{total}"
        named_in = set(re.findall(WORD, event.rule))
        given = ", ".join(f"{known.get(n, n)} = {d}" for n, d in event.given if n in named_in and known.get(n, n) != str(d))
        lines = (
            first,
            *filter(None, (given, f"contribution {count} of {of}" if of > 1 else "", "added to the gradient that was there" if event.before else "")),
        )
        following = next((e for e in tape._events[i + 1 : i + 2]), None)
        last = (following is None or following.node is not event.node) and bool(cards[at].saved) and cards[at].released
        place = tape._program_line(event.node, event.position)
        steps.append(Step("backward", at, to, event.position, lines, event.contribution, event.sum, last, place=place))
    if tape._failure is not None:
        me = full.nodes[-1]
        steps.append(
            Step("failed", me.id, me.id, -1, (f"{me.name}({', '.join(operands.get(me.id, {}).values())}) fails", me.error), place=tape._failure.place)
        )
    return steps


def _rate(line: list[_Event]) -> float | None:
    """The learning rate at which all updates of a line went down, if gradients of different sizes show that it was one."""
    descents = [descent for event in line for descent in event.descents]
    sizes = {f"{abs(slope):.3g}" for _, slopes in descents for slope in slopes if slope}
    rates = {rate for rate, _ in descents}
    return rates.pop() if len(rates) == 1 and len(sizes) > 1 else None


def _change(event: _Event, by_node: dict[Any, str], names: dict[str, str], rate: float | None) -> Step:
    """The step of an update, or of gradients that were dropped."""
    known = [(by_node[leaf], before, after) for leaf, before, after in event.changes if leaf in by_node]
    changes = tuple((i, after) for i, _, after in known)
    if event.kind == "zero":
        lines = [f"zero_grad: the gradients of {', '.join(names[i] for i, _, _ in known)} are dropped"]
    else:
        small = [f"{names[i]} = {after}, was {before}" for i, before, after in known if before is not None and before.exact is not None]
        told = "; ".join(small)
        lines = [f"step: {told if len(small) == len(known) and len(told) < 200 else ', '.join(names[i] for i, _, _ in known)}"]
        if known and rate is not None:
            lines.append(f"{'each' if len(known) > 1 else names[known[0][0]]} less {rate:g} · its gradient")
    first = changes[0][0] if changes else ""
    return Step(event.kind, first, first, -1, tuple(lines), changes=changes, place=event.place)


def _forward(card: Card, operands: dict[str, dict[str, str]], place: tuple[str, int] | None) -> Step:
    made = written(card.op, list(operands.get(card.id, {}).values()))
    return Step("forward", card.id, card.id, -1, (f"{card.name} = {made}{f' = {card.value}' if card.value else ''}",), place=place)


def _one(d: Digest) -> str:
    values = d.exact
    while isinstance(values, list) and len(values) == 1:
        values = values[0]
    return f"{values:.5g}" if isinstance(values, float) else d.magnitude


def ids_of(roots: dict[Any, str], full: Model) -> dict[Any, str]:
    """The ids of nodes and leaves in a model that was built from these roots."""
    found: dict[Any, str] = {}
    operations = iter([card.id for card in full.nodes if card.op])
    behind: dict[tuple[str, int], str] = {(e.target, e.argument): e.source for e in full.edges if e.gradient}
    for node in walk(roots):
        found[node] = next(operations)
    for node, me in list(found.items()):
        for position, source in node.sources().items():
            found[owner(source)] = behind[me, position]
    leaves = [root for root in roots if root not in found]  # outputs that nothing computed stand last
    found.update(zip(leaves, [card.id for card in full.nodes[len(full.nodes) - len(leaves) :]], strict=True))
    return found
