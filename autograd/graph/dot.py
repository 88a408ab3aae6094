"""A model as DOT text: a card for each node, a box for each module, a legend of the colours in use."""

from __future__ import annotations

import html
import math
import re
import textwrap
from collections.abc import Mapping
from typing import Any

from .expressions import label_of, operands_of, written
from .model import Card, Digest, Model, Module, ancestors

# light colour, dark colour; graphviz gets the light ones, and pictures in SVG hold a style sheet that swaps them on dark screens
PAPER, INK, LINE = ("#fefefe", "#0d1117"), ("#18202b", "#e6edf3"), ("#7a8594", "#8b98a9")
BODY, BOX, SOFT = ("#ffffff", "#161c26"), ("#f4f6f9", "#12171f"), ("#5b6675", "#a3afbf")
HOT = ("#c2410c", "#ff922b")  # what a step is about
BAD, ON_BAD = ("#c81e1e", "#d33338"), ("#fffffe", "#fffffe")
KINDS = {
    "leaf": ("#cfe3fb", "#1d4469"),
    "parameter": ("#cdeed3", "#1b4d2e"),
    "constant": ("#e3e6ea", "#39424f"),
    "operation": ("#edeff2", "#2b3442"),
    "output": ("#fbe3a6", "#5f4a0c"),
    "gradient": ("#e6d7fa", "#46306b"),
    "folded": ("#cdeaea", "#17494b"),
    "failed": BAD,
}
NAMES = {"gradient": "operation of a backward pass", "folded": "folded: several operations", "failed": "failed"}
# an overlay: from the largest down, by factors of ten
SHADES = list(zip("#7a0177 #ae017e #dd3497 #f768a1 #fbb4c9 #fde6e2".split(), "#f768a1 #dd3497 #ae017e #7a0177 #4d0a4b #2a0b2b".split(), strict=True))
OVERLAYS = ("gradient", "value", "bytes")
LONG = 24  # cards: a picture with more of them one below the other, and few beside each other, is cut into columns
FONT = "Courier"  # whose widths every Graphviz knows; any monospace font fits into the boxes made for it
PAIRS = [PAPER, INK, LINE, BODY, BOX, SOFT, BAD, HOT, *KINDS.values()]


def clean(text: Any, most: int = 60) -> str:
    """Any text as a picture may hold it: in one line, without control characters, not too long."""
    text = re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]+", " ", str(text))
    return text if len(text) <= most else f"{text[: most - 1]}…"


def escaped(text: Any, most: int = 60) -> str:
    """`clean` text for a table of Graphviz, or for HTML; its spaces keep their width."""
    return html.escape(clean(text, most)).replace(" ", "\xa0")


def size_of(count: float) -> str:
    """A number of bytes."""
    return f"{count:g} B" if count < 1000 else f"{count / 1000:.1f} kB" if count < 1e6 else f"{count / 1e6:.1f} MB"


def heading_of(card: Card, operands: Mapping[str, str]) -> str:
    """What stands above a card: its name, and how it was made, as far as that is short."""
    if not card.op:
        if card.kind == "constant" and not (card.name and any(card.shapes)):
            return clean(" = ".join(filter(None, (card.name, str(card.value)))), 40)
        return clean(card.name, 40)
    made = written(card.op, list(operands.values())) if operands else card.op
    if len(made) > 28:
        made = card.op
    short = card.name == card.op or card.name.startswith(f"{card.op}_")  # a name that says no more than the operation
    return clean(
        made if short and made == card.op and card.name == card.op else card.name if short and made == card.op else f"{card.name} = {made}", 48
    )


