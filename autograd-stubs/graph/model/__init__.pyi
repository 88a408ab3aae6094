"""What a picture shows, apart from how: frozen nodes, edges and modules, in topological order. Every renderer reads this, and nothing else.

    Ids count along the order in which operations ran, and arrays are digested when the model is made: so the same program gives the same
    model, and the same picture, in every run."""
from autograd import Tensor as _Tensor
from autograd.graph import Node as _Node
from collections.abc import Iterable as _Iterable
from collections.abc import Mapping as _Mapping
from typing import Any as _Any
from weakref import ReferenceType as _weakref_ReferenceType
class Card:
    """A node of the picture: a leaf, a constant, an operation, or a box into which many are folded (``kind`` "folded")."""
    id: str
    kind: str
    name: str
    op: str
    shapes: tuple[tuple[int, ...], ...]
    dtype: str
    value: Digest | None
    gradient: Digest | None
    rules: tuple[tuple[str, str], ...]
    saved: tuple[tuple[str, int], ...]
    released: bool
    module: str
    line: str | None
    hides: int
    uses: int
    settings: str
    masks: bool
    turn: int
    called: bool
    sources: tuple[str, ...]
    error: str
    attributes: tuple[tuple[str, str], ...]
    kept: tuple[tuple[str, str], ...]
    @property
    def bad(self) -> str: """What of nan and inf it holds, in words; inf that a constant brought in, as masks do, is meant."""
    @property
    def said(self) -> str: """What it is called where it is an operand: a constant without a name, by its value."""
    def __init__(self, id: str, kind: str, name: str, op: str = '', shapes: tuple[tuple[int, ...], ...] = (), dtype: str = '', value: Digest | None = None, gradient: Digest | None = None, rules: tuple[tuple[str, str], ...] = (), saved: tuple[tuple[str, int], ...] = (), released: bool = False, module: str = '', line: str | None = None, hides: int = 0, uses: int = 1, settings: str = '', masks: bool = False, turn: int = 0, called: bool = False, sources: tuple[str, ...] = (), error: str = '', attributes: tuple[tuple[str, str], ...] = (), kept: tuple[tuple[str, str], ...] = ()) -> None: ...
    def __eq__(self, other: _Any) -> _Any: ...
    def __setattr__(self, name: _Any, value: _Any) -> _Any: ...
    def __delattr__(self, name: _Any) -> _Any: ...
    def __setstate__(self, state: _Any) -> _Any: ...
class Digest:
    """What is kept of an array: all of a small one, else a summary (of its finite elements)."""
    shape: tuple[int, ...]
    dtype: str
    bytes: int
    norm: float
    nan: int
    inf: int
    exact: _Any
    mean: float | None
    std: float
    least: float
    most: float
    numbers: tuple[float, ...]
    counts: tuple[int, ...]
    whole: bool
    @property
    def bad(self) -> str: """Its nan and inf, counted in words."""
    def __str__(self) -> str: ...
    @property
    def magnitude(self) -> str: """A gradient, in few characters: exact when small, else its norm."""
    def __init__(self, shape: tuple[int, ...], dtype: str, bytes: int, norm: float, nan: int = 0, inf: int = 0, exact: _Any = None, mean: float | None = None, std: float = 0.0, least: float = 0.0, most: float = 0.0, numbers: tuple[float, ...] = (), counts: tuple[int, ...] = (), whole: bool = False) -> None: ...
    def __eq__(self, other: _Any) -> _Any: ...
    def __setattr__(self, name: _Any, value: _Any) -> _Any: ...
    def __delattr__(self, name: _Any) -> _Any: ...
    def __setstate__(self, state: _Any) -> _Any: ...
class Edge:
    """From a node to an operation that takes its result as input number ``argument``, called ``label``."""
    source: str
    target: str
    argument: int
    label: str
    gradient: bool
    said: str
    def __init__(self, source: str, target: str, argument: int, label: str, gradient: bool = True, said: str = '') -> None: ...
    def __eq__(self, other: _Any) -> _Any: ...
    def __setattr__(self, name: _Any, value: _Any) -> _Any: ...
    def __delattr__(self, name: _Any) -> _Any: ...
    def __setstate__(self, state: _Any) -> _Any: ...
class Model:
    """A whole picture. ``hidden`` counts the operations that are folded away."""
    nodes: tuple[Card, ...]
    edges: tuple[Edge, ...]
    modules: tuple[Module, ...]
    operations: int
    hidden: int
    folded: tuple[tuple[str, str], ...]
    guessed: bool
    def __getitem__(self, name: str) -> Card: """The node of this id or name."""
    def __init__(self, nodes: tuple[Card, ...], edges: tuple[Edge, ...], modules: tuple[Module, ...] = (), operations: int = 0, hidden: int = 0, folded: tuple[tuple[str, str], ...] = (), guessed: bool = False) -> None: ...
    def __eq__(self, other: _Any) -> _Any: ...
    def __setattr__(self, name: _Any, value: _Any) -> _Any: ...
    def __delattr__(self, name: _Any) -> _Any: ...
    def __setstate__(self, state: _Any) -> _Any: ...
