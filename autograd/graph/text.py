"""A model as text: the program that ran, a line for each operation, and under it what is known of it."""

from __future__ import annotations

from .dot import clean, hidden_note, lines_of
from .model import Model, ancestors


def text_of(model: Model, full: bool | None = None) -> str:
    """Each node after those that it was computed from, indented by the modules that it is in."""
    full = len(model.nodes) <= 40 if full is None else full
    names = {card.id: card.said for card in model.nodes}
    into: dict[str, list[str]] = {}
    for edge in model.edges:
        into.setdefault(edge.target, []).append(names[edge.source])
    titles = {m.path: m.title for m in model.modules}
    lines: list[str] = []
    inside: list[str] = []
    for card in model.nodes:
        if card.kind == "constant":
            continue
        path = ancestors(card.module)
        for depth, box in enumerate(path):
            if inside[depth : depth + 1] != [box]:
                lines.append(f"{'  ' * depth}[{clean(titles.get(box, box))}]")
                inside = path[: depth + 1]
        inside = path
        pad = "  " * len(path)
        rows = lines_of(card, full)
        if card.op or card.kind == "folded":
            made = f"{card.name} = {card.op}" if card.op and card.name != card.op and not card.name.startswith(f"{card.op}_") else card.name
            heading = f"{clean(made)}({', '.join(clean(n, 40) for n in into.get(card.id, []))})"
        else:
            heading = f"{clean(card.name)} ({card.kind})"
        lines.append(f"{pad}{heading}   {rows[0][1] if rows else ''}".rstrip())
        lines.extend(f"{pad}    {clean(text, 100)}" for _, text in rows[1:])
    note = hidden_note(model)
    return "\n".join([*lines, f"({note})"] if note else lines)