def lines_of(card: Card, full: bool = True) -> list[tuple[str, str]]:
    """The rows of a card below its heading: what they are of, and their text."""
    rows: list[tuple[str, str]] = []
    folded = card.kind == "folded"
    if card.shapes:
        shapes = " ".join(str(list(shape)) for shape in card.shapes)
        rows.append(("shape", f"{card.dtype} {shapes}{f'   used ×{card.uses}' if card.uses > 1 else ''}"))
    if full and card.settings:
        rows.append(("note", card.settings))
    if card.value is not None and full and not folded:
        rows.append(("value", f"value  {card.value}"))
    if folded and card.hides:
        rows.append(("note", f"{card.hides:,} operation{'s' if card.hides > 1 else ''} inside"))
    if card.kind not in ("constant", "failed"):
        gradient = "–" if card.gradient is None else f"norm {card.gradient.norm:.4g}" if folded else card.gradient.magnitude
        rows.append(("gradient", f"grad   {gradient}"))
    if full:
        rows.extend(("rule", line) for name, rule in card.rules for line in _wrapped(f"∂{name}: {rule}"))
    if (full or folded) and (card.saved or (card.released and card.op and not folded)):
        saved = ", ".join(f"{name} {size_of(size)}" for name, size in card.saved)
        rows.append(("saved", f"released {saved}".rstrip() if card.released else f"saved {saved}"))
    if card.bad:
        rows.append(("bad", card.bad))
    if card.error:
        rows.extend(("bad", line) for line in _wrapped(card.error))
    return rows


def _wrapped(rule: str) -> list[str]:
    lines = textwrap.wrap(clean(rule, 400), 42, subsequent_indent="    ", break_on_hyphens=False)
    return lines if len(lines) <= 3 else [*lines[:2], f"{lines[2][:41]}…"]


def heat(card: Card, overlay: str) -> float | None:
    """The number that an overlay shows of a node."""
    if overlay == "bytes":
        return float(sum(size for _, size in card.saved)) or None
    of: Digest | None = card.gradient if overlay == "gradient" else card.value
    return None if of is None else of.norm


def shades(model: Model, overlay: str) -> tuple[dict[str, int], float]:
    """For each node that has one, the number of its shade, and the power of ten that the darkest shade begins with."""
    found = {card.id: h for card in model.nodes if (h := heat(card, overlay)) is not None}
    most = max(found.values(), default=0.0)
    top = _decade(most) if most > 0 else 0
    last = len(SHADES) - 1
    return {i: last if h <= 0 else min(top - _decade(h), last) for i, h in found.items()}, 10.0**top


def _decade(h: float) -> int:
    return math.floor(math.log10(h) + 1e-9)


def table(
    card: Card, heading: str, rows_of: list[tuple[str, str]], fill: tuple[str, str], texts: Mapping[tuple[str, str], str], dark_ink: bool, border: str
) -> str:
    """The card of a node, as a table of Graphviz."""
    if card.kind == "constant" and not (card.name and any(card.shapes)):  # a number, or an array that has no name
        return _table(fill[0], INK[0] if dark_ink else ON_BAD[0], escaped(heading), [], border)
    colour, ink = (BAD[0], ON_BAD[0]) if card.bad or card.error else (fill[0], INK[0] if dark_ink else ON_BAD[0])
    rows = []
    for what, text in rows_of:
        text = texts.get((card.id, what), text)
        rows.append((escaped(text, 70), SOFT[0] if what in ("shape", "rule", "saved", "note") else BAD[0] if what == "bad" else INK[0]))
    return _table(colour, ink, f"<B>{escaped(heading)}</B>", rows, border)


def _table(fill: str, ink: str, heading: str, rows: list[tuple[str, str]], border: str) -> str:
    body = "".join(
        f'<TR><TD ALIGN="LEFT" BGCOLOR="{BODY[0]}"><FONT POINT-SIZE="11" COLOR="{colour}">{text}</FONT></TD></TR>' for text, colour in rows
    )
    return (
        f'<<TABLE BORDER="1" CELLBORDER="0" CELLSPACING="0" CELLPADDING="3" COLOR="{border}">'
        f'<TR><TD BGCOLOR="{fill}"><FONT COLOR="{ink}">{heading}</FONT></TD></TR>{body}</TABLE>>'
    )


