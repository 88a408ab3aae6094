"""What a picture shows, apart from how: frozen nodes, edges and modules, in topological order. Every renderer reads this, and nothing else.

Ids count along the order in which operations ran, and arrays are digested when the model is made: so the same program gives the same
model, and the same picture, in every run.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from weakref import WeakKeyDictionary, ref

import numpy as np

from ..core import dtypes
from ..core.node import Node
from ..core.op import NUMBERS
from ..core.tensor import Tensor
from ..ops.arithmetic import square_op
from .callers import called as called_by
from .callers import callers, modules_in
from .expressions import operand, renamed
from .rules import rule_text

ARRAYS = (np.ndarray, np.generic)  # what an operation saves of a 0-dim tensor is a NumPy scalar
EXACT = 6  # up to so many numbers are shown, of more a summary
LISTED = 64  # up to so many are kept, to be looked at one by one
PARTS = 16  # of a histogram
DETAILED = 5000  # of graphs with more operations than this, rules are not read


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
    numbers: tuple[float, ...] = ()  # all of them, in a row, of an array that is not large
    counts: tuple[int, ...] = ()  # how many finite elements are in each of equal parts of [least, most]
    whole: bool = False  # the elements are integers or bools: labels, indices, masks

    @property
    def bad(self) -> str:
        """Its nan and inf, counted in words."""
        return ", ".join(f"{count} {name}" for name, count in (("nan", self.nan), ("inf", self.inf)) if count)

    def __str__(self) -> str:
        if self.exact is not None:
            return _numbers(self.exact)
        if self.mean is None:
            return self.magnitude
        if self.least == self.most:
            return ", ".join(filter(None, (f"all {_number(self.least, 3)}", self.bad)))
        span = f"[{_number(self.least, 3)}, {_number(self.most, 3)}]"
        if self.whole:  # of labels, a mean says nothing
            some = ", ".join(str(int(n)) for n in self.numbers[:EXACT])
            return f"[{some}, …] in {span}" if some else f"integers in {span}"
        mean = 0.0 if abs(self.mean) < 1e-6 * self.std else self.mean  # what rounding leaves of a mean that is zero
        return ", ".join(filter(None, (f"{_number(mean, 3)} ± {_number(self.std, 3)} in {span}", self.bad)))

    @property
    def magnitude(self) -> str:
        """A gradient, in few characters: exact when small, else its norm."""
        if self.exact is not None:
            return _numbers(self.exact)
        return ", ".join(filter(None, ("" if self.mean is None and self.bad and not self.norm else f"norm {self.norm:.4g}", self.bad)))


def _numbers(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_numbers, value))}]"
    return _number(value, 5) if isinstance(value, float) else str(value)


def _number(value: float, digits: int) -> str:
    text = f"{value:.{digits}g}"
    return "0" if text == "-0" else text


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
        return Digest(*known, norm, sum(map(math.isnan, listed)), sum(map(math.isinf, listed)), array.tolist(), numbers=tuple(listed))
    shown = tuple(numbers.tolist()) if array.size <= LISTED else ()
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
        least, most = float(numbers.min()), float(numbers.max())
        if most - least < math.inf and most > least:
            places = ((numbers.astype(np.float64) - least) * (PARTS / (most - least))).astype(np.int64)
            counts = tuple(np.bincount(np.minimum(places, PARTS - 1), minlength=PARTS).tolist())
        else:
            counts = ()
        return Digest(*known, norm, nan, inf, None, mean, std, least, most, shown, counts, array.dtype.kind in "iub")


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
    turn: int = 0  # which of several graphs that have no operation in common it belongs to, in the order in which they ran
    called: bool = False  # its name is the program's own, and not made up
    sources: tuple[str, ...] = ()  # for each of the rules the source that runs
    error: str = ""  # of an operation that failed
    attributes: tuple[tuple[str, str], ...] = ()  # all parameters of the operation
    kept: tuple[tuple[str, str], ...] = ()  # (name, type and shape) of the arrays that are saved

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
    said: str = ""  # what the result is called that it takes of several


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
    guessed: bool = False  # operations are in the boxes of their parameters, as nothing is known of the modules' calls

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
    module: tuple[str, str] | None = None  # the name of the outermost module, and the path of the one that was at work in it
    root: ref[Any] | None = None  # the outermost module itself
    rules: list[tuple[tuple[int, ...], str, str]] | None = None
    name: str = ""  # what the program calls it


captured: WeakKeyDictionary[Any, Seen] = WeakKeyDictionary()
_leaf_names: dict[int, tuple[ref[Tensor], str]] = {}  # by id, as tensors with equal elements are equal


def note(thing: Any) -> Seen:
    """Where to write what is captured of a node."""
    found = captured.get(thing)
    if found is None:
        found = captured[thing] = Seen()
    return found


def note_names(names: Mapping[Any, str]) -> None:
    """Remember what the program calls leaves and nodes, for pictures made elsewhere."""
    for thing, name in names.items():
        if isinstance(thing, Node):
            note(thing).name = name
        else:
            key = id(thing)
            _leaf_names[key] = ref(thing, lambda _, key=key: _leaf_names.pop(key, None)), name  # type: ignore[misc]


def name_of_leaf(leaf: Tensor) -> str:
    """What a record has seen the program call a leaf."""
    kept, name = _leaf_names.get(id(leaf), (None, ""))
    return name if kept is not None and kept() is leaf else ""


# ---------------------------------------------------------------------------------------------------------------- from the graph


def owner(source: Any) -> Any:
    """The node of the operation behind a node: of one of several results, the operation that made them all."""
    return source.calls[0][0] if isinstance(source, Node) and source.index is not None else source


def listed(out: Any) -> dict[str, Tensor]:
    """The outputs of a picture by name: a tensor, or a list, tuple or dict of them, one in another if need be."""
    if isinstance(out, Tensor):
        return {"": out}
    found: dict[str, Tensor] = {}

    def add(name: str, one: Any) -> None:
        if isinstance(one, Tensor):
            found[name] = one
        elif isinstance(one, Mapping):
            for key, inner in one.items():
                add(f"{name}.{key}" if name else str(key), inner)
        elif isinstance(one, (list, tuple)):
            for i, inner in enumerate(one):
                add(f"{name}.{i}" if name else f"out{i}", inner)
        else:
            raise TypeError(f"draw: expected a Tensor, or a list, tuple or dict of them, got {type(one).__name__} as {name or 'the output'}")

    add("", out)
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


def recorded_by_sweeps(nodes: Iterable[Node]) -> set[Node]:
    """Those of the nodes that are part of a gradient's own graph: what leads to a gradient and was recorded while the sweep ran."""
    found: set[Node] = set()
    for node in nodes:
        if hasattr(node, "sweep_began"):
            stack = [node]
            while stack:
                late = stack.pop()
                if late not in found and late.sequence > node.sweep_began:
                    found.add(late)
                    stack += [source for source in late.sources().values() if isinstance(source, Node)]
    return found


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


