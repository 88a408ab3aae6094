"""A recorded backward pass as users have it: shown in a notebook, saved as a page, a picture or text."""
from autograd.graph.tape import Tape as _Tape
from pathlib import Path as _pathlib_Path
from typing import Any as _Any
class record(_Tape):
    """Watch a backward pass: around ``loss.backward()``, or better around the forward pass too, whose values are then noted."""
    def show(self) -> _Any: """Play it in a notebook; elsewhere, print the steps."""
    def save(self, path: str | _pathlib_Path) -> _pathlib_Path: """Write a file: a page to play with (html), the animated picture (svg, gif), the steps (txt), or the graph (png, pdf, dot, json)."""
