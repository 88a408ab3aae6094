"""`draw`: a graph as a picture, in a notebook or as a file."""
from autograd.graph.model import Model as _Model
from pathlib import Path as _pathlib_Path
from typing import Any as _Any
class View:
    """A picture: shown by notebooks, turned into text and files by its methods. ``model`` is what it shows."""
    model: _Model
    options: _Any
    dot: _Any
    def __init__(self, model: _Model, **options: _Any) -> None: ...
    def to_svg(self) -> str: """The picture as SVG, described for those who cannot see it."""
    def to_png(self) -> bytes: """The picture as PNG; large ones are scaled down."""
    def to_text(self) -> str: """The picture in words, which needs no Graphviz."""
    def to_json(self) -> str: """The picture's model as JSON."""
    def to_html(self) -> str: """A page with the picture."""
    def save(self, path: str | _pathlib_Path) -> _pathlib_Path: """Write a file: what kind, its ending says."""
def draw(out: _Any, params: _Any = None, *, limit: int = 200, depth: int | None = None, overlay: str | None = None, full: bool | None = None, direction: str | None = None, constants: bool | None = None) -> View: """A picture of the graph that leads to ``out``: a tensor, or a list, tuple or dict of them.

    Tensors are called what the caller's variables call them, or what ``params`` says: a dict, pairs as of ``named_parameters()``, or a module.
    Modules get boxes: by their calls if the forward pass ran inside `record`, otherwise around their parameters, and then the legend says so.
    Modules more than ``depth`` deep are drawn as one box each; without ``depth``, as many as it takes to have at most ``limit`` nodes.
    ``overlay`` colours by the norm of the "gradient" or of the "value", or by the "bytes" saved. ``full`` says whether cards show values and
    rules, which they do up to 40 nodes; ``constants`` whether constants are nodes. ``direction`` is "LR" or "TB"; without it, long chains are
    cut into columns."""
def make_dot(out: _Any, params: _Any = None, show_attrs: bool = False, show_saved: bool = False, max_attr_chars: int = 50, *, limit: int = 200, depth: int | None = None, overlay: str | None = None, full: bool | None = None, direction: str | None = None, constants: bool | None = None) -> _Any: """The graph that leads to ``out`` as a ``graphviz.Digraph``. The first arguments are those of torchviz: ``show_attrs`` adds all parameters of
    the operations, ``show_saved`` the arrays that they have saved, each in at most ``max_attr_chars`` characters. The others are those of `draw`."""
def page(body: str, title: str = 'The backward pass', whole: bool = False) -> str: """A page of its own, which loads nothing; ``whole`` if the body fills the window."""
