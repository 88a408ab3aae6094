"""A record as a page to play with: the picture's model and the steps as JSON, and a script that draws them.

The script is in four files, for reading: `layout.js` says where things go, `picture.js` draws them, `live.js` computes anew what depends on a
number that was changed, `stepper.js` plays the steps. They are put together here, and nothing is loaded from anywhere.
"""

from __future__ import annotations

import html
import json
import re
import sys
from functools import cache
from pathlib import Path
from typing import Any

from .animated import animated
from .callers import source_of, title_of
from .dot import BAD, BODY, BOX, HOT, INK, KINDS, LINE, NAMES, PAPER, SOFT, clean, heading_of, size_of
from .expressions import label_of, operands_of
from .live import program_of
from .model import Card, Digest
from .render import NoRenderer
from .tape import Step, Tape

HERE = Path(__file__).parent
SCRIPTS = ("layout.js", "picture.js", "live.js", "stepper.js")
LARGEST = 100_000  # characters of all, if the picture for where scripts do not run can be small enough
LEAST = 25_000  # that such a picture may have in any case
MOST = 4  # significant digits of numbers that are listed


def _tight(line: str) -> str:
    """A line of script without the spaces beside its signs; but one with texts that have signs, or regular expressions, as it is."""
    if re.search(r"[`\"]|[(=,] ?/", line):
        return re.sub(r" (=>|[=!]==|&&|\|\||[-+]=|[<>]=?) ", r"\1", line)
    parts = re.split(r"('(?:[^'\\]|\\.)*')", line)
    parts[::2] = [re.sub(r" *([{}(),;:=<>*?&|]) *", r"\1", part) for part in parts[::2]]
    return "".join(parts)


@cache
def script() -> str:
    """The script, without its comments, its indentation and the ends of lines that may go."""
    text = "\n".join((HERE / name).read_text(encoding="utf-8") for name in SCRIPTS)
    text = re.sub(r"^\s+|\s*(?<=[\s;,{(])// .*$", "", text, flags=re.MULTILINE)
    text = re.sub(r"(?<=[{(,;])\n", "", "\n".join(map(_tight, text.splitlines())))
    return f"(() => {{\n{text}\n}})();"


@cache
def style() -> str:
    """The style sheet: the colours, by day and by night, and `stepper.css`."""
    colours = {"paper": PAPER, "ink": INK, "line": LINE, "body": BODY, "box": BOX, "soft": SOFT, "hot": HOT, "bad": BAD, **KINDS}
    day, night = ("".join(f"--{name}:{pair[i]};" for name, pair in colours.items()) for i in (0, 1))
    text = re.sub(r"\s*\n\s*|/\*.*?\*/", "", (HERE / "stepper.css").read_text(encoding="utf-8"), flags=re.DOTALL)
    night += "color-scheme:dark;"
    by_screen = f"@media screen and (prefers-color-scheme:dark){{:host(:not([data-night=false])){{{night}}}}}"
    return f":host{{{day}}}{by_screen}:host([data-night=true]){{{night}}}{text}"


def shortened(d: Digest | None) -> dict[str, Any] | None:
    """What the page shows of an array."""
    if d is None:
        return None
    found: dict[str, Any] = {"t": clean(str(d), 80), "m": clean(d.magnitude, 80), "n": float(f"{min(d.norm, sys.float_info.max):.4g}")}
    if d.shape and len(d.numbers) > 1:
        found["v"] = [float(f"{n:.{MOST}g}") if abs(n) < float("inf") else str(n) for n in d.numbers]
        found["s"] = d.shape
    if d.bad:
        found["b"] = d.bad
    if d.counts:
        found["h"] = [d.counts, f"{d.least:.3g}", f"{d.most:.3g}"]
    return found


def card_data(card: Card, value: Digest | None, heading: str, place: tuple[int, int] | None) -> dict[str, Any]:
    """What the page shows of a node."""
    rules = zip(card.rules, card.sources, strict=False)
    found = {
        "kind": card.kind, "name": clean(card.name), "op": card.op, "in": card.module, "turn": card.turn, "head": heading,
        "type": f"{card.dtype} {' '.join(str(list(shape)) for shape in card.shapes)}" if card.shapes else "",
        "set": clean(card.settings), "value": shortened(value), "bad": card.bad, "error": clean(card.error, 200), "place": place,
        "rules": [[clean(name), clean(rule, 200), clean(source, 400) if source != rule else ""] for (name, rule), source in rules],
        "saved": ", ".join(f"{name} {size_of(size)}" for name, size in card.saved),
    }  # fmt: skip
    return {key: value for key, value in found.items() if value not in ("", None, [], 0)}


