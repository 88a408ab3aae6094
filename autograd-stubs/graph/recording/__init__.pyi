"""A recorded backward pass as users have it: shown in a notebook, saved as a page, a picture or text."""
from autograd.graph.tape import Tape as _Tape
from pathlib import Path as _pathlib_Path
from typing import Any as _Any
class record(_Tape):
    """Watch a backward pass: around ``loss.backward()``, or better around the forward pass too, whose values are then noted.

    Tensors are called what the program calls them, or what ``params`` says, as in `draw`. Modules whose forward pass is inside get boxes.
    A whole training loop may be inside: updates and dropped gradients are steps as well. If the forward pass fails, what ran until then
    is shown, and where it broke. Afterwards ``show()``, ``save("backward.html")`` or, in a notebook, the object itself plays the steps;
    ``steps`` and ``model`` are what it plays."""
    def show(self) -> _Any: """Play it in a notebook; elsewhere, print the steps."""
    def save(self, path: str | _pathlib_Path) -> _pathlib_Path: """Write a file: a page to play with (html), the animated picture (svg, gif), the steps (txt), or the graph (png, pdf, dot, json)."""
