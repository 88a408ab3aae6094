"""A model as DOT text: a card for each node, a box for each module, a legend of the colours in use."""
from autograd.graph.model import Card as _Card
from autograd.graph.model import Model as _Model
from collections.abc import Mapping as _Mapping
from typing import Any as _Any
def clean(text: _Any, most: int = 60) -> str: """Any text as a picture may hold it: in one line, without control characters, not too long."""
def escaped(text: _Any, most: int = 60) -> str: """`clean` text for a table of Graphviz, or for HTML; its spaces keep their width."""
def heading_of(card: _Card, operands: _Mapping[str, str]) -> str: """What stands above a card: its name, and how it was made, as far as that is short."""
def heat(card: _Card, overlay: str) -> float | None: """The number that an overlay shows of a node."""
def hidden_note(model: _Model) -> str: """What the picture leaves out, or does not know, in words."""
def lines_of(card: _Card, full: bool = True) -> list[tuple[str, str]]: """The rows of a card below its heading: what they are of, and their text."""
def make_dot_of(model: _Model, *, overlay: str | None = None, full: bool | None = None, direction: str | None = None, texts: _Mapping[tuple[str, str], str] | None = None, hot: frozenset[str] = ..., caption: str | None = None, show_attrs: bool = False, show_saved: bool = False, max_attr_chars: int = 50) -> _Any: """The ``graphviz.Digraph`` of a model. ``texts`` replace rows of cards, by (id, row); ``hot`` are ids to be marked."""
def shades(model: _Model, overlay: str) -> tuple[dict[str, int], float]: """For each node that has one, the number of its shade, and the power of ten that the darkest shade begins with."""
def size_of(count: float) -> str: """A number of bytes."""
def style_sheet(picture: str) -> str: """The dark colours of those that a picture has, or that captions and marks bring to it, for screens that want them."""
def table(card: _Card, heading: str, rows_of: list[tuple[str, str]], fill: tuple[str, str], texts: _Mapping[tuple[str, str], str], dark_ink: bool, border: str) -> str: """The card of a node, as a table of Graphviz."""
