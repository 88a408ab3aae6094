"""`draw`: a graph as a picture, in a notebook or as a file."""

from __future__ import annotations

import html
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from .collapse import collapse
from .dot import make_dot_of
from .model import Model, make_model
from .render import MISSING, can_render, render, svg
from .text import text_of

FORMATS = "svg, png, pdf, gif, dot, json, html or txt"


def make_dot(
    out: Any, params: Any = None, show_attrs: bool = False, show_saved: bool = False, max_attr_chars: int = 50, *, limit: int = 200,
    depth: int | None = None, overlay: str | None = None, full: bool | None = None, direction: str | None = None, constants: bool | None = None,
) -> Any:  # fmt: skip
    """The graph that leads to ``out`` as a ``graphviz.Digraph``. The first arguments are those of torchviz: ``show_attrs`` adds all parameters of
    the operations, ``show_saved`` the arrays that they have saved, each in at most ``max_attr_chars`` characters. The others are those of `draw`.
    """
    model = collapse(make_model(out, params, constants), limit, depth)
    attributes: dict[str, Any] = {"show_attrs": show_attrs, "show_saved": show_saved, "max_attr_chars": max_attr_chars}
    return make_dot_of(model, overlay=overlay, full=full, direction=direction, **attributes)


def draw(
    out: Any, params: Any = None, *, limit: int = 200, depth: int | None = None, overlay: str | None = None, full: bool | None = None,
    direction: str | None = None, constants: bool | None = None,
) -> View:  # fmt: skip
    """A picture of the graph that leads to ``out``: a tensor, or a list, tuple or dict of them.

    Tensors are called what the caller's variables call them, or what ``params`` says: a dict, pairs as of ``named_parameters()``, or a module.
    Modules get boxes: by their calls if the forward pass ran inside `record`, otherwise around their parameters, and then the legend says so.
    Modules more than ``depth`` deep are drawn as one box each; without ``depth``, as many as it takes to have at most ``limit`` nodes.
    ``overlay`` colours by the norm of the "gradient" or of the "value", or by the "bytes" saved. ``full`` says whether cards show values and
    rules, which they do up to 40 nodes; ``constants`` whether constants are nodes. ``direction`` is "LR" or "TB"; without it, long chains are
    cut into columns.
    """
    return View(collapse(make_model(out, params, constants), limit, depth), overlay=overlay, full=full, direction=direction)


class View:
    """A picture: shown by notebooks, turned into text and files by its methods. ``model`` is what it shows."""

    def __init__(self, model: Model, **options: Any) -> None:
        self.model = model
        self.options = options
        self.dot = make_dot_of(model, **options)

    def to_svg(self) -> str:
        """The picture as SVG, described for those who cannot see it."""
        names = ", ".join(card.name for card in self.model.nodes if card.kind == "output")
        about = f"The graph of {names or 'a computation'}: {len(self.model.nodes)} nodes"
        return svg(self.dot.source).replace("<svg", f'<svg aria-label="{html.escape(about)}"', 1)

    def to_png(self) -> bytes:
        """The picture as PNG; large ones are scaled down."""
        return render(self.dot.source, "png")

    def to_text(self) -> str:
        """The picture in words, which needs no Graphviz."""
        return text_of(self.model, self.options.get("full"))

    def to_json(self) -> str:
        """The picture's model as JSON."""
        return json.dumps(asdict(self.model), indent=1, default=str)

    def to_html(self) -> str:
        """A page with the picture."""
        return page(self.to_svg())

    def save(self, path: str | Path) -> Path:
        """Write a file: what kind, its ending says."""
        path = Path(path)
        form = path.suffix.lower().removeprefix(".")
        write = {"svg": self.to_svg, "json": self.to_json, "html": self.to_html, "txt": self.to_text}
        if form == "dot":
            path.write_text(self.dot.source, encoding="utf-8")
        elif form in write:
            path.write_text(write[form](), encoding="utf-8")
        elif form in ("png", "pdf", "gif"):
            path.write_bytes(render(self.dot.source, form))
        else:
            raise ValueError(f"save: the name must end in {FORMATS}, got {path.name!r}")
        return path

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        """For notebooks: SVG, PNG where SVG is not trusted, and text. It never raises."""
        bundle: dict[str, Any] = {"text/plain": repr(self)}
        if can_render():
            try:
                bundle = {"image/svg+xml": self.to_svg(), "image/png": self.to_png(), **bundle}
            except Exception as error:  # a repr that raises would hide what the cell computed
                bundle["text/plain"] += f"\n(no picture: {error})"
        return bundle

    def __repr__(self) -> str:
        try:
            return self.to_text() if can_render() else f"{self.to_text()}\n({MISSING})"
        except Exception as error:  # as above
            return f"<View of {len(self.model.nodes)} nodes: {error}>"


def page(body: str, title: str = "The backward pass", whole: bool = False) -> str:
    """A page of its own, which loads nothing; ``whole`` if the body fills the window."""
    margin = "margin:0" if whole else "margin:1.5rem"
    return (
        f'<!DOCTYPE html>\n<html lang="en"{" data-whole" if whole else ""}><head><meta charset="utf-8"><title>{html.escape(title)}</title>'
        '<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark"></head>'
        f'<body style="{margin};font-family:system-ui,sans-serif">{body}</body></html>\n'
    )