def rules_of(node: Node) -> list[tuple[tuple[int, ...], str, str]]:
    """For each rule, the positions of the inputs that it gives a gradient to, what it computes, and its source."""
    found = []
    for position, rule, _ in () if node.plan is None else node.plan.calls:
        used = node.sources()
        positions = tuple(p for p in (position if isinstance(position, tuple) else (position,)) if p in used)
        texts = {p: rule_text(node, p, rule) for p in positions}
        if len({text for text, _ in texts.values()}) == 1:
            found.append((positions, *texts[positions[0]]))
        else:  # one rule for several inputs, each with a formula of its own
            found.extend(((p,), *text) for p, text in texts.items())
    return found


def settings_of(node: Node) -> str:
    """The parameters of an operation that say something and can be written in a few characters."""
    short = {
        name: indexed(value) if name == "index" else f"{name}={value!r}"
        for name, value in node.params.items()
        if value is not None and value is not False and name != "divisor" and isinstance(value, (int, float, str, tuple, slice))
    }
    return ", ".join(text for name, text in short.items() if len(text) <= len(name) + 21)


def indexed(index: Any) -> str:
    """An index as it is written: ``[0, ..., 1:]``."""

    def part(one: Any) -> str:
        if one is Ellipsis:
            return "..."
        if isinstance(one, slice):
            text = f"{'' if one.start is None else one.start}:{'' if one.stop is None else one.stop}"
            return text if one.step is None else f"{text}:{one.step}"
        return str(list(one.shape)) if isinstance(one, np.ndarray) and one.ndim else str(one)

    parts = list(index) if isinstance(index, tuple) else [index]
    if len(parts) > 1 and parts[-1] is Ellipsis:
        parts.pop()  # which an index has in any case
    return f"[{', '.join(map(part, parts))}]"


