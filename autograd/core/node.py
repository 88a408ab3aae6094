"""Node: what made a tensor. The nodes, each with references to those before it, are the graph."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from functools import cache
from typing import Any
from weakref import ReferenceType

from ..machine.locks import new_lock
from .hooks import Hook, RemovableHandle, register
from .tensor import Tensor

__all__: list[str] = []

next_sequence = itertools.count(1).__next__  # one step of C code, so that two threads never get the same number
sharing = new_lock()  # held while what threads may share is changed: a leaf's gradient, a node's hooks


class Node:
    """What made a tensor: the operation, its inputs, and what its rules need. A tensor's ``grad_fn``.

    ``calls`` has one entry per rule to run: ``(target, rule, arguments)``. The rule's result is the gradient of the target: the Node
    that made the input, or the input itself if it is a leaf. A joint rule has a tuple of targets, and returns a tuple. ``plan`` says
    which inputs the calls belong to. ``shape`` and ``dtype`` are those of the node's result, and so of its gradient. ``watched`` lists
    ``(version counter, version, position)`` of every saved input, with position -1 for the result and -2 for the second of several; a
    version that has moved means that a saved array was overwritten. It is None if nothing was saved: then there is nothing to release.

    A node never refers to the tensor that it made, so a graph has no reference cycles.
    """

    __slots__ = (
        "__weakref__", "calls", "dtype", "extras", "op", "params", "plan", "released_targets", "sequence", "shape", "sweep_began", "watched",
    )  # fmt: skip
    released_targets: tuple[Any, ...]  # the targets of the calls, once those are released: pictures still show the edges
    sweep_began: int  # set on the node of a gradient (create_graph=True): nodes behind it with a larger number were recorded by that sweep

    def __init__(
        self, op: Any, plan: Any, calls: Any, params: dict[str, Any], watched: list[Any] | None = None, shape: Any = None, dtype: Any = None
    ) -> None:
        self.op = op
        self.plan = plan
        self.calls = calls
        self.params = params
        self.watched = watched
        self.shape = shape
        self.dtype = dtype
        self.sequence = next_sequence()
        self.extras: NodeExtras | None = None

    def make_extras(self) -> NodeExtras:
        """The node's place for what few nodes have."""
        if self.extras is None:
            with sharing:
                self.extras = self.extras or NodeExtras()
        return self.extras

    @property
    def index(self) -> int | None:
        """Which of its target's several results this node is; None for an ordinary node."""
        return None if self.extras is None else self.extras.index

    @property
    def line(self) -> str | None:
        """The source line that recorded the node, in anomaly mode."""
        return None if self.extras is None else self.extras.line

    def name(self) -> str:
        """The operation's name, in PyTorch's spelling: ``MulBackward0``."""
        title = self.type_name()
        return f"torch::autograd::{title}" if title in NODES_OF_THE_ENGINE else title

    def type_name(self) -> str:
        """The name of the node's type, which a tensor's text shows."""
        title: str = self.op.title
        return title if "Backward" in title or title in NODES_OF_THE_ENGINE else f"{title}Backward0"

    def sources(self) -> dict[int, Any]:
        """For each input, by position, that leads to a gradient: the Node that made it, or the leaf Tensor itself."""
        found: dict[int, Any] = {}
        positions: list[Any] = [0] if self.plan is None else [position for position, _, _ in self.plan.calls]
        targets = self.released_targets if self.calls is None else [target for target, _, _ in self.calls]
        for position, target in zip(positions, targets, strict=False):
            if type(target) is tuple:
                found.update((p, t) for p, t in zip(position, target, strict=True) if t is not None)
            else:
                found[position] = target
        return found

    @property
    def whole(self) -> Node:
        """The node itself; for the node of one of several results, that of the operation that made them all."""
        return self if self.index is None else self.calls[0][0]

    def as_type(self) -> Node:
        """The node itself, of a type that has PyTorch's name for it: made when a user first sees the node, so that no other pays for it."""
        if type(self) is Node:
            self.__class__ = type_of_nodes(self.type_name())
        return self

    @property
    def metadata(self) -> dict[Any, Any]:
        """A dict for whatever a user wants to keep with the node."""
        return self.whole.make_extras().metadata

    @property
    def next_functions(self) -> tuple[tuple[Any, int], ...]:
        """The nodes behind this one's inputs, as PyTorch lists them; a leaf stands for itself as an `AccumulateGrad`."""
        found: list[tuple[Any, int]] = []
        for source in self.sources().values():
            if isinstance(source, Node):
                found.append((source.as_type(), source.index or 0))
            else:
                found.append((AccumulateGrad(source), 0))
        return tuple(found)

    def register_hook(self, hook: Callable[[Any, Any], Any]) -> RemovableHandle:
        """Call ``hook(grad_inputs, grad_outputs)``, of two tuples, when this node has run; a tuple that it returns replaces ``grad_inputs``."""
        return register(self.whole.make_extras().after_hooks, hook)

    def register_prehook(self, hook: Callable[[Any], Any]) -> RemovableHandle:
        """Call ``hook(grad_outputs)``, of a tuple, before this node runs; a tuple that it returns replaces ``grad_outputs``."""
        return register(self.whole.make_extras().before_hooks, hook)

    def __repr__(self) -> str:
        return f"<{self.type_name()} object at {id(self):#x}>"