def make_dot_of(
    model: Model, *, overlay: str | None = None, full: bool | None = None, direction: str | None = None,
    texts: Mapping[tuple[str, str], str] | None = None, hot: frozenset[str] = frozenset(), caption: str | None = None,
    show_attrs: bool = False, show_saved: bool = False, max_attr_chars: int = 50,
) -> Any:  # fmt: skip
    """The ``graphviz.Digraph`` of a model. ``texts`` replace rows of cards, by (id, row); ``hot`` are ids to be marked."""
    import graphviz

    if overlay is not None and overlay not in OVERLAYS:
        raise ValueError(f"draw: overlay must be one of {', '.join(OVERLAYS)}, got {overlay!r}")
    full = len(model.nodes) <= 40 if full is None else full
    shade, most = shades(model, overlay) if overlay else ({}, 0.0)
    dot = graphviz.Digraph(
        graph_attr={
            "rankdir": direction or ("LR" if _longest(model) <= 6 and not model.modules else "TB"),
            "label": caption or _legend(model, overlay, shade, most),
            "bgcolor": PAPER[0], "fontname": FONT, "fontcolor": SOFT[0], "fontsize": "11", "labelloc": "b",
            "nodesep": "0.25", "ranksep": "0.4", "pad": "0.15",
        },
        node_attr={"shape": "plain", "fontname": FONT, "fontsize": "12", "margin": "0"},
        edge_attr={"color": LINE[0], "fontname": FONT, "fontsize": "11", "fontcolor": SOFT[0], "arrowsize": "0.7"},
    )  # fmt: skip
    if len(model.nodes) > 200:  # a good layout would take minutes
        dot.attr("graph", nslimit="0.1", nslimit1="0.1", mclimit="0.01", splines="line")
    boxes: dict[str, Any] = {"": dot}
    modules = {m.path: m for m in model.modules if m.path}
    for path in sorted({p for card in model.nodes for p in ancestors(card.module)}):
        boxes[path] = graphviz.Digraph(name=f"cluster_{len(boxes)}")
        title = modules.get(path, Module(path, "", 0)).title
        boxes[path].attr(label=f"<{escaped(title)}>", style="filled,rounded", color=LINE[0], fillcolor=BOX[0], fontcolor=INK[0])
        boxes[path].attr(labeljust="l", labelloc="t", margin="10")
    operands = operands_of(model)
    for card in model.nodes:
        number = shade.get(card.id)
        fill = KINDS[card.kind] if number is None else SHADES[number]
        rows = lines_of(card, full)
        if show_attrs:
            rows = [row for row in rows if row[0] != "note" or card.kind == "folded"]
            rows.extend(("note", f"{name}: {clean(text, max_attr_chars)}") for name, text in card.attributes)
        if show_saved:
            rows = [row for row in rows if row[0] != "saved" or not card.kept]
            rows.extend(("saved", f"saved {name}: {clean(text, max_attr_chars)}") for name, text in card.kept)
        heading = heading_of(card, operands.get(card.id, {}))
        boxes[card.module].node(
            card.id, table(card, heading, rows, fill, texts or {}, number is None or number > 2, _border(card.id, hot)), id=card.id
        )
    for path in sorted(boxes, key=len, reverse=True):
        if path:
            boxes[path.rpartition(".")[0]].subgraph(boxes[path])
    ops = {card.id: card.op for card in model.nodes}
    inputs: dict[str, int] = {}
    for edge in model.edges:
        inputs[edge.target] = inputs.get(edge.target, 0) + 1
    column = _columns(model) if direction is None else {}
    for i, edge in enumerate(model.edges):
        style = {} if edge.gradient else {"style": "dashed", "arrowhead": "empty"}
        if f"e{i}" in hot:
            style = {**style, "color": HOT[0]}
        if column.get(edge.source) != column.get(edge.target):
            style = {**style, "constraint": "false"}  # so that the column that it leads to begins at the top
        name = label_of(edge, ops[edge.target], inputs[edge.target]) if full else ""
        label = f"<\xa0{escaped(name, 20)}\xa0>" if name else ""
        dot.edge(edge.source, edge.target, id=f"e{i}", **style, **({"label": label} if label else {}))
    return dot


def _border(i: str, hot: frozenset[str]) -> str:
    return HOT[0] if i in hot else LINE[0]


