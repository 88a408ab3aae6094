"""A recorded backward pass as users have it: shown in a notebook, saved as a page, a picture or text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from .animated import animated, gif
from .page import stepper
from .tape import Tape
from .view import page


class record(Tape):
    """Watch a backward pass: around ``loss.backward()``, or better around the forward pass too, whose values are then noted.

    Tensors are called what the program calls them, or what ``params`` says, as in `draw`. Modules whose forward pass is inside get boxes.
    A whole training loop may be inside: updates and dropped gradients are steps as well. If the forward pass fails, what ran until then
    is shown, and where it broke. Afterwards ``show()``, ``save("backward.html")`` or, in a notebook, the object itself plays the steps;
    ``steps`` and ``model`` are what it plays.

    >>> import autograd
    >>> from autograd.graph import record
    >>> w = autograd.tensor([5.0], requires_grad=True)
    >>> with record() as tape:
    ...     loss = (w - 2) ** 2
    ...     loss.backward()
    >>> for step in tape.steps:
    ...     print(step.lines[0])
    sub = w - 2 = [3]
    loss = sub ** 2 = [9]
    ∂loss/∂loss = 1
    square: ∂loss/∂sub += g · 2 · sub = [6]
    sub: ∂loss/∂w += g = [6]
    """

    def show(self) -> Any:
        """Play it in a notebook; elsewhere, print the steps."""
        try:
            from IPython import get_ipython
            from IPython.display import display
        except ImportError:
            print(self)
            return
        display(self) if get_ipython() is not None else print(self)

    def save(self, path: str | Path) -> Path:
        """Write a file: a page to play with (html), the animated picture (svg, gif), the steps (txt), or the graph (png, pdf, dot, json)."""
        path = Path(path)
        form = path.suffix.lower()
        if form == ".html":
            path.write_text(page(stepper(self), whole=True), encoding="utf-8")
        elif form == ".svg":
            path.write_text(animated(self), encoding="utf-8")
        elif form == ".gif":
            path.write_bytes(gif(self))
        elif form == ".txt":
            path.write_text(str(self), encoding="utf-8")
        else:
            self.view().save(path)
        return path

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        """For notebooks: the stepper, and text. It never raises."""
        bundle: dict[str, Any] = {"text/plain": repr(self)}
        try:
            bundle["text/html"] = stepper(self)
        except Exception as error:  # a repr that raises would hide what the cell computed
            bundle["text/plain"] += f"\n(no picture: {error})"
        return bundle
