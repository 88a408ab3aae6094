"""Fewer boxes: modules folded into one box each, deeper ones first, until a picture is small enough to be read."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from .model import Card, Edge, Model, Module, ancestors, together


def collapse(model: Model, limit: int = 200, depth: int | None = None) -> Model:
    """The model with modules below ``depth`` folded; without a depth, the deepest that leaves at most ``limit`` nodes.

    If that is not enough, neighbours of the same making are drawn as one, and at last the middle of the picture becomes one box.
    """
    if depth is None and len(model.nodes) <= limit:
        return model
    deepest = max((len(ancestors(card.module)) for card in model.nodes), default=0)
    small = model
    for merge in (False, True):
        for level in range(deepest, 0, -1) if depth is None else [depth]:
            small = _fold_modules(model, level, merge)
            if len(small.nodes) <= limit:
                return small
    return _fold_middle(small, limit)


def _fold_modules(model: Model, depth: int, merge: bool) -> Model:
    above = {card.id: ancestors(card.module) for card in model.nodes}
    into = {i: paths[depth - 1] for i, paths in above.items() if len(paths) >= depth > 0}
    modules = {m.path: m for m in model.modules}
    order = list(dict.fromkeys(into.values()))
    sizes = Counter(into.get(card.id) for card in model.nodes if card.op)
    titles = {path: modules[path].title if path in modules else path for path in order}
    run: list[str] = []  # neighbours of the same making: to ``merge``, the first is drawn for all

    def close() -> None:
        if merge and len(run) > 1:
            titles[run[0]] += f" +{len(run) - 1} more {modules[run[0]].kind}"
            for card, path in into.items():
                if path in run:
                    into[card] = run[0]
        run.clear()

    def making(path: str) -> tuple[object, ...]:
        module = modules.get(path, Module(path, "", 0))
        return path.rpartition(".")[0], module.kind, module.parameters, module.calls, sizes[path]

    for path in order:
        if run and (making(path) != making(run[0]) or path not in modules):
            close()
        run.append(path)
    close()
    return _folded(model, into, titles)


def _fold_middle(model: Model, limit: int) -> Model:
    """Folding what is together in the order of operations makes no cycle."""
    keep = max((limit - 1) // 2, 1)
    middle = [card.id for card in model.nodes[keep : len(model.nodes) - keep]]
    return _folded(model, dict.fromkeys(middle, "…"), {"…": ""})


def _folded(model: Model, into: dict[str, str], titles: dict[str, str]) -> Model:
    """The model with each group of nodes (id -> name of its box) replaced by one folded box."""
    groups: dict[str, list[Card]] = {}
    nodes: list[Card] = []
    where: dict[str, str] = {}
    boxes: dict[str, int] = {}
    for card in model.nodes:
        name = into.get(card.id)
        if name is None:
            where[card.id] = card.id
            nodes.append(card)
            continue
        if name not in groups:
            boxes[name] = len(nodes)
            nodes.append(replace(card, kind="folded", name=titles[name]))
        groups.setdefault(name, []).append(card)
        where[card.id] = nodes[boxes[name]].id
    for name, cards in groups.items():
        hides = sum(card.hides or bool(card.op) for card in cards)
        parameters = [card for card in cards if card.kind == "parameter"] or [card for card in cards if card.op]
        last = next((card for card in reversed(cards) if card.op), cards[-1])
        nodes[boxes[name]] = Card(
            nodes[boxes[name]].id, "folded", titles[name] or f"{hides:,} more operations", shapes=last.shapes, dtype=last.dtype,
            value=together([card.value for card in cards if card.op] or [last.value]), gradient=together([card.gradient for card in parameters]),
            saved=tuple((name, size) for name, size in [("together", sum(size for card in cards for _, size in card.saved))] if size),
            released=all(card.released for card in cards if card.saved), module=name.rpartition(".")[0] if name != "…" else "", hides=hides,
            masks=any(card.masks for card in cards),
        )  # fmt: skip
    edges: dict[tuple[str, str], Edge] = {}
    for i, edge in enumerate(model.edges):
        source, target = where[edge.source], where[edge.target]
        if source == edge.source and target == edge.target:
            edges[str(i), ""] = edge
        elif source != target:
            edges.setdefault((source, target), Edge(source, target, edge.argument if target == edge.target else 0, "", edge.gradient))
    present = {path for card in nodes for path in ancestors(card.module)}
    modules = tuple(m for m in model.modules if not m.path or m.path in present)
    hidden = model.operations - sum(1 for card in nodes if card.op)
    before = dict(model.folded)
    folded = {inside: where.get(box, box) for inside, box in before.items()} | {i: box for i, box in where.items() if i in into and i not in before}
    return Model(tuple(nodes), tuple(edges.values()), modules, model.operations, hidden, tuple(folded.items()), model.guessed)
