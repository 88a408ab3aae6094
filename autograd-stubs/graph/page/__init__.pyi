"""A record as a page to play with: the picture's model and the steps as JSON, and a script that draws them.

    The script is in four files, for reading: `layout.js` says where things go, `picture.js` draws them, `live.js` computes anew what depends on a
    number that was changed, `stepper.js` plays the steps. They are put together here, and nothing is loaded from anywhere."""
from autograd.graph.model import Card as _Card
from autograd.graph.model import Digest as _Digest
from autograd.graph.tape import Step as _Step
from autograd.graph.tape import Tape as _Tape
from typing import Any as _Any
def card_data(card: _Card, value: _Digest | None, heading: str, place: tuple[int, int] | None) -> dict[str, _Any]: """What the page shows of a node."""
def data_of(tape: _Tape) -> dict[str, _Any]: """All that the page knows, as JSON takes it."""
def fallback(tape: _Tape, room: int) -> str: """What is seen where scripts do not run: the animated picture; of a large graph the picture at the end, or else the steps as text."""
def shortened(d: _Digest | None) -> dict[str, _Any] | None: """What the page shows of an array."""
def step_data(step: _Step, number: dict[str, int], shown: dict[str, int], places: dict[str, tuple[int, int]]) -> dict[str, _Any]: """What the page shows of a step."""
def stepper(tape: _Tape) -> str: """HTML for a notebook or a page: the data, the script, and something to look at where scripts do not run."""
