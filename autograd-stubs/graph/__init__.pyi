"""Pictures of the graph, and of the backward pass over it, step by step.

    `draw` shows a graph, `record` plays a backward pass, `first_nonfinite` finds where nan and inf came from. Nothing of this is loaded by
    ``import autograd``."""
from autograd import Tensor as _Tensor
from autograd.utils.hooks import RemovableHandle as _RemovableHandle
from collections.abc import Callable as _Callable
from collections.abc import Sequence as _Sequence
from typing import Any as _Any
from typing import Literal as _Literal
from autograd.graph.model import Model as Model
class _NodeExtras:
    """What few nodes have, kept apart so that the others are made faster."""
    def __init__(self) -> None: ...
    after_hooks: _Any
    before_hooks: _Any
    hooks: _Any
    index: _Any
    line: _Any
    materialize: _Any
    metadata: _Any
    outputs: _Any
    parts: _Any
    retained: _Any
class Node:
    """What made a tensor: the operation, its inputs, and what its rules need. A tensor's ``grad_fn``.

    ``calls`` has one entry per rule to run: ``(target, rule, arguments)``. The rule's result is the gradient of the target: the Node
    that made the input, or the input itself if it is a leaf. A joint rule has a tuple of targets, and returns a tuple. ``plan`` says
    which inputs the calls belong to. ``shape`` and ``dtype`` are those of the node's result, and so of its gradient. ``watched`` lists
    ``(version counter, version, position)`` of every saved input, with position -1 for the result and -2 for the second of several; a
    version that has moved means that a saved array was overwritten. It is None if nothing was saved: then there is nothing to release.

    A node never refers to the tensor that it made, so a graph has no reference cycles."""
    released_targets: tuple[_Any, ...]
    sweep_began: int
    def __init__(self, op: _Any, plan: _Any, calls: _Any, params: dict[str, _Any], watched: list[_Any] | None = None, shape: _Any = None, dtype: _Any = None) -> None: ...
    def make_extras(self) -> _NodeExtras: """The node's place for what few nodes have."""
    @property
    def index(self) -> int | None: """Which of its target's several results this node is; None for an ordinary node."""
    @property
    def line(self) -> str | None: """The source line that recorded the node, in anomaly mode."""
    def name(self) -> str: """The operation's name, in PyTorch's spelling: ``MulBackward0``."""
    def type_name(self) -> str: """The name of the node's type, which a tensor's text shows."""
    def sources(self) -> dict[int, _Any]: """For each input, by position, that leads to a gradient: the Node that made it, or the leaf Tensor itself."""
    @property
    def whole(self) -> Node: """The node itself; for the node of one of several results, that of the operation that made them all."""
    def as_type(self) -> Node: """The node itself, of a type that has PyTorch's name for it: made when a user first sees the node, so that no other pays for it."""
    @property
    def metadata(self) -> dict[_Any, _Any]: """A dict for whatever a user wants to keep with the node."""
    @property
    def next_functions(self) -> tuple[tuple[_Any, int], ...]: """The nodes behind this one's inputs, as PyTorch lists them; a leaf stands for itself as an `AccumulateGrad`."""
    def register_hook(self, hook: _Callable[[_Any, _Any], _Any]) -> _RemovableHandle: """Call ``hook(grad_inputs, grad_outputs)``, of two tuples, when this node has run; a tuple that it returns replaces ``grad_inputs``."""
    def register_prehook(self, hook: _Callable[[_Any], _Any]) -> _RemovableHandle: """Call ``hook(grad_outputs)``, of a tuple, before this node runs; a tuple that it returns replaces ``grad_outputs``."""
    calls: _Any
    dtype: _Any
    extras: _Any
    op: _Any
    params: _Any
    plan: _Any
    sequence: _Any
    shape: _Any
    watched: _Any
    def __call__(self, *gradients: _Tensor | None) -> _Any: """The gradients of the node's inputs, given those of its results: one Tensor or a tuple, with None for an input that needs none."""
from autograd.graph.view import View as View
from autograd.graph.view import draw as draw
from autograd.graph.finite import first_nonfinite as first_nonfinite
from autograd.graph.view import make_dot as make_dot
from autograd.graph.model import make_model as make_model
from autograd.graph.recording import record as record
def register_multi_grad_hook(tensors: _Sequence[_Tensor], fn: _Callable[[_Any], None], *, mode: _Literal['all', 'any'] = 'all') -> _RemovableHandle: """Call ``fn(gradients)`` in each backward pass when the gradients of ``tensors`` are known; those that the pass does not reach are None.

    With ``mode="any"`` ``fn`` is called with the first gradient, as soon as that is known. What it returns is ignored."""
class save_on_cpu(saved_tensors_hooks):
    """`saved_tensors_hooks` that keep what is saved in the CPU's memory: here it is there already."""
    def __init__(self, pin_memory: bool = False, device_type: str = 'cuda') -> None: ...
class saved_tensors_hooks:
    """In a ``with`` block, let ``pack_hook(tensor)`` say what operations save instead of a tensor; ``unpack_hook`` makes a tensor of it again.

    Of nested blocks the inner one's hooks are called. A tensor that is packed as something else may be overwritten before the backward pass."""
    pack_hook: _Callable[[_Tensor], _Any]
    unpack_hook: _Callable[[_Any], _Tensor]
    def __init__(self, pack_hook: _Callable[[_Tensor], _Any], unpack_hook: _Callable[[_Any], _Tensor]) -> None: ...
    def __enter__(self) -> None: ...
    def __exit__(self, *exception: object) -> None: ...
from . import animated as animated
from . import callers as callers
from . import collapse as collapse
from . import dot as dot
from . import expressions as expressions
from . import finite as finite
from . import formulas as formulas
from . import live as live
from . import model as model
from . import page as page
from . import recording as recording
from . import render as render
from . import rules as rules
from . import tape as tape
from . import text as text
from . import view as view