def data_of(tape: Tape) -> dict[str, Any]:
    """All that the page knows, as JSON takes it."""
    model = tape.whole
    steps = tape.steps
    files: dict[str, set[int]] = {}
    for step in steps:
        if step.place is not None:
            files.setdefault(step.place[0], set()).add(step.place[1])
    texts = {file: source_of(file, lines) for file, lines in files.items()}
    shown = {file: i for i, file in enumerate(f for f, (_, lines) in texts.items() if lines)}
    places = {step.at: (shown[step.place[0]], step.place[1]) for step in steps if step.kind == "forward" and step.place and step.place[0] in shown}
    operands = operands_of(model)
    number = {card.id: i for i, card in enumerate(model.nodes)}
    first = tape.first
    ops = {card.id: card.op for card in model.nodes}
    modules = {m.path: m.title for m in model.modules if m.path}
    return {
        "nodes": [
            card_data(card, first.get(card.id, card.value), heading_of(card, operands.get(card.id, {})), places.get(card.id)) for card in model.nodes
        ],
        "edges": [
            [number[e.source], number[e.target], e.argument, clean(label_of(e, ops[e.target], len(operands[e.target])), 20), int(e.gradient)]
            for e in model.edges
        ],
        "modules": modules,
        "steps": [step_data(step, number, shown, places) for step in steps],
        "files": [{"name": title_of(file), "first": texts[file][0], "lines": [clean(line, 200) for line in texts[file][1]]} for file in shown],
        "kinds": {kind: NAMES.get(kind, kind) for kind in KINDS},
        "limit": tape.limit,
        "depth": tape.depth,
        "live": program_of(tape),
    }


def step_data(step: Step, number: dict[str, int], shown: dict[str, int], places: dict[str, tuple[int, int]]) -> dict[str, Any]:
    """What the page shows of a step."""
    place = (shown[step.place[0]], step.place[1]) if step.place and step.place[0] in shown else places.get(step.at)
    found = {
        "kind": step.kind, "at": number.get(step.at, -1), "to": number.get(step.to, -1), "arg": step.argument,
        "lines": [clean(line, 400) for line in step.lines], "place": place, "free": int(step.releases),
        "part": shortened(step.contribution), "sum": None if step.sum == step.contribution else shortened(step.sum),
        "changes": [[number[i], shortened(d)] for i, d in step.changes],
    }  # fmt: skip
    return {key: value for key, value in found.items() if value not in (None, [])}


def fallback(tape: Tape, room: int) -> str:
    """What is seen where scripts do not run: the animated picture; of a large graph the picture at the end, or else the steps as text."""
    try:
        pictures = (animated(tape), tape.view().to_svg()) if len(tape.model.nodes) <= 40 else (tape.view().to_svg(),)
    except NoRenderer as missing:
        return f"<pre>{html.escape(repr(tape))}</pre><p>{html.escape(str(missing))}</p>"
    for picture in pictures:
        picture = re.sub(r' text-anchor="start"| font-family="monospace"|(?<=>)\n', "", picture)  # as it would be without
        for character in "%#'&\n":
            picture = picture.replace(character, f"%{ord(character):02X}")
        if len(picture) <= room:
            return f"<img alt='The backward pass, step by step.' style='width:100%' src='data:image/svg+xml,{picture}'>"
    return f"<pre>{html.escape(repr(tape)[:room])}</pre>"


def stepper(tape: Tape) -> str:
    """HTML for a notebook or a page: the data, the script, and something to look at where scripts do not run."""
    data = json.dumps(data_of(tape), ensure_ascii=False, separators=(",", ":"), allow_nan=False).replace("<", "\\u003c")
    room = max(LEAST, LARGEST - len(data) - len(style()) - len(script()) - 400)
    return (
        f'<div class="wgrad-steps">{fallback(tape, room)}<script type="application/json" class="data">{data}</script>'
        f'<script type="text/css" class="look">{style()}</script></div><script>{script()}</script>'
    )