def turns(nodes: list[Node]) -> dict[Node, int]:
    """Which graph each operation belongs to: those that share an operation's result are one; they count in the order in which they ran."""
    group: dict[Node, Node] = {}

    def first(node: Node) -> Node:
        while group.setdefault(node, node) is not node:
            group[node] = node = group[group[node]]
        return node

    for node in nodes:
        for source in node.sources().values():
            source = owner(source)
            if isinstance(source, Node):
                a, b = first(node), first(source)
                group[max(a, b, key=lambda n: n.sequence)] = min(a, b, key=lambda n: n.sequence)
    order = {root: i for i, root in enumerate(dict.fromkeys(first(node) for node in nodes))}
    return {node: order[first(node)] for node in nodes}


def make_model(out: Any, params: Any = None, constants: bool | None = None) -> Model:
    """The model of all that leads to ``out``. ``constants`` are left out of graphs of more than 40 operations, unless asked for.

    Tensors are called what ``params`` says, or else what the caller's variables call them.
    """
    outputs = listed(out)
    roots = {owner(o if o.is_leaf else o.grad_fn): name for name, o in outputs.items()}
    values = {(o if o.is_leaf else o.grad_fn): o for o in outputs.values()}
    called, modules = {}, {}
    for frame in callers():
        called = called_by(frame.f_locals)[0]
        modules = dict(modules_in(frame.f_locals)) if params is None else {}
        break
    return build(roots, {t: digest(o) for t, o in values.items()}, params, constants, called=called, modules=modules)


def path_in(root: Any, module: Any) -> str | None:
    """The path of a module in another, as in ``named_modules()``."""
    return next((path for path, inner in root.named_modules() if inner is module), None)