NODES_OF_THE_ENGINE = ("CopySlices", "NotImplemented")  # which PyTorch names by their type in C++


@cache
def type_of_nodes(name: str) -> type[Node]:
    """The type of the nodes of one operation, for users to see."""
    return type(name, (Node,), {"__slots__": (), "__module__": Node.__module__})


class NodeExtras:
    """What few nodes have, kept apart so that the others are made faster."""

    __slots__ = ("after_hooks", "before_hooks", "hooks", "index", "line", "materialize", "metadata", "outputs", "parts", "retained")

    def __init__(self) -> None:
        self.hooks: dict[int, Hook] = {}  # called with the gradient of the node's result, before its rules run
        self.retained: ReferenceType[Tensor] | None = None  # the tensor whose .grad to set, after retain_grad()
        self.index: int | None = None  # for the node of one of several results: which
        self.outputs: list[Any] = []  # for an operation with several results: (shape, dtype) of each
        self.parts: dict[int, ReferenceType[Node]] = {}  # and the nodes of those results
        self.materialize = True  # give the rules zeros, not None, for results that nothing used
        self.line: str | None = None  # the source line that recorded it, in anomaly mode
        self.before_hooks: dict[int, Any] = {}  # of the node itself: called with the gradients of all its results
        self.after_hooks: dict[int, Any] = {}  # and those called with the gradients of its inputs and of its results
        self.metadata: dict[Any, Any] = {}


class AccumulateGrad:
    """Stands for a leaf in `Node.next_functions`; ``variable`` is the leaf."""

    __slots__ = ("variable",)

    def __init__(self, variable: Tensor) -> None:
        self.variable = variable

    next_functions: tuple[tuple[Any, int], ...] = ()

    def register_prehook(self, hook: Callable[[Any], Any]) -> RemovableHandle:
        """Call ``hook((gradient,))`` before the gradient is added to the leaf's; a tuple that it returns replaces the gradient."""

        def before(gradient: Tensor) -> Any:
            result = hook((gradient,))
            return None if result is None else result[0]

        return self.variable.register_hook(before)

    def register_hook(self, hook: Callable[[Any, Any], Any]) -> RemovableHandle:
        """Call ``hook((), (gradient,))`` after the gradient has been added to the leaf's."""
        arrived: list[Tensor] = []

        def before(gradient: Tensor) -> None:
            if handle.id in handle.hooks:  # it has not been removed
                arrived[:] = [gradient]

        handle = self.variable.register_post_accumulate_grad_hook(lambda variable: hook((), (arrived.pop(),)))
        self.variable.register_hook(before)
        return handle

    def __call__(self, gradient: Tensor | None) -> tuple[()]:
        """Add a gradient to the leaf's."""
        if gradient is not None:
            self.variable.backward(gradient)
        return ()

    def name(self) -> str:
        """PyTorch's name for it."""
        return "torch::autograd::AccumulateGrad"

    def __repr__(self) -> str:
        return f"<AccumulateGrad object at {id(self):#x}>"


def like(source: Any) -> tuple[tuple[int, ...], Any]:
    """The shape and NumPy type of a gradient for this node or leaf."""
    return (source.shape, source.dtype) if isinstance(source, Node) else (source.array.shape, source.array.dtype)
