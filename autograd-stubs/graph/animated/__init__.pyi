"""A record as an animated SVG picture, and as a GIF.

    Every element that changes is in the picture from the start, in a class that says when it is seen: ``k3-7`` from step 3 until before
    step 7, ``d3`` dim before step 3. A style sheet plays them in turn. It is also what is seen of a page where scripts do not run."""
from autograd.graph.tape import Step as _Step
from autograd.graph.tape import Tape as _Tape
from typing import Any as _Any
class Score:
    """For a picture, what is seen when: texts of rows that change, marked nodes and edges, captions."""
    steps: list[_Step]
    appears: dict[str, int]
    texts: dict[tuple[str, str], list[tuple[int, str]]]
    marks: list[frozenset[str]]
    skipped: int
    def __init__(self, steps: list[_Step], appears: dict[str, int], texts: dict[tuple[str, str], list[tuple[int, str]]], marks: list[frozenset[str]], skipped: int) -> None: ...
    def __eq__(self, other: _Any) -> _Any: ...
def animated(tape: _Tape) -> str: """The steps as one SVG picture that plays them."""
def gif(tape: _Tape) -> bytes: """The steps as an animated GIF: each a picture by Graphviz, of which only the headers are ours."""
def joined(frames: list[bytes]) -> bytes: """Several GIF pictures as one that plays them: each keeps its colours, as a table of its own."""
def score(tape: _Tape) -> Score: """Bring the steps of a record to the picture that is drawn, in which some nodes may be folded."""
