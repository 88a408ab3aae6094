"""`record`: a backward pass as it happens, to be played step by step."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ..core.modes import mode, set_detect_anomaly
from ..core.node import Node
from ..core.tensor import Tensor
from .collapse import collapse
from .model import Card, Digest, Model, build, digest, named, note, owner, saved_by, sizes, together, walk
from .rules import rule_source
from .view import View


@dataclass(frozen=True, slots=True)
class Step:
    """One step: an operation of the forward pass, the seed, or one contribution to a gradient.

    ``at`` is the node that it happens at, ``to`` where its contribution goes; ``sum`` is what has arrived there so far.
    """

    kind: str  # "forward", "seed" or "backward"
    at: str
    to: str
    argument: int
    lines: tuple[str, ...]
    contribution: Digest | None = None
    sum: Digest | None = None
    releases: bool = False  # the last step of a node: what it saved is released


@dataclass(slots=True)
class _Event:
    number: int  # of the pass
    node: Node | None
    target: Any
    position: int
    rule: str
    given: str
    contribution: Digest
    sum: Digest


class record:
    """Watch a backward pass: around ``loss.backward()``, or better around the forward pass too, whose values are then noted.

    ``params`` names tensors as in `draw`; of a module, operations also get boxes, if its forward pass is inside. Afterwards ``show()``,
    ``save("backward.html")`` or, in a notebook, the object itself plays the steps; ``steps`` and ``model`` are what it plays.

    >>> import autograd
    >>> from autograd.graph import record
    >>> w = autograd.tensor([5.0], requires_grad=True)
    >>> with record({"w": w}) as tape:
    ...     loss = (w - 2) ** 2
    ...     loss.backward()
    >>> for step in tape.steps:
    ...     print(step.lines[0])
    sub = w - 2 = [3]
    L = sub ** 2 = [9]
    ∂L/∂L = 1
    square: ∂L/∂sub += g * (2 * x) = [6]
    sub: ∂L/∂w += g = [6]
    """

    def __init__(self, params: Any = None, *, limit: int = 60, depth: int | None = None, direction: str | None = None) -> None:
        self.params, self.limit, self.depth, self.direction = params, limit, depth, direction
        self._events: list[_Event] = []
        self._sums: dict[Any, Any] = {}  # what has arrived in this pass
        self._passes = 0
        self._waiting: list[int] = []  # the positions of the node at work that have not had their gradient yet
        self._at: dict[str, Any] = {}
        self._modules: list[str] = []
        self._handles: list[Any] = []
        self._drawn: tuple[Model, tuple[Step, ...]] | None = None
        self._roots: dict[Any, str] = {}
        self._values: dict[Any, Digest] = {}
        self._names: dict[Any, str] = {}
        self._before: Any = None
        self._anomaly: Any = None

    def __enter__(self) -> record:
        self._names = named(self.params)[0]
        self._before, mode.observer = mode.observer, self
        if not mode.anomaly:
            self._anomaly = set_detect_anomaly(True, check_nan=False)
        if hasattr(self.params, "named_modules"):
            for path, module in self.params.named_modules():
                self._handles.append(module.register_forward_pre_hook(lambda m, a, path=path: self._modules.append(path)))
                self._handles.append(module.register_forward_hook(lambda m, a, o: self._left(), always_call=True))
        return self

    def __exit__(self, *exception: object) -> None:
        mode.observer = self._before
        if self._anomaly is not None:
            self._anomaly.__exit__()
        for handle in self._handles:
            handle.remove()
        self._handles.clear()
        if self._events:
            self._draw()
        self._sums.clear()

    def _left(self) -> None:
        if self._modules:
            self._modules.pop()

    # ------------------------------------------------------------------------------------------------------------ what the engine tells

    def made(self, node: Node, args: Any, out: Any) -> None:
        """An operation ran."""
        seen = note(node)
        if self._modules:
            seen.module = self._modules[-1]
        results = [digest(o) for o in out if o is not None] if isinstance(out, tuple) else [digest(out)]
        seen.value = results[0] if len(results) == 1 else together(results)
        fixed: dict[int, Digest] = {}
        names: dict[int, str] = {}
        for position, a in enumerate(args):
            known = a is None or (isinstance(a, Tensor) and a._requires_grad)
            if not known and isinstance(a, (Tensor, np.ndarray, float, int)):
                fixed[position] = digest(a)
                if isinstance(a, Tensor) and a in self._names:
                    names[position] = self._names[a]
        seen.inputs, seen.names = fixed, names

    def node(self, node: Node, g: Any) -> None:
        """The gradient of a node's result is complete, and its rules are about to run."""
        seen = note(node)
        parts = [digest(part) for part in g if part is not None] if isinstance(g, tuple) else [digest(g)]
        seen.gradient = parts[0] if len(parts) == 1 else together(parts)
        saved = saved_by(node)
        seen.saved = sizes(saved)
        self._waiting = list(node.sources())
        self._at = {"g": g, **saved}

    def edge(self, node: Node | None, target: Any, gradient: Any) -> None:
        """One contribution, to a node or leaf."""
        self._drawn = None
        if node is None and self._events and self._events[-1].node is not None:
            self._sums.clear()  # another pass begins
            self._passes += 1
        array = np.asarray(gradient.array if isinstance(gradient, Tensor) else gradient)
        self._sums[target] = self._sums[target] + array if target in self._sums else array
        position, rule, given = -1, "1", ""
        if node is None:
            self._roots.setdefault(owner(target), "")
        else:
            sources = node.sources()
            while self._waiting:
                position = self._waiting.pop(0)
                if sources[position] is target:
                    break
            plan = () if node.plan is None else node.plan.calls
            for places, function, _ in plan:
                if position == places or (isinstance(places, tuple) and position in places):
                    rule = rule_source(function, node.op.name)
                    asked = ("g", *node.op.saved_names.get(function, ()))
                    small = {n: digest(self._at[n]) for n in asked if isinstance(self._at.get(n), (np.ndarray, np.generic, float, int, Tensor))}
                    given = ", ".join(f"{n} = {d}" for n, d in small.items() if d.exact is not None)
        self._events.append(_Event(self._passes, node, target, position, rule, given, digest(gradient), digest(self._sums[target])))

    # ------------------------------------------------------------------------------------------------------------ what it shows

    @property
    def model(self) -> Model:
        """The picture's model."""
        return self._draw()[0]

    @property
    def steps(self) -> tuple[Step, ...]:
        """All steps, in order: forward operations, the seed, one for each contribution."""
        return self._draw()[1]

    def _draw(self) -> tuple[Model, tuple[Step, ...]]:
        if self._drawn is None:
            if not self._events:
                raise RuntimeError("record: no backward pass ran inside the `with` block: call loss.backward() in it")
            self._drawn = self._build()
        return self._drawn

    def _build(self) -> tuple[Model, tuple[Step, ...]]:
        roots = self._roots
        if len(roots) == 1:
            roots = dict.fromkeys(roots, "L")
        full = build(roots, self._values, self.params)
        model = collapse(full, self.limit, self.depth)
        return model, tuple(steps_of(self, full, roots))

    def view(self) -> View:
        """The graph as it is after the pass."""
        return View(self.model, direction=self.direction)

    def show(self) -> Any:
        """Play it in a notebook; elsewhere, print the steps."""
        try:
            from IPython import get_ipython
            from IPython.display import display
        except ImportError:
            print(self)
            return
        display(self) if get_ipython() is not None else print(self)

    def save(self, path: str | Path) -> Path:
        """Write a file: a page with the stepper (html), the animated picture (svg, gif), or the steps (txt)."""
        from .stepper import animated, gif, stepper
        from .view import page

        path = Path(path)
        form = path.suffix.lower()
        if form == ".html":
            path.write_text(page(stepper(self)), encoding="utf-8")
        elif form == ".svg":
            path.write_text(animated(self), encoding="utf-8")
        elif form == ".gif":
            path.write_bytes(gif(self))
        elif form == ".txt":
            path.write_text(str(self), encoding="utf-8")
        else:
            raise ValueError(f"save: the name must end in html, svg, gif or txt, got {path.name!r}")
        return path

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        """For notebooks: the stepper, and text. It never raises."""
        bundle: dict[str, Any] = {"text/plain": repr(self)}
        try:
            from .stepper import stepper

            bundle["text/html"] = stepper(self)
        except Exception as error:  # a repr that raises would hide what the cell computed
            bundle["text/plain"] += f"\n(no picture: {error})"
        return bundle

    def __repr__(self) -> str:
        if not self._events:
            return "<record of no backward pass yet>"
        return "\n".join(f"{i:<2} {'   '.join(step.lines)}" for i, step in enumerate(self.steps, 1))