def build(
    roots: Mapping[Any, str], values: dict[Any, Digest], params: Any = None, constants: bool | None = None, *,
    called: Mapping[Any, str] | None = None, modules: Mapping[str, Any] | None = None,
) -> Model:  # fmt: skip
    """The model of all that leads to the roots, given by name (or ""); ``values`` are those known of nodes.

    ``called`` are names that the program has for leaves and nodes, ``modules`` the outermost modules by name.
    """
    nodes = walk(roots)
    late_nodes = recorded_by_sweeps(nodes)
    names, made, module = named(params)
    called = called or {}
    owned: dict[Any, str] = {}  # the module of each parameter
    modules = {**({} if module is None else {"": module}), **{name: m for name, m in (modules or {}).items() if m is not module}}
    there = {source for node in nodes for source in node.sources().values() if not isinstance(source, Node)}
    at_work = {seen.module[0] for node in nodes if (seen := captured.get(node)) is not None and seen.module is not None}
    modules = {n: m for n, m in modules.items() if m is module or n in at_work or any(p in there for p in m.parameters())}
    alone_in = next(iter(modules), "") if len(modules) == 1 else None  # of one module alone, the paths are those of `named_modules`
    modules = {"" if name == alone_in else name: root for name, root in modules.items()}
    for prefix, root in modules.items():
        for name, parameter in (*root.named_parameters(), *root.named_buffers()):
            full_name = ".".join(filter(None, (prefix, name)))
            names.setdefault(parameter, full_name)
            owned.setdefault(parameter, full_name.rpartition(".")[0])
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
    detailed = len(nodes) <= DETAILED
    guessed = False  # where an operation belongs is known from its parameters only
    unnamed = 0
    taken = {
        (-1, name): 1 for thing, name in names.items() if thing in there
    }  # how often a name was asked for, by turn; the names of leaves (-1) count in all

    def alone(name: str, turn: int) -> str:
        """A name that nothing else in this turn has."""
        count = taken.get((turn, name), taken.get((-1, name), 0)) + 1
        while count > 1 and ((turn, f"{name}_{count}") in taken or (-1, f"{name}_{count}") in taken):
            count += 1
        taken[turn, name] = count
        found = name if count == 1 else f"{name}_{count}"
        taken.setdefault((turn, found), 1)
        return found

    prefixes: dict[str, str] = {}

    def prefix_of(seen: Seen) -> str:
        """Where the outermost module at work is in this picture: in the module that was given, or else by its own name."""
        assert seen.module is not None
        name, root = seen.module[0], None if seen.root is None else seen.root()
        if name not in prefixes:
            known_path = None if module is None or root is None else path_in(module, root)
            prefixes[name] = ("" if name == alone_in else name) if known_path is None else known_path
        return prefixes[name]

    def place(thing: Any, *fields: Any, **others: Any) -> str:
        me = ids[thing] = f"n{len(ids)}"
        cards.append(Card(me, *fields, **others))
        return me

    def place_leaf(leaf: Tensor) -> str:
        nonlocal unnamed
        name = names.get(leaf) or (leaf.name if isinstance(leaf.name, str) else None)
        if not name and (user_name := called.get(leaf) or name_of_leaf(leaf)):
            name = alone(user_name, -1)
        name = name or roots.get(leaf)
        if not name:
            name, unnamed = f"x{unnamed}", unnamed + 1
        kind = "parameter" if leaf in owned or type(leaf).__name__ == "Parameter" else "leaf"
        inside = owned.get(leaf, "")
        value = digest(leaf)
        return place(leaf, kind, name, "", (value.shape,), value.dtype, value, gradient_of(leaf), module=inside)

    arrays = {id(thing.array): name for thing, name in {**called, **names}.items() if isinstance(thing, Tensor)}  # to know constants by
    turn_of = turns(nodes)
    outside = {name for thing, name in called.items() if thing not in owned}  # what the program hands to its modules stands outside of them
    shared: dict[Any, str] = {}  # constants
    results: dict[Node, dict[int, str]] = {}  # of operations with several, the program's names for them
    for thing, name in called.items():
        if isinstance(thing, Node) and thing.index is not None:
            results.setdefault(owner(thing), {})[thing.index] = name
    for node in nodes:
        seen = captured.get(node) or Seen()
        sources = node.sources()
        inside = None
        if seen.module is not None:
            inside = ".".join(filter(None, (prefix_of(seen), seen.module[1])))
        behind: list[Any] = []
        for position, source in sorted(sources.items()):
            index, source = source.index if isinstance(source, Node) else None, owner(source)
            uses[source] = uses.get(source, 0) + 1
            card = ids[source] if source in ids else place_leaf(source)
            behind.append(
                (position, card, True, "" if index is None else results.get(source, {}).get(index) or f"{cards[int(card[1:])].name}[{index}]")
            )
            if inside is None and not isinstance(source, Node) and source in owned:
                inside, guessed = owned[source], True
        if constants:
            fixed, fixed_names = dict(seen.inputs or {}), dict(seen.names or {})
            for position, name in enumerate(node.op.inputs):
                value = saved[node].get(name)
                if position not in sources and position not in fixed and (isinstance(value, ARRAYS) or type(value) in NUMBERS):
                    fixed[position] = digest(value)
                    fixed_names[position] = arrays.get(id(value), "")
            for position, d in sorted(fixed.items()):
                if input_name(node, position) == "share" and len(set(d.numbers) or {d.least, d.most}) == 1:
                    continue  # the weights of a loss that was given none
                name = fixed_names.get(position, "")
                around = "" if name in outside else inside or ""
                same = (name, repr(d), turn_of[node], around) if name else (node, position)  # what is used twice is drawn once
                if same not in shared:
                    shared[same] = place((node, position), "constant", name, "", (d.shape,), d.dtype, d, module=around, turn=turn_of[node])
                card = shared[same]
                behind.append((position, card, False, ""))
        title = "square" if node.op is square_op else node.op.name
        turn = turn_of[node]
        user_name = names.get(node) or called.get(node) or seen.name
        root_name = roots.get(node)
        if node in names:
            name = names[node]
        elif root_name and not (root_name == "L" and user_name):
            name = root_name
        elif user_name:
            name = alone(user_name, turn)
        else:
            results[node] = {i: alone(part, turn) for i, part in sorted(results.get(node, {}).items())}
            name = ", ".join(results[node].values()) or alone(title, turn)
        special = node.extras
        outputs = special.outputs if special is not None and special.outputs else [(node.shape, node.dtype)]
        late = node in late_nodes
        kind = "output" if node in roots else "gradient" if late else "operation"
        me = f"n{len(ids)}"
        into = [Edge(source, me, position, input_name(node, position), flows, said) for position, source, flows, said in sorted(behind)]
        operands = {edge.label: edge.said or operand(cards[int(edge.source[1:])]) or edge.label for edge in into} if detailed else {}
        if user_name:
            operands["out"] = name
        rules = [] if not detailed else seen.rules if seen.rules is not None else rules_of(node)
        place(
            node, kind, name, title, tuple(shape for shape, _ in outputs), dtypes.of(outputs[0][1]).name, known.get(node),
            gradient_of(node), tuple((", ".join(dict.fromkeys(operands[input_name(node, p)] for p in positions)), renamed(text, operands))
                                     for positions, text, _ in rules),
            seen.saved or sizes(saved[node]), node.calls is None, inside or "", node.line,
            settings=settings_of(node), masks=any(d.inf for d in (seen.inputs or {}).values()), turn=turn, called=bool(user_name),
            sources=tuple(source for _, _, source in rules), attributes=tuple((n, repr(v)) for n, v in node.params.items()) if detailed else (),
            kept=tuple((n, f"{dtypes.of(v).name} {list(v.shape)}") for n, v in saved[node].items() if isinstance(v, ARRAYS)),
        )  # fmt: skip
        edges.extend(into)
    for root in roots:
        if root not in ids:
            place_leaf(root)
    for thing, count in uses.items():
        if count > 1:
            i = int(ids[thing][1:])
            cards[i] = replace(cards[i], uses=count)
    return Model(tuple(cards), tuple(edges), modules_of(modules, cards, edges), len(nodes), guessed=guessed)


