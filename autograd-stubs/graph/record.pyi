"""`record`: a backward pass as it happens, to be played step by step."""
from autograd.graph import Node as _Node
from autograd.graph.model import Digest as _Digest
from autograd.graph.model import Model as _Model
from autograd.graph.view import View as _View
from pathlib import Path as _pathlib_Path
from typing import Any as _Any
class Step:
    """One step: an operation of the forward pass, the seed, or one contribution to a gradient."""
    kind: str
    at: str
    to: str
    argument: int
    lines: tuple[str, ...]
    contribution: _Digest | None
    sum: _Digest | None
    releases: bool
    def __init__(self, kind: str, at: str, to: str, argument: int, lines: tuple[str, ...], contribution: _Digest | None = None, sum: _Digest | None = None, releases: bool = False) -> None: ...
    def __eq__(self, other: _Any) -> _Any: ...
    def __setattr__(self, name: _Any, value: _Any) -> _Any: ...
    def __delattr__(self, name: _Any) -> _Any: ...
    def __setstate__(self, state: _Any) -> _Any: ...
def ids_of(roots: dict[_Any, str], full: _Model) -> dict[_Any, str]: """The ids of nodes and leaves in a model that was built from these roots."""
class record:
    """Watch a backward pass: around ``loss.backward()``, or better around the forward pass too, whose values are then noted."""
    params: _Any
    limit: int
    depth: int | None
    direction: str | None
    def __init__(self, params: _Any = None, *, limit: int = 60, depth: int | None = None, direction: str | None = None) -> None: ...
    def __enter__(self) -> record: ...
    def __exit__(self, *exception: object) -> None: ...
    def made(self, node: _Node, args: _Any, out: _Any) -> None: """An operation ran."""
    def node(self, node: _Node, g: _Any) -> None: """The gradient of a node's result is complete, and its rules are about to run."""
    def edge(self, node: _Node | None, target: _Any, gradient: _Any) -> None: """One contribution, to a node or leaf."""
    @property
    def model(self) -> _Model: """The picture's model."""
    @property
    def steps(self) -> tuple[Step, ...]: """All steps, in order: forward operations, the seed, one for each contribution."""
    def view(self) -> _View: """The graph as it is after the pass."""
    def show(self) -> _Any: """Play it in a notebook; elsewhere, print the steps."""
    def save(self, path: str | _pathlib_Path) -> _pathlib_Path: """Write a file: a page with the stepper (html), the animated picture (svg, gif), or the steps (txt)."""
def steps_of(tape: record, full: _Model, roots: dict[_Any, str]) -> list[Step]: """The steps of all that was recorded, on the nodes of the full model."""