def steps_of(tape: record, full: Model, roots: dict[Any, str]) -> list[Step]:
    """The steps of all that was recorded, on the nodes of the full model."""
    by_node = ids_of(roots, full)
    cards = {card.id: card for card in full.nodes}
    names = {card.id: card.name for card in full.nodes}
    loss = full[next(iter(roots.values()))].name if len(roots) == 1 and next(iter(roots.values())) else "out"
    shown = {card.id: card.said for card in full.nodes}
    into: dict[str, list[str]] = {}
    for edge in full.edges:
        into.setdefault(edge.target, []).append(shown[edge.source])
    uses = Counter((event.number, by_node[owner(event.target)]) for event in tape._events if event.node is not None)
    steps = [Step("forward", card.id, card.id, -1, (_forward(card, into.get(card.id, [])),)) for card in full.nodes if card.op]
    arrived: Counter[tuple[int, str]] = Counter()
    for i, event in enumerate(tape._events):
        to = by_node[owner(event.target)]
        place = event.number, to
        if event.node is None:
            steps.append(Step("seed", to, to, -1, (f"∂{names[to]}/∂{names[to]} = {_one(event.contribution)}",), event.contribution, event.sum))
            continue
        at = by_node[event.node]
        arrived[place] += 1
        total = f"  (sum now {event.sum.magnitude})" if arrived[place] > 1 else ""
        count = f"contribution {arrived[place]} of {uses[place]}" if uses[place] > 1 else ""
        first = f"{cards[at].op}: ∂{loss}/∂{names[to]} += {event.rule} = {event.contribution.magnitude}{total}"
        lines = (first, *filter(None, (event.given, count)))
        following = tape._events[i + 1] if i + 1 < len(tape._events) else None
        last = (following is None or following.node is not event.node) and bool(cards[at].saved) and cards[at].released
        steps.append(Step("backward", at, to, event.position, lines, event.contribution, event.sum, last))
    return steps


INFIX = {"add": "+", "sub": "-", "mul": "*", "div": "/", "pow": "**", "matmul": "@"}


def _forward(card: Card, inputs: list[str]) -> str:
    return f"{card.name} = {_written(card.op, inputs)}{f' = {card.value}' if card.value else ''}"


def _written(op: str, inputs: list[str]) -> str:
    if op == "square" and inputs:
        return f"{inputs[0]} ** 2"
    return f"{inputs[0]} {INFIX[op]} {inputs[1]}" if op in INFIX and len(inputs) == 2 else f"{op}({', '.join(inputs)})"


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