def modules_of(roots: Mapping[str, Any], cards: list[Card], edges: list[Edge]) -> tuple[Module, ...]:
    """The modules that have nodes in the picture. One whose parameters are used again counts how often."""
    present = {path for card in cards for path in ancestors(card.module)}
    turn = {card.id: card.turn for card in cards}
    within: dict[tuple[str, int], int] = {}  # in a training loop, how often in one turn
    for edge in edges:
        within[edge.source, turn[edge.target]] = within.get((edge.source, turn[edge.target]), 0) + 1
    uses: dict[str, int] = {}
    for (source, _), count in within.items():
        uses[source] = max(uses.get(source, 0), count)
    calls: dict[str, int] = {}
    for card in cards:
        if card.kind == "parameter" and card.module:
            calls[card.module] = max(calls.get(card.module, 1), uses.get(card.id, 1))
    found = []
    for prefix, root in roots.items():
        for path, inner in root.named_modules():
            path = ".".join(filter(None, (prefix, path)))
            if not path or path in present:
                found.append(Module(path, type(inner).__name__, sum(p.numel() for p in inner.parameters()), calls.get(path, 1)))
    return tuple(found)


def ancestors(path: str) -> list[str]:
    """``a.b.c`` and all that it is in: ``a``, ``a.b``, ``a.b.c``."""
    parts = path.split(".") if path else []
    return [".".join(parts[: i + 1]) for i in range(len(parts))]
