"""The picture of the ring by which processes add up their gradients: ``python -m docs.ring`` writes docs/pictures/ring.svg.

The sums are made here as the processes make them, so the picture shows what happens.
"""

from __future__ import annotations

import math
from pathlib import Path

COUNT = 4  # processes, and parts of each gradient
FILE = Path(__file__).parent / "pictures" / "ring.svg"
WIDTH, HEIGHT, RADIUS, CELL = 260, 262, 78, 19
COLOURS = ("#0b7285", "#c2255c", "#e8590c", "#5f3dc4")  # of the processes
Gradients = list[list[set[int]]]  # of each process, of each part: whose numbers it is the sum of


def steps() -> list[tuple[str, Gradients, list[tuple[int, int]]]]:
    """Each picture: its title, what the processes have, and what they send next: (process, part)."""
    held: Gradients = [[{process} for _ in range(COUNT)] for process in range(COUNT)]
    found = []
    for step in range(2 * COUNT - 2):
        adds = step < COUNT - 1
        first = 0 if adds else 1
        sent = [(process, (process + first - step % (COUNT - 1)) % COUNT) for process in range(COUNT)]
        title = f"{step + 1}. send on a part, add it" if adds else f"{step + 1}. send on a sum"
        found.append((title, [[set(part) for part in parts] for parts in held], sent))
        new = [(process, part, held[process][part]) for process, part in sent]
        for process, part, numbers in new:
            target = held[(process + 1) % COUNT]
            target[part] = target[part] | numbers if adds else set(numbers)
    assert all(part == set(range(COUNT)) for parts in held for part in parts)
    return [*found, ("all have all sums", held, [])]


def place(process: float) -> tuple[float, float]:
    """Where a process stands."""
    angle = 2 * math.pi * process / COUNT - math.pi / 2
    return WIDTH / 2 + RADIUS * math.cos(angle), HEIGHT / 2 + 12 + RADIUS * math.sin(angle)


def ring(title: str, held: Gradients, sent: list[tuple[int, int]]) -> list[str]:
    """One picture."""
    shapes = [f'<text x="{WIDTH / 2}" y="20" text-anchor="middle" font-weight="bold">{title}</text>']
    for process, _ in sent:
        (x1, y1), (x2, y2) = place(process + 0.3), place(process + 0.7)
        shapes.append(f'<path d="M{x1:.1f} {y1:.1f} A{RADIUS} {RADIUS} 0 0 1 {x2:.1f} {y2:.1f}" class="arrow" marker-end="url(#head)"/>')
    for process, parts in enumerate(held):
        x, y = place(process)
        left, top = x - COUNT * CELL / 2, y - CELL / 2
        shapes.append(f'<text x="{x:.1f}" y="{top - 5:.1f}" text-anchor="middle">process {process}</text>')
        for part, numbers in enumerate(parts):
            here = left + part * CELL
            for i, owner in enumerate(sorted(numbers)):
                height = CELL / COUNT
                shapes.append(
                    f'<rect x="{here:.1f}" y="{top + CELL - (i + 1) * height:.2f}" width="{CELL}" height="{height}" fill="{COLOURS[owner]}"/>'
                )
            moves = " moves" if (process, part) in sent else ""
            shapes.append(f'<rect x="{here:.1f}" y="{top:.1f}" width="{CELL}" height="{CELL}" class="cell{moves}"/>')
    return shapes


def picture() -> str:
    """All of them, in two rows."""
    pictures = steps()
    columns = 4
    rows = -(-len(pictures) // columns)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {columns * WIDTH} {rows * HEIGHT}" font-family="sans-serif" font-size="13">',
        "<title>Four processes in a ring add up gradients of four parts in six steps</title>",
        "<style>.arrow{fill:none;stroke:#868e96;stroke-width:2}.cell{fill:none;stroke:#868e96}.moves{stroke:#212529;stroke-width:2.5}</style>",
        '<defs><marker id="head" viewBox="0 0 8 8" refX="6" refY="4" markerWidth="5" markerHeight="5" orient="auto">'
        '<path d="M0 0 8 4 0 8z" fill="#868e96"/></marker></defs>',
        '<rect width="100%" height="100%" fill="#ffffff"/>',
    ]
    for i, content in enumerate(pictures):
        lines += [f'<g transform="translate({i % columns * WIDTH} {i // columns * HEIGHT})">', *ring(*content), "</g>"]
    return "\n".join([*lines, "</svg>", ""])


if __name__ == "__main__":
    FILE.write_text(picture(), encoding="utf-8")
