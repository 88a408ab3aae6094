"""`record`: a backward pass as it happens, to be played step by step."""
from autograd.graph import Node as _Node
from autograd.graph.model import Digest as _Digest
from autograd.graph.model import Model as _Model
from autograd.graph.view import View as _View
from collections.abc import Iterator as _Iterator
from typing import Any as _Any
from typing import Self as _Self
class Step:
    """One step: an operation of the forward pass, the seed, one contribution to a gradient, or what happens between two passes.

    ``at`` is the node that it happens at, ``to`` where its contribution goes; ``sum`` is what has arrived there so far."""
    kind: str
    at: str
    to: str
    argument: int
    lines: tuple[str, ...]
    contribution: _Digest | None
    sum: _Digest | None
    releases: bool
    changes: tuple[tuple[str, _Digest | None], ...]
    place: tuple[str, int] | None
    def __init__(self, kind: str, at: str, to: str, argument: int, lines: tuple[str, ...], contribution: _Digest | None = None, sum: _Digest | None = None, releases: bool = False, changes: tuple[tuple[str, _Digest | None], ...] = (), place: tuple[str, int] | None = None) -> None: ...
    def __eq__(self, other: _Any) -> _Any: ...
    def __setattr__(self, name: _Any, value: _Any) -> _Any: ...
    def __delattr__(self, name: _Any) -> _Any: ...
    def __setstate__(self, state: _Any) -> _Any: ...
class _Event:
    """_Event(kind: 'str', number: 'int', node: 'Node | None' = None, target: 'Any' = None, position: 'int' = -1, rule: 'str' = '', given: 'tuple[tuple[str, Digest], ...]' = (), contribution: 'Digest | None' = None, sum: 'Digest | None' = None, before: 'bool' = False, changes: 'tuple[tuple[Any, Digest | None, Digest | None], ...]' = (), descents: 'tuple[tuple[float | None, tuple[float, ...]], ...]' = (), place: 'tuple[str, int] | None' = None, arguments: 'tuple[Any, ...]' = ())"""
    kind: str
    number: int
    node: _Node | None
    target: _Any
    position: int
    rule: str
    given: tuple[tuple[str, _Digest], ...]
    contribution: _Digest | None
    sum: _Digest | None
    before: bool
    changes: tuple[tuple[_Any, _Digest | None, _Digest | None], ...]
    descents: tuple[tuple[float | None, tuple[float, ...]], ...]
    place: tuple[str, int] | None
    arguments: tuple[_Any, ...]
    def __init__(self, kind: str, number: int, node: _Node | None = None, target: _Any = None, position: int = -1, rule: str = '', given: tuple[tuple[str, _Digest], ...] = (), contribution: _Digest | None = None, sum: _Digest | None = None, before: bool = False, changes: tuple[tuple[_Any, _Digest | None, _Digest | None], ...] = (), descents: tuple[tuple[float | None, tuple[float, ...]], ...] = (), place: tuple[str, int] | None = None, arguments: tuple[_Any, ...] = ()) -> None: ...
    def __eq__(self, other: _Any) -> _Any: ...
class Tape:
    """What happens in a ``with`` block, as steps on a graph: `record` is the one that can also be shown and saved."""
    params: _Any
    limit: int
    depth: int | None
    direction: str | None
    start: dict[_Any, _Any]
    first: _Any
    by_node: _Any
    def __init__(self, params: _Any = None, *, limit: int = 60, depth: int | None = None, direction: str | None = None) -> None: ...
    def __enter__(self) -> _Self: ...
    def __exit__(self, kind: _Any = None, error: _Any = None, traceback: _Any = None) -> None: ...
    def made(self, node: _Node, args: _Any, out: _Any) -> None: """An operation ran."""
    def within(self, programs: list[_Any]) -> _Iterator[None]: """A compiled function runs as it is: its steps are lines of one of these programs."""
    def node(self, node: _Node, g: _Any) -> None: """The gradient of a node's result is complete, and its rules are about to run."""
    def edge(self, node: _Node | None, target: _Any, gradient: _Any) -> None: """One contribution, to a node or leaf."""
    @property
    def model(self) -> _Model: """The picture's model."""
    @property
    def whole(self) -> _Model: """The picture's model before anything was folded."""
    @property
    def events(self) -> list[_Event]: """What was seen, in order."""
    @property
    def steps(self) -> tuple[Step, ...]: """All steps, in order: forward operations, the seed, one for each contribution."""
    def view(self) -> _View: """The graph as it is after the pass."""
def ids_of(roots: dict[_Any, str], full: _Model) -> dict[_Any, str]: """The ids of nodes and leaves in a model that was built from these roots."""
def steps_of(tape: Tape, full: _Model, by_node: dict[_Any, str]) -> list[Step]: """The steps of all that was recorded, on the nodes of the full model."""