class Module:
    """A module that a box is drawn around, by its name in ``named_modules()``."""
    path: str
    kind: str
    parameters: int
    calls: int
    @property
    def title(self) -> str: """What is written on its box."""
    def __init__(self, path: str, kind: str, parameters: int, calls: int = 1) -> None: ...
    def __eq__(self, other: _Any) -> _Any: ...
    def __setattr__(self, name: _Any, value: _Any) -> _Any: ...
    def __delattr__(self, name: _Any) -> _Any: ...
    def __setstate__(self, state: _Any) -> _Any: ...
class Seen:
    """What was captured of a node while it could be seen, for pictures made later."""
    value: Digest | None
    gradient: Digest | None
    inputs: dict[int, Digest] | None
    names: dict[int, str] | None
    saved: tuple[tuple[str, int], ...]
    module: tuple[str, str] | None
    root: _weakref_ReferenceType[_Any] | None
    rules: list[tuple[tuple[int, ...], str, str]] | None
    name: str
    def __init__(self, value: Digest | None = None, gradient: Digest | None = None, inputs: dict[int, Digest] | None = None, names: dict[int, str] | None = None, saved: tuple[tuple[str, int], ...] = (), module: tuple[str, str] | None = None, root: _weakref_ReferenceType[_Any] | None = None, rules: list[tuple[tuple[int, ...], str, str]] | None = None, name: str = '') -> None: ...
    def __eq__(self, other: _Any) -> _Any: ...
def ancestors(path: str) -> list[str]: """``a.b.c`` and all that it is in: ``a``, ``a.b``, ``a.b.c``."""
def build(roots: _Mapping[_Any, str], values: dict[_Any, Digest], params: _Any = None, constants: bool | None = None, *, called: _Mapping[_Any, str] | None = None, modules: _Mapping[str, _Any] | None = None) -> Model: """The model of all that leads to the roots, given by name (or ""); ``values`` are those known of nodes.

    ``called`` are names that the program has for leaves and nodes, ``modules`` the outermost modules by name."""
def digest(array: _Any) -> Digest: """The digest of an array, a number, or a Tensor."""
def gradient_of(thing: _Any) -> Digest | None: """The gradient of a leaf, or of a node: captured, or in the ``.grad`` of a tensor that retains it."""
def indexed(index: _Any) -> str: """An index as it is written: ``[0, ..., 1:]``."""
def input_name(node: _Node, position: int) -> str: """What the operation calls its input of this position."""
def listed(out: _Any) -> dict[str, _Tensor]: """The outputs of a picture by name: a tensor, or a list, tuple or dict of them, one in another if need be."""
def make_model(out: _Any, params: _Any = None, constants: bool | None = None) -> Model: """The model of all that leads to ``out``. ``constants`` are left out of graphs of more than 40 operations, unless asked for.

    Tensors are called what ``params`` says, or else what the caller's variables call them."""
def modules_of(roots: _Mapping[str, _Any], cards: list[Card], edges: list[Edge]) -> tuple[Module, ...]: """The modules that have nodes in the picture. One whose parameters are used again counts how often."""
def name_of_leaf(leaf: _Tensor) -> str: """What a record has seen the program call a leaf."""
def named(params: _Any) -> tuple[dict[_Any, str], dict[_Any, _Tensor], _Any]: """The names of leaves and nodes, the tensors that these nodes made, and the module that they come from, if ``params`` is one."""
def note(thing: _Any) -> Seen: """Where to write what is captured of a node."""
def note_names(names: _Mapping[_Any, str]) -> None: """Remember what the program calls leaves and nodes, for pictures made elsewhere."""
def owner(source: _Any) -> _Any: """The node of the operation behind a node: of one of several results, the operation that made them all."""
def path_in(root: _Any, module: _Any) -> str | None: """The path of a module in another, as in ``named_modules()``."""
def recorded_by_sweeps(nodes: _Iterable[_Node]) -> set[_Node]: """Those of the nodes that are part of a gradient's own graph: what leads to a gradient and was recorded while the sweep ran."""
def rules_of(node: _Node) -> list[tuple[tuple[int, ...], str, str]]: """For each rule, the positions of the inputs that it gives a gradient to, what it computes, and its source."""
def saved_by(node: _Node) -> dict[str, _Any]: """What the rules of a node have saved, by name; arrays that were overwritten since are left out."""
def settings_of(node: _Node) -> str: """The parameters of an operation that say something and can be written in a few characters."""
def sizes(saved: _Mapping[str, _Any]) -> tuple[tuple[str, int], ...]: """The bytes of the arrays among what was saved."""
def together(digests: _Iterable[Digest | None]) -> Digest | None: """What can be said of several arrays at once: their norm, their bytes, their nan and inf."""
def turns(nodes: list[_Node]) -> dict[_Node, int]: """Which graph each operation belongs to: those that share an operation's result are one; they count in the order in which they ran."""
def walk(roots: _Iterable[_Any]) -> list[_Node]: """All operations that lead to the roots, in the order in which they ran."""
