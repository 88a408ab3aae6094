"""A record as an animated SVG picture, and as a GIF.

Every element that changes is in the picture from the start, in a class that says when it is seen: ``k3-7`` from step 3 until before
step 7, ``d3`` dim before step 3. A style sheet plays them in turn. It is also what is seen of a page where scripts do not run.
"""

from __future__ import annotations

import copy
import html
import textwrap
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

from .dot import HOT, INK, PAPER, SOFT, clean, lines_of, make_dot_of
from .model import Edge
from .render import render, svg
from .tape import Step, Tape

SECONDS = 1.6  # that each step is seen for
SVG = "http://www.w3.org/2000/svg"
ElementTree.register_namespace("", SVG)


@dataclass(slots=True)
class Score:
    """For a picture, what is seen when: texts of rows that change, marked nodes and edges, captions."""

    steps: list[Step]
    appears: dict[str, int]
    texts: dict[tuple[str, str], list[tuple[int, str]]]  # (id, row) -> [(from which step, text)]
    marks: list[frozenset[str]]  # for each step the ids of nodes and edges that it is about
    skipped: int


def score(tape: Tape) -> Score:
    """Bring the steps of a record to the picture that is drawn, in which some nodes may be folded."""
    model = tape.model
    into = dict(model.folded)
    cards = {card.id: card for card in model.nodes}
    places: dict[tuple[str, str], list[tuple[int, Edge]]] = {}
    for i, edge in enumerate(model.edges):
        places.setdefault((edge.source, edge.target), []).append((i, edge))
    steps: list[Step] = []
    appears: dict[str, int] = {}
    marks: list[frozenset[str]] = []
    rows = {card.id: dict(lines_of(card, len(cards) <= 40)) for card in model.nodes}
    texts: dict[tuple[str, str], list[tuple[int, str]]] = {
        (i, "gradient"): [(1, "grad   –")] for i, card in cards.items() if card.kind not in ("constant", "folded")
    }
    texts |= {(i, "saved"): [(1, row["saved"].replace("released", "saved"))] for i, row in rows.items() if "saved" in row}
    for step in tape.steps:
        at, to = into.get(step.at, step.at), into.get(step.to, step.to)
        if step.kind != "seed" and at == to and (step.kind == "backward" or at in appears):
            continue  # inside a folded box
        steps.append(step)
        now = len(steps)
        marked = {at, to}
        if step.kind == "forward":
            appears[at] = now
            marked.update(f"e{i}" for (_, target), found in places.items() if target == at for i, _ in found)
        else:
            found = places.get((to, at), [])
            marked.update(f"e{i}" for i, edge in found if edge.argument == step.argument or len(found) == 1)
            if (to, "gradient") in texts and step.sum is not None:
                texts[to, "gradient"].append((now, f"grad   {step.sum.magnitude}"))
            if step.releases and (at, "saved") in texts:
                texts[at, "saved"].append((now, rows[at]["saved"]))
        marks.append(frozenset(marked))
    return Score(steps, appears, texts, marks, len(tape.steps) - len(steps))


def animated(tape: Tape) -> str:
    """The steps as one SVG picture that plays them."""
    plan = score(tape)
    model = tape.model
    end = len(plan.steps) + 1
    slots = {key: _slot(number, max(len(text) for _, text in texts)) for number, (key, texts) in enumerate(plan.texts.items())}
    root = ElementTree.fromstring(svg(make_dot_of(model, direction=tape.direction, texts=slots).source))
    groups = {g.get("id", ""): g for g in root.iter(f"{{{SVG}}}g")}
    by_slot = {slot: key for key, slot in slots.items()}
    timed: set[str] = set()

    def seen(element: Any, start: int, stop: int) -> Any:
        element.set("class", f"k{start}-{stop}")
        if stop != end:
            element.set("opacity", "0")  # without animation the last step is seen
        timed.add(f"k{start}-{stop}")
        return element

    for group in list(groups.values()):
        for text in [t for t in group if t.text in by_slot]:
            place = list(group).index(text)
            group.remove(text)
            changes = plan.texts[by_slot[text.text or ""]]
            for (start, words), (stop, _) in zip(changes, [*changes[1:], (end, "")], strict=True):
                if start < stop:
                    new = copy.deepcopy(text)
                    new.text = clean(words, 70).replace(" ", "\xa0")
                    group.insert(place, seen(new, start, stop))
    inner = groups["graph0"]
    for now, marked in enumerate(plan.marks, 1):
        for name in sorted(marked & groups.keys()):
            inner.append(seen(_marked(groups[name]), now, now + 1))
    into = {f"e{i}": edge.target for i, edge in enumerate(model.edges)}
    for name, group in groups.items():
        first = plan.appears.get(into.get(name, name), 1)
        if first > 1:
            group.set("class", f"d{first}")
            timed.add(f"d{first}")
    _add_captions(root, plan, seen)
    style = root.find(f"{{{SVG}}}style")
    assert style is not None
    style.text = f"{style.text}{_timing(timed, end - 1)}"
    return ElementTree.tostring(root, encoding="unicode")


def _slot(number: int, width: int) -> str:
    """A text that keeps a row as wide as the widest that will stand there."""
    return f"@{number}".ljust(width, "@")


def _marked(group: Any) -> Any:
    """The outline of a node, or an edge, in the colour of what a step is about."""
    mark = ElementTree.Element(f"{{{SVG}}}g")
    node = group.get("class") == "node" or group.get("class", "").startswith("node")
    shapes = [e for e in group.iter() if e.tag.endswith(("}polygon", "}path"))]
    for shape in shapes[-1:] if node or not any(e.tag.endswith("}path") for e in shapes) else shapes:
        new = copy.deepcopy(shape)
        new.set("stroke", HOT[0])
        new.set("stroke-width", "2.5")
        new.set("fill", "none" if new.get("fill") == "none" else HOT[0])
        mark.append(new)
    return mark