def _longest(model: Model) -> int:
    """The number of operations on the longest way through the picture."""
    length: dict[str, int] = {}
    ops = {card.id for card in model.nodes if card.op or card.kind == "folded"}
    into: dict[str, list[str]] = {}
    for edge in model.edges:
        into.setdefault(edge.target, []).append(edge.source)
    for card in model.nodes:
        length[card.id] = max((length.get(s, 0) for s in into.get(card.id, ())), default=0) + (card.id in ops)
    return max(length.values(), default=0)


def _columns(model: Model) -> dict[str, int]:
    """For each node of a long and narrow picture without modules, the column that it goes to: as many as make it about as wide as high."""
    if model.modules:
        return {}
    into: dict[str, list[str]] = {}
    for edge in model.edges:
        into.setdefault(edge.target, []).append(edge.source)
    row: dict[str, int] = {}
    for card in model.nodes:
        row[card.id] = max((row[s] + 1 for s in into.get(card.id, ())), default=0)
    for edge in reversed(model.edges):  # what nothing leads to stands just above what it leads to first
        if edge.source not in into:
            above = row[edge.target] - 1
            row[edge.source] = min(row[edge.source], above) if row[edge.source] else above
    rows = max(row.values(), default=0) + 1
    if rows <= LONG or len(row) > 3 * rows:
        return {}
    height = math.ceil(rows / round(math.sqrt(rows / 6)))
    return {i: r // height for i, r in row.items()}


def _legend(model: Model, overlay: str | None, shade: Mapping[str, int], most: float) -> str:
    if overlay:
        what = {"gradient": "norm of the gradient", "value": "norm of the value", "bytes": "bytes saved"}[overlay]
        if not shade:
            what = "no gradients yet: call backward() first" if overlay == "gradient" else f"{what}: none"
        last = len(SHADES) - 1
        named = size_of if overlay == "bytes" else "{:.0e}".format
        ends = {i: f"< {named(most / 10 ** (last - 1))}" if i == last else f"≥ {named(most / 10**i)}" for i in sorted(set(shade.values()))}
        used = [(SHADES[i], text) for i, text in ends.items()]
    else:
        what = ""
        used = [(fill, NAMES.get(kind, kind)) for kind, fill in KINDS.items() if any(card.kind == kind for card in model.nodes)]
        if any(card.bad for card in model.nodes):
            used.append((BAD, "nan or inf"))
    cells = "".join(
        f'<TD WIDTH="14" HEIGHT="10" FIXEDSIZE="TRUE" BGCOLOR="{fill[0]}" BORDER="1" COLOR="{LINE[0]}"></TD>'
        f'<TD ALIGN="LEFT">{escaped(name)}\xa0\xa0</TD>'
        for fill, name in used
    )
    heading = f'<TR><TD COLSPAN="{max(2 * len(used), 1)}" ALIGN="LEFT">{escaped(what)}</TD></TR>' if what else ""
    note = hidden_note(model)
    note = f'<TR><TD COLSPAN="{max(2 * len(used), 1)}" ALIGN="LEFT">{escaped(note, 100)}</TD></TR>' if note else ""
    return f'<<TABLE BORDER="0" CELLSPACING="4" CELLPADDING="0">{heading}{f"<TR>{cells}</TR>" if cells else ""}{note}</TABLE>>'


def hidden_note(model: Model) -> str:
    """What the picture leaves out, or does not know, in words."""
    notes = []
    if model.hidden:
        folded = sum(card.kind == "folded" for card in model.nodes)
        notes.append(f"{model.hidden:,} of {model.operations:,} operations are folded into {folded} box{'es' if folded != 1 else ''}")
    if model.guessed:
        notes.append("boxes are drawn around parameters: in record() the calls of modules are seen")
    return "; ".join(notes)


def style_sheet(picture: str) -> str:
    """The dark colours of those that a picture has, or that captions and marks bring to it, for screens that want them."""
    dark = []
    for light, night in [pair for pair in [*PAIRS, *SHADES] if pair[0] in picture or pair in (PAPER, INK, SOFT, HOT)]:
        dark.append(f'[fill="{light}"]{{fill:{night}}}[stroke="{light}"]{{stroke:{night}}}')
    return "text{font-family:ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',monospace}@media(prefers-color-scheme:dark){" + "".join(dark) + "}"
