"""What a picture shows, apart from how: frozen nodes, edges and modules, in topological order. Every renderer reads this, and nothing else.

Ids count along the order in which operations ran, and arrays are digested when the model is made: so the same program gives the same
model, and the same picture, in every run.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np

from ..core import dtypes
from ..core.node import Node
from ..core.op import NUMBERS
from ..core.tensor import Tensor
from ..ops.arithmetic import square_op
from .rules import rule_source

ARRAYS = (np.ndarray, np.generic)  # what an operation saves of a 0-dim tensor is a NumPy scalar
EXACT = 6  # up to so many numbers are shown, of more a summary


@dataclass(frozen=True, slots=True)
class Digest:
    """What is kept of an array: all of a small one, else a summary (of its finite elements)."""

    shape: tuple[int, ...]
    dtype: str
    bytes: int
    norm: float
    nan: int = 0
    inf: int = 0
    exact: Any = None
    mean: float | None = None  # None where there are no finite elements, or several arrays are meant
    std: float = 0.0
    least: float = 0.0
    most: float = 0.0

    @property
    def bad(self) -> str:
        """Its nan and inf, counted in words."""
        return ", ".join(f"{count} {name}" for name, count in (("nan", self.nan), ("inf", self.inf)) if count)

    def __str__(self) -> str:
        if self.exact is not None:
            return _numbers(self.exact)
        if self.mean is None:
            return self.magnitude
        return ", ".join(filter(None, (f"{self.mean:.3g} ± {self.std:.3g} in [{self.least:.3g}, {self.most:.3g}]", self.bad)))

    @property
    def magnitude(self) -> str:
        """A gradient, in few characters: exact when small, else its norm."""
        if self.exact is not None:
            return _numbers(self.exact)
        return ", ".join(filter(None, ("" if self.mean is None and self.bad and not self.norm else f"norm {self.norm:.4g}", self.bad)))


def _numbers(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_numbers, value))}]"
    return f"{value:.5g}" if isinstance(value, float) else str(value)


def digest(array: Any) -> Digest:
    """The digest of an array, a number, or a Tensor."""
    array = np.asarray(array.array if isinstance(array, Tensor) else array)
    numbers = array.reshape(-1)
    if numbers.dtype.kind != "f":
        numbers = numbers.astype(np.float64)
    known = (array.shape, dtypes.of(array).name, array.nbytes)
    if array.size <= EXACT:
        listed = numbers.tolist()
        norm = math.hypot(*(n for n in listed if math.isfinite(n)))
        return Digest(*known, norm, sum(map(math.isnan, listed)), sum(map(math.isinf, listed)), array.tolist())
    with np.errstate(all="ignore"):
        finite = np.isfinite(numbers)
        nan = inf = 0
        if not finite.all():
            nan = int(np.isnan(numbers).sum())
            inf = int(finite.size - finite.sum()) - nan
            numbers = numbers[finite]
        if not numbers.size:
            return Digest(*known, 0.0, nan, inf)
        largest = float(abs(numbers).max()) or 1.0  # so that squares do not overflow
        norm = largest * math.sqrt(float(np.square(numbers / largest, dtype=np.float64).sum()))
        mean, std = float(numbers.mean(dtype=np.float64)), float(numbers.std(dtype=np.float64))
        return Digest(*known, norm, nan, inf, None, mean, std, float(numbers.min()), float(numbers.max()))


def together(digests: Iterable[Digest | None]) -> Digest | None:
    """What can be said of several arrays at once: their norm, their bytes, their nan and inf."""
    known = [d for d in digests if d is not None]
    if not known:
        return None
    norm = math.hypot(*(d.norm for d in known))
    return Digest((), known[-1].dtype, sum(d.bytes for d in known), norm, sum(d.nan for d in known), sum(d.inf for d in known))


@dataclass(frozen=True, slots=True)
class Card:
    """A node of the picture: a leaf, a constant, an operation, or a box into which many are folded (``kind`` "folded")."""

    id: str
    kind: str  # "leaf", "parameter", "constant", "operation", "output", "gradient" (an operation of a backward pass), "folded"
    name: str  # what it is called: `0.weight`, `x0`, `multiply`; a constant without a name: ""
    op: str = ""
    shapes: tuple[tuple[int, ...], ...] = ()  # of each result; nearly always one
    dtype: str = ""
    value: Digest | None = None
    gradient: Digest | None = None
    rules: tuple[tuple[str, str], ...] = ()  # (input, the rule that gives its gradient)
    saved: tuple[tuple[str, int], ...] = ()  # (name, bytes) of what the rules need
    released: bool = False
    module: str = ""
    line: str | None = None
    hides: int = 0  # how many operations a folded box stands for
    uses: int = 1
    settings: str = ""  # the parameters of the operation
    masks: bool = False  # a constant that it takes is inf

    @property
    def bad(self) -> str:
        """What of nan and inf it holds, in words; inf that a constant brought in, as masks do, is meant."""
        return "; ".join(
            f"{what}: {d.bad}"
            for what, d in (("value", self.value), ("gradient", self.gradient))
            if d is not None and d.bad and (d.nan or not (self.masks or self.kind == "constant"))
        )

    @property
    def said(self) -> str:
        """What it is called where it is an operand: a constant without a name, by its value."""
        return self.name or str(self.value)


@dataclass(frozen=True, slots=True)
class Edge:
    """From a node to an operation that takes its result as input number ``argument``, called ``label``."""

    source: str
    target: str
    argument: int
    label: str
    gradient: bool = True  # a gradient flows back along it


@dataclass(frozen=True, slots=True)
class Module:
    """A module that a box is drawn around, by its name in ``named_modules()``."""

    path: str
    kind: str
    parameters: int
    calls: int = 1

    @property
    def title(self) -> str:
        """What is written on its box."""
        title = f"{self.path}: {self.kind}" if self.path else self.kind
        count = f" · {self.parameters:,} parameters" if self.parameters else ""
        return f"{title}{count}{f' (×{self.calls})' if self.calls > 1 else ''}"


@dataclass(frozen=True, slots=True)
class Model:
    """A whole picture. ``hidden`` counts the operations that are folded away."""

    nodes: tuple[Card, ...]
    edges: tuple[Edge, ...]
    modules: tuple[Module, ...] = ()
    operations: int = 0
    hidden: int = 0
    folded: tuple[tuple[str, str], ...] = ()  # (id of a node, id of the box that it is folded into)

    def __getitem__(self, name: str) -> Card:
        """The node of this id or name."""
        for card in self.nodes:
            if name in (card.id, card.name):
                return card
        raise KeyError(name)


@dataclass(slots=True)
class Seen:
    """What was captured of a node while it could be seen, for pictures made later."""

    value: Digest | None = None
    gradient: Digest | None = None
    inputs: dict[int, Digest] | None = None  # of constants, by position
    names: dict[int, str] | None = None  # of those that have one
    saved: tuple[tuple[str, int], ...] = ()
    module: str | None = None


captured: WeakKeyDictionary[Any, Seen] = WeakKeyDictionary()


def note(thing: Any) -> Seen:
    """Where to write what is captured of a node."""
    found = captured.get(thing)
    if found is None:
        found = captured[thing] = Seen()
    return found


# ---------------------------------------------------------------------------------------------------------------- from the graph


def owner(source: Any) -> Any:
    """The node of the operation behind a node: of one of several results, the operation that made them all."""
    return source.calls[0][0] if isinstance(source, Node) and source.index is not None else source


def listed(out: Any) -> dict[str, Tensor]:
    """The outputs of a picture by name: a tensor, or a list, tuple or dict of them."""
    if isinstance(out, Tensor):
        return {"": out}
    pairs = out.items() if isinstance(out, Mapping) else ((f"out{i}", o) for i, o in enumerate(out))
    found = {str(name): o for name, o in pairs}
    for o in found.values():
        if not isinstance(o, Tensor):
            raise TypeError(f"draw: expected a Tensor, or a list, tuple or dict of them, got {type(o).__name__}")
    if not found:
        raise ValueError("draw: there is no tensor to draw")
    return found


def named(params: Any) -> tuple[dict[Any, str], dict[Any, Tensor], Any]:
    """The names of leaves and nodes, the tensors that these nodes made, and the module that they come from, if ``params`` is one."""
    if params is None:
        return {}, {}, None
    module = params if hasattr(params, "named_modules") else None
    pairs: Iterable[Any] = (*params.named_parameters(), *params.named_buffers()) if module is not None else params
    if isinstance(pairs, Mapping):
        pairs = pairs.items()
    names: dict[Any, str] = {}
    made: dict[Any, Tensor] = {}
    for name, tensor in pairs:
        if tensor.is_leaf:
            names.setdefault(tensor, str(name))
        else:
            names.setdefault(owner(tensor.grad_fn), str(name))
            made[tensor.grad_fn] = tensor
    return names, made, module


def walk(roots: Iterable[Any]) -> list[Node]:
    """All operations that lead to the roots, in the order in which they ran."""
    seen = {owner(r) for r in roots if isinstance(r, Node)}
    stack = list(seen)
    while stack:
        for source in stack.pop().sources().values():
            source = owner(source)
            if isinstance(source, Node) and source not in seen:
                seen.add(source)
                stack.append(source)
    return sorted(seen, key=lambda node: node.sequence)


def saved_by(node: Node) -> dict[str, Any]:
    """What the rules of a node have saved, by name; arrays that were overwritten since are left out."""
    stale = {position for counter, version, position in node.watched or () if counter[0] != version}
    found: dict[str, Any] = {}
    for _, rule, arguments in node.calls or ():
        for name, value in zip(node.op.saved_names.get(rule, ()), arguments, strict=False):
            position = -1 if name == "out" else node.op.inputs.index(name) if name in node.op.inputs else None
            if position is None or position not in stale:
                found[name] = value
    return found


def sizes(saved: Mapping[str, Any]) -> tuple[tuple[str, int], ...]:
    """The bytes of the arrays among what was saved."""
    return tuple((name, value.nbytes) for name, value in saved.items() if isinstance(value, ARRAYS))


def gradient_of(thing: Any) -> Digest | None:
    """The gradient of a leaf, or of a node: captured, or in the ``.grad`` of a tensor that retains it."""
    if isinstance(thing, Tensor):
        return None if thing._grad is None else digest(thing._grad)
    if thing.extras is not None and thing.extras.retained is not None:
        kept = thing.extras.retained()
        if kept is not None and kept._grad is not None:
            return digest(kept._grad)
    seen = captured.get(thing)
    return None if seen is None else seen.gradient


def input_name(node: Node, position: int) -> str:
    """What the operation calls its input of this position."""
    inputs = node.op.inputs
    return inputs[position] if position < len(inputs) else f"{node.op.variadic or 'input'}{position - len(inputs) if inputs else position}"


def rules_of(node: Node) -> tuple[tuple[str, str], ...]:
    """For each input that a gradient flows to, the source of the rule that computes it."""
    found = []
    for position, rule, _ in () if node.plan is None else node.plan.calls:
        positions = position if isinstance(position, tuple) else (position,)
        used = node.sources()
        found.append((", ".join(input_name(node, p) for p in positions if p in used), rule_source(rule, node.op.name)))
    return tuple(found)


def settings_of(node: Node) -> str:
    """The parameters of an operation, as far as they can be written in a few characters."""
    short = {name: repr(value) for name, value in node.params.items() if value is not None and isinstance(value, (int, float, str, tuple))}
    return ", ".join(f"{name}={value}" for name, value in short.items() if len(value) <= 20)


def make_model(out: Any, params: Any = None, constants: bool | None = None) -> Model:
    """The model of all that leads to ``out``. ``constants`` are left out of graphs of more than 40 operations, unless asked for."""
    outputs = listed(out)
    roots = {owner(o if o.is_leaf else o.grad_fn): name for name, o in outputs.items()}
    values = {(o if o.is_leaf else o.grad_fn): o for o in outputs.values()}
    return build(roots, {t: digest(o) for t, o in values.items()}, params, constants)


def build(roots: Mapping[Any, str], values: dict[Any, Digest], params: Any = None, constants: bool | None = None) -> Model:
    """The model of all that leads to the roots, given by name (or ""); ``values`` are those known of nodes."""
    names, made, module = named(params)
    nodes = walk(roots)
    known = {node: seen.value for node in nodes if (seen := captured.get(node)) is not None and seen.value is not None}
    known.update((node, digest(tensor)) for node, tensor in made.items() if node.index is None and node not in known)
    known.update((owner(target), value) for target, value in values.items())
    if constants is None:
        constants = len(nodes) <= 40
    saved = {node: saved_by(node) for node in nodes}
    for node in nodes:  # what a node saved of its inputs is the value of the nodes behind them
        if "out" in saved[node] and node not in known and isinstance(saved[node]["out"], ARRAYS):
            known[node] = digest(saved[node]["out"])
        for position, source in node.sources().items():
            if isinstance(source, Node) and source.index is None and source not in known:
                value = saved[node].get(node.op.inputs[position]) if position < len(node.op.inputs) else None
                if value is not None:
                    known[source] = digest(value)
    cards: list[Card] = []
    edges: list[Edge] = []
    ids: dict[Any, str] = {}
    uses: dict[Any, int] = {}
    titles: dict[str, int] = {}
    unnamed = 0

    def place(thing: Any, card: Card) -> str:
        ids[thing] = f"n{len(ids)}"
        cards.append(replace(card, id=ids[thing]))
        return ids[thing]

    def place_leaf(leaf: Tensor) -> str:
        nonlocal unnamed
        name = names.get(leaf) or (leaf.name if isinstance(leaf.name, str) else None) or roots.get(leaf)
        if not name:
            name, unnamed = f"x{unnamed}", unnamed + 1
        kind = "parameter" if (module is not None and leaf in names) or type(leaf).__name__ == "Parameter" else "leaf"
        inside = name.rpartition(".")[0] if module is not None and leaf in names else ""
        value = digest(leaf)
        return place(leaf, Card("", kind, name, "", (value.shape,), value.dtype, value, gradient_of(leaf), module=inside))

    arrays = {id(thing.array): name for thing, name in names.items() if isinstance(thing, Tensor)}  # to know constants by
    for node in nodes:
        seen = captured.get(node) or Seen()
        sources = node.sources()
        inside = seen.module
        behind: list[Any] = []
        for position, source in sorted(sources.items()):
            source = owner(source)
            uses[source] = uses.get(source, 0) + 1
            behind.append((position, ids[source] if source in ids else place_leaf(source), True))
            if inside is None and not isinstance(source, Node) and module is not None and source in names:
                inside = names[source].rpartition(".")[0]
        if constants:
            fixed, called = dict(seen.inputs or {}), dict(seen.names or {})
            for position, name in enumerate(node.op.inputs):
                value = saved[node].get(name)
                if position not in sources and position not in fixed and (isinstance(value, ARRAYS) or type(value) in NUMBERS):
                    fixed[position] = digest(value)
                    called[position] = arrays.get(id(value), "")
            for position, d in sorted(fixed.items()):
                card = Card("", "constant", called.get(position, ""), "", (d.shape,), d.dtype, d, module=inside or "")
                behind.append((position, place((node, position), card), False))
        title = "square" if node.op is square_op else node.op.name
        titles[title] = titles.get(title, 0) + 1
        name = names.get(node) or roots.get(node) or (title if titles[title] == 1 else f"{title}_{titles[title]}")
        special = node.extras
        outputs = special.outputs if special is not None and special.outputs else [(node.shape, node.dtype)]
        late = hasattr(node, "made_by_sweep")
        kind = "output" if node in roots else "gradient" if late else "operation"
        me = place(node, Card(
            "", kind, name, title, tuple(shape for shape, _ in outputs), dtypes.of(outputs[0][1]).name, known.get(node),
            gradient_of(node), rules_of(node), seen.saved or sizes(saved[node]), node.calls is None, inside or "", node.line,
            settings=settings_of(node), masks=any(d.inf for d in (seen.inputs or {}).values()),
        ))  # fmt: skip
        edges.extend(Edge(source, me, position, input_name(node, position), flows) for position, source, flows in sorted(behind))
    for root in roots:
        if root not in ids:
            place_leaf(root)
    for thing, count in uses.items():
        if count > 1:
            i = int(ids[thing][1:])
            cards[i] = replace(cards[i], uses=count)
    return Model(tuple(cards), tuple(edges), modules_of(module, cards, edges), len(nodes))


def modules_of(module: Any, cards: list[Card], edges: list[Edge]) -> tuple[Module, ...]:
    """The modules that have nodes in the picture. One whose parameters are used again counts how often."""
    if module is None:
        return ()
    present = {path for card in cards for path in ancestors(card.module)}
    uses: dict[str, int] = {}
    for edge in edges:
        uses[edge.source] = uses.get(edge.source, 0) + 1
    calls: dict[str, int] = {}
    for card in cards:
        if card.kind == "parameter" and card.module:
            calls[card.module] = max(calls.get(card.module, 1), uses.get(card.id, 1))
    found = [Module("", type(module).__name__, sum(p.numel() for p in module.parameters()))]
    for path, inner in module.named_modules():
        if path and path in present:
            found.append(Module(path, type(inner).__name__, sum(p.numel() for p in inner.parameters()), calls.get(path, 1)))
    return tuple(found)


def ancestors(path: str) -> list[str]:
    """``a.b.c`` and all that it is in: ``a``, ``a.b``, ``a.b.c``."""
    parts = path.split(".") if path else []
    return [".".join(parts[: i + 1]) for i in range(len(parts))]