def _wrapped(step: Step, number: int, count: int, width: int) -> list[str]:
    first, *others = (clean(line, 400) for line in step.lines)
    lines = textwrap.wrap(f"{number}/{count}  {first}", width, subsequent_indent="     ", break_on_hyphens=False)
    for other in others:
        lines.extend(textwrap.wrap(other, width, initial_indent="     ", subsequent_indent="     ", break_on_hyphens=False))
    return lines


def _add_captions(root: Any, plan: Score, seen: Any) -> None:
    x, y, width, height = (float(n) for n in root.get("viewBox", "0 0 0 0").split())
    wide = max(width, 560.0)
    count = len(plan.steps)
    captions = [_wrapped(step, i, count, int((wide - 24) / 7.3)) for i, step in enumerate(plan.steps, 1)]
    tall = 15 * max(map(len, captions)) + 16
    root.set("viewBox", f"{x - (wide - width) / 2:g} {y - tall:g} {wide:g} {height + tall:g}")
    root.set("style", f"max-width:{wide * 4 / 3:.0f}px")
    root.set("data-tall", f"{tall:g}")
    left = x - (wide - width) / 2
    paper = {"x": f"{left:g}", "y": f"{y - tall:g}", "width": f"{wide:g}", "height": f"{height + tall:g}", "fill": PAPER[0]}
    root.insert(1, ElementTree.Element(f"{{{SVG}}}rect", paper))
    for now, lines in enumerate(captions, 1):
        group = seen(ElementTree.SubElement(root, f"{{{SVG}}}g"), now, now + 1)
        for i, line in enumerate(lines):
            ink = INK[0] if i == 0 or not line.startswith("     ") else SOFT[0]
            attributes = {"x": f"{left + 12:g}", "y": f"{y - tall + 18 + 15 * i:g}", "font-size": "12", "fill": ink, "class": "caption"}
            ElementTree.SubElement(group, f"{{{SVG}}}text", attributes).text = line.replace(" ", "\xa0")


def _timing(timed: set[str], steps: int) -> str:
    """The style sheet that plays the steps in turn, and rests on the last."""
    length = (steps + 1) * SECONDS
    rules = [f"[class^=k],[class^=d]{{animation:{length:g}s step-end infinite}}"]
    for name in sorted(timed):
        if name[0] == "d":
            rules.append(f"@keyframes {name}{{0%{{opacity:.13}}{_percent(int(name[1:]), steps)}{{opacity:1}}}}")
        else:
            start, stop = map(int, name[1:].split("-"))
            before = "" if start == 1 else "0%{opacity:0}"
            after = "" if stop > steps else f"{_percent(stop, steps)}{{opacity:0}}"
            rules.append(f"@keyframes {name}{{{before}{_percent(start, steps)}{{opacity:1}}{after}}}")
        rules.append(f".{name}{{animation-name:{name}}}")
    return "".join(rules) + "@media(prefers-reduced-motion:reduce){*{animation:none!important}}"


def _percent(step: int, steps: int) -> str:
    return f"{100 * (step - 1) / (steps + 1):.3f}".rstrip("0").rstrip(".") + "%"


# ---------------------------------------------------------------------------------------------------------------- GIF


def gif(tape: Tape) -> bytes:
    """The steps as an animated GIF: each a picture by Graphviz, of which only the headers are ours."""
    plan = score(tape)
    count = len(plan.steps)
    width = 90
    captions = [_wrapped(step, i, count, width) for i, step in enumerate(plan.steps, 1)]
    tall = max(map(len, captions))
    frames = []
    for now, (lines, marked) in enumerate(zip(captions, plan.marks, strict=True), 1):
        texts = {}
        for key, changes in plan.texts.items():
            widest = max(len(text) for _, text in changes)
            texts[key] = [text for start, text in changes if start <= now][-1].ljust(widest)
        padded = [*lines, *[""] * (tall - len(lines))]
        body = "".join(f'<TR><TD ALIGN="LEFT">{html.escape(line.ljust(width)).replace(" ", chr(160))}</TD></TR>' for line in padded)
        caption = f'<<TABLE BORDER="0" CELLSPACING="0" CELLPADDING="1">{body}</TABLE>>'
        frames.append(render(make_dot_of(tape.model, direction=tape.direction, texts=texts, hot=marked, caption=caption).source, "gif"))
    return joined(frames)


def joined(frames: list[bytes]) -> bytes:
    """Several GIF pictures as one that plays them: each keeps its colours, as a table of its own."""
    body = []
    for frame in frames:
        flags = frame[10]
        size = 3 << (flags & 7) + 1 if flags & 0x80 else 0
        colours, rest = frame[13 : 13 + size], frame[13 + size :]
        place = 0
        while rest[place] == 0x21:  # extensions before the picture
            place += 2
            while rest[place]:
                place += rest[place] + 1
            place += 1
        head = rest[place : place + 10]
        local = head[9] & 0x80
        if not local:
            head = head[:9] + bytes([head[9] & 0x40 | 0x80 | flags & 7])
        control = b"\x21\xf9\x04\x04" + round(SECONDS * 100).to_bytes(2, "little") + b"\x00\x00"
        body.append(control + head + (b"" if local else colours) + rest[place + 10 : -1])
    width = max(int.from_bytes(f[6:8], "little") for f in frames).to_bytes(2, "little")
    height = max(int.from_bytes(f[8:10], "little") for f in frames).to_bytes(2, "little")
    return b"GIF89a" + width + height + b"\x00\x00\x00" + b"\x21\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x00" + b"".join(body) + b"\x3b"
