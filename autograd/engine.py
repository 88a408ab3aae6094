"""The graph, and the reverse sweep over it.

While operations run, each one whose result depends on a tensor that requires a gradient leaves a `Node` behind. `grad` then walks from
the outputs back to the inputs, latest node first, and lets each node's rules turn the gradient of its result into gradients of its
inputs (vector-Jacobian products). Where a tensor was used twice, the contributions are added. `backward` is `grad` plus accumulation
into ``.grad``.
"""

from __future__ import annotations

import heapq
import itertools
from collections import deque
from collections.abc import Callable, Sequence
from sys import getrefcount
from typing import TYPE_CHECKING, Any
from weakref import ReferenceType

import numpy as np

import autograd.tensor as tensors  # Tensor itself is looked up when used: the two modules know each other

from .anomaly import inspect
from .errors import overwritten
from .hooks import Hook, RemovableHandle, run_after_hooks, run_hooks
from .modes import enable_grad, mode

if TYPE_CHECKING:
    from .tensor import Tensor

__all__ = ["backward", "grad"]

next_sequence = itertools.count(1).__next__  # one step of C code, so threads cannot draw the same number
made_by_sweeps: deque[tuple[int, int]] = deque(maxlen=1000)  # between which numbers the last backward passes with create_graph made nodes


# ---------------------------------------------------------------------------------------------------------------- the graph


class Node:
    """What made a tensor: the operation, its inputs, and what its rules need. A tensor's ``grad_fn``.

    ``calls`` has one entry per rule to run: ``(target, rule, arguments)``. The rule's result goes to ``target``: the Node that made the
    input, or the input itself if it is a leaf. A joint rule has a tuple of targets, and returns a tuple. ``plan`` says which inputs the
    calls belong to. ``shape`` and ``dtype`` are those of the node's result, and so of its gradient. ``watched`` lists ``(version
    counter, version, position)`` of every saved input, and -1 for the result, -2 for the second of several: a version that has moved
    means that a saved array was overwritten; None says that nothing was saved, so that there is nothing to release.

    A node never refers to the tensor that it made, so graphs have no reference cycles.
    """

    __slots__ = ("__weakref__", "behind", "calls", "dtype", "op", "params", "plan", "sequence", "shape", "special", "watched")
    behind: tuple[Any, ...]  # when what was saved has been released, and `calls` with it: the targets, for pictures of the graph

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
        self.special: Special | None = None  # what few nodes have

    def make_special(self) -> Special:
        """The node's place for what few nodes have."""
        if self.special is None:
            self.special = Special()
        return self.special

    @property
    def index(self) -> int | None:
        """Which of its target's several results this node is; None for an ordinary node."""
        return None if self.special is None else self.special.index

    @property
    def line(self) -> str | None:
        """The source line that recorded the node, in anomaly mode."""
        return None if self.special is None else self.special.line

    def name(self) -> str:
        """The operation's name, in PyTorch's spelling: ``MulBackward0``."""
        title: str = self.op.title
        return title if "Backward" in title or title == "CopySlices" else f"{title}Backward0"

    def sources(self) -> dict[int, Any]:
        """For each input, by position, that leads to a gradient: the Node that made it, or the leaf Tensor itself."""
        found: dict[int, Any] = {}
        positions: list[Any] = [0] if self.plan is None else [position for position, _, _ in self.plan.calls]
        targets = self.behind if self.calls is None else [target for target, _, _ in self.calls]
        for position, target in zip(positions, targets, strict=False):
            if type(target) is tuple:
                found.update((p, t) for p, t in zip(position, target, strict=True) if t is not None)
            else:
                found[position] = target
        return found

    @property
    def next_functions(self) -> tuple[tuple[Any, int], ...]:
        """The nodes behind this one's inputs, as PyTorch lists them; a leaf stands for itself as an `AccumulateGrad`."""
        found: list[tuple[Any, int]] = []
        for source in self.sources().values():
            if type(source) is Node:
                found.append((source, source.index or 0))
            else:
                found.append((AccumulateGrad(source), 0))
        return tuple(found)

    def register_hook(self, hook: Callable[[Any, Any], Any]) -> RemovableHandle:
        """Not offered on nodes: register hooks on the tensor instead, ``tensor.register_hook``."""
        raise NotImplementedError("grad_fn.register_hook: register the hook on the tensor instead: tensor.register_hook(...)")

    def __repr__(self) -> str:
        return f"<{self.name()} object at {id(self):#x}>"


class Special:
    """What few nodes have, kept apart so that the others are made faster."""

    __slots__ = ("hooks", "index", "line", "materialize", "outputs", "parts", "retained")

    def __init__(self) -> None:
        self.hooks: dict[int, Hook] = {}  # called with the gradient of the node's result, before its rules run
        self.retained: ReferenceType[Tensor] | None = None  # the tensor whose .grad to set, after retain_grad()
        self.index: int | None = None  # which of its target's several results this is
        self.outputs: list[Any] = []  # (shape, dtype) of each result, for an operation with several
        self.parts: dict[int, ReferenceType[Node]] = {}  # the nodes of those results
        self.materialize = True  # give the rules zeros, not None, for results that nothing used
        self.line: str | None = None  # the source line that recorded it, in anomaly mode


class AccumulateGrad:
    """Stands for a leaf in `Node.next_functions`; ``variable`` is the leaf."""

    __slots__ = ("variable",)

    def __init__(self, variable: Tensor) -> None:
        self.variable = variable

    next_functions: tuple[tuple[Any, int], ...] = ()

    def name(self) -> str:
        """PyTorch's name for it."""
        return "struct torch::autograd::AccumulateGrad"

    def __repr__(self) -> str:
        return f"<AccumulateGrad object at {id(self):#x}>"


# ---------------------------------------------------------------------------------------------------------------- the sweep


def backward(
    tensors_: Tensor | Sequence[Tensor],
    grad_tensors: Tensor | Sequence[Tensor | None] | None = None,
    retain_graph: bool | None = None,
    create_graph: bool = False,
    inputs: Tensor | Sequence[Tensor] | None = None,
) -> None:
    """Add the gradient of ``tensors_`` to the ``.grad`` of every leaf that they depend on (or of ``inputs`` only).

    ``grad_tensors`` are the gradients to start from, one per tensor and of its shape; None means 1 and needs a one-element tensor.
    RuntimeError if a graph is walked a second time without ``retain_graph=True``, or if a saved array was overwritten.
    """
    retain = create_graph if retain_graph is None else retain_graph
    roots = _roots("backward", _listed(tensors_), _listed(grad_tensors), create_graph)
    wanted = None if inputs is None else {_target(t): t for t in _listed(inputs)}
    if wanted is not None and not wanted:
        raise RuntimeError("backward: inputs is empty: pass the tensors whose .grad should be set, or leave inputs out")
    gradients = _sweep(roots, retain, create_graph, wanted)
    for target in gradients:
        tensor = target if wanted is None else wanted[target]
        if not tensor._requires_grad:  # any more
            continue
        if target is tensor and tensor._node is not None:
            raise RuntimeError("leaf variable has been moved into the graph interior, by a write to it since it was used: write to a clone()")
        if type(target) is not Node and target._hooks:
            gradients[target] = run_hooks(target._hooks, gradients[target], create_graph)
        _accumulate(tensor, gradients, target, create_graph)


def grad(
    outputs: Tensor | Sequence[Tensor],
    inputs: Tensor | Sequence[Tensor],
    grad_outputs: Tensor | Sequence[Tensor | None] | None = None,
    retain_graph: bool | None = None,
    create_graph: bool = False,
    only_inputs: bool = True,
    allow_unused: bool | None = None,
    is_grads_batched: bool = False,
    materialize_grads: bool = False,
) -> tuple[Tensor, ...]:
    """The gradients of the sum of ``outputs`` (weighted by ``grad_outputs``) with respect to each of ``inputs``, as a tuple.

    With ``create_graph=True`` the gradients are themselves recorded and can be differentiated again. An input that the outputs do
    not depend on is a RuntimeError, None with ``allow_unused=True``, zeros with ``materialize_grads=True``.

    >>> import autograd
    >>> x = autograd.tensor(3.0, requires_grad=True)
    >>> (first,) = autograd.grad(x**3, x, create_graph=True)
    >>> (second,) = autograd.grad(first, x)
    >>> first.item(), second.item()
    (27.0, 18.0)
    """
    if is_grads_batched:
        raise NotImplementedError("grad: is_grads_batched=True is not supported: call grad once per row")
    if materialize_grads and allow_unused is False:
        raise ValueError("grad: allow_unused must be True or left out when materialize_grads is True")
    listed = _listed(inputs)
    targets = [_target(t) for t in listed]
    retain = create_graph if retain_graph is None else retain_graph
    gradients = _sweep(_roots("grad", _listed(outputs), _listed(grad_outputs), create_graph), retain, create_graph, dict.fromkeys(targets))
    for target in gradients:
        if type(target) is not Node:
            gradients[target] = run_hooks(target._hooks, gradients[target], create_graph)
    results: list[Any] = []
    for i, (tensor, target) in enumerate(zip(listed, targets, strict=True)):
        if target not in gradients:
            if materialize_grads:
                results.append(tensors.wrap(np.zeros_like(tensor.array)))
                continue
            if not allow_unused:
                raise RuntimeError(
                    f"grad: one of the differentiated tensors (number {i}, of shape {tuple(tensor.shape)}) was not used in the graph. "
                    "Set allow_unused=True if that is meant; its gradient is then None"
                )
            results.append(None)
            continue
        results.append(gradients[target] if create_graph else tensors.wrap(_owned(gradients, target)))
    return tuple(results)


def _sweep(roots: list[tuple[Any, Any]], retain: bool, create: bool, wanted: dict[Any, Any] | None) -> dict[Any, Any]:
    """The gradients of the roots with respect to all leaves, or to the ``wanted`` nodes and leaves.

    Gradients are raw arrays, and Tensors when ``create`` asks for a graph of the gradients. Nodes wait in a heap and leave it latest
    first: all uses of a result are later than its making, so by then its gradient is complete.
    """
    needed = None if wanted is None else _leading_to(wanted, roots)
    gradients: dict[Any, Any] = {}  # what has arrived so far at each node and leaf
    found: dict[Any, Any] = {}
    heap: list[tuple[int, Node]] = []
    observer = mode.observer
    careful = observer is not None or mode.anomaly

    def deliver(target: Any, gradient: Any) -> None:
        inner = type(target) is Node
        result = target if inner else target.array
        shape = result.shape
        dtype = result.dtype
        if gradient.shape != shape:
            gradient = unbroadcast(gradient, shape)
        if gradient.dtype is not dtype:
            gradient = _as_type(gradient, dtype)
        if careful:
            inspect(node, target, gradient, observer)
        held = gradients.get(target)
        if held is None:
            gradients[target] = gradient
            if inner:
                heapq.heappush(heap, (-target.sequence, target))
        else:
            gradients[target] = held + gradient

    before = mode.grad_enabled
    start = next_sequence() if create else 0
    node = None
    try:
        mode.grad_enabled = create
        for target, gradient in roots:
            if needed is None or target in needed:
                deliver(target, gradient)
        while heap:
            node = heapq.heappop(heap)[1]
            g = gradients.pop(node)
            special = node.special
            if special is not None:
                g = run_hooks(special.hooks, g, create)
                kept = None if special.retained is None else special.retained()
                if kept is not None:
                    _accumulate(kept, {node: g}, node, create)
            if wanted is not None and node in wanted:
                found[node] = g
                if not any(_leads(source, needed) for source in node.sources().values()):  # type: ignore[arg-type]
                    continue  # its own rules are not asked for, and what they have saved is kept
            if special is not None:
                if special.index is not None:  # one of several results: file its gradient in its slot
                    parent = node.calls[0][0]
                    slots = gradients.get(parent)
                    if slots is None:
                        slots = gradients[parent] = [None] * len(parent.special.outputs)
                        heapq.heappush(heap, (-parent.sequence, parent))
                    slots[special.index] = g if slots[special.index] is None else slots[special.index] + g
                    continue
                if special.outputs:
                    g = tuple(np.zeros(*zero) if s is None and special.materialize else s for s, zero in zip(g, special.outputs, strict=True))
            calls, watched = node.calls, node.watched
            if calls is None:
                raise RuntimeError(
                    f"{node.op.name}: trying to backward through the graph a second time, or to use saved arrays after they were released. "
                    "They are released when backward() or grad() has passed them: say retain_graph=True the first time"
                )
            if watched is not None:
                for counter, version, position in watched:
                    if counter[0] != version:
                        raise RuntimeError(overwritten(node, position, version, counter[0]))
            if observer is not None:
                observer.node(node, g)
            for target, rule, arguments in calls:
                if needed is not None and not _leads(target, needed):
                    continue
                if create:
                    arguments = node.op.recorded(node, rule, arguments)
                gradient = rule(g, *arguments)
                if type(target) is not tuple:
                    deliver(target, gradient)
                    continue
                for one, part in zip(target, gradient, strict=True):  # a joint rule
                    if one is not None and part is not None and (needed is None or one in needed):
                        deliver(one, part)
            if watched is not None and not retain:
                node.behind = (target,) if len(calls) == 1 else tuple([call[0] for call in calls])
                node.calls = calls = None
    except BaseException as error:
        if node is not None and not isinstance(error, KeyboardInterrupt):
            error.add_note(f"in the backward pass of {node.op.describe(node)}")
        raise
    finally:
        mode.grad_enabled = before
        if create:
            made_by_sweeps.append((start, next_sequence()))
    gradients.update(found)
    return gradients if wanted is None else {t: gradients[t] for t in wanted if t in gradients}


def _leads(target: Any, needed: set[Any]) -> bool:
    return any(t in needed for t in target) if type(target) is tuple else target in needed


def like(source: Any) -> tuple[tuple[int, ...], Any]:
    """The shape and NumPy type of a gradient for this node or leaf."""
    return (source.shape, source.dtype) if type(source) is Node else (source.array.shape, source.array.dtype)


def _leading_to(wanted: dict[Any, Any], roots: list[tuple[Any, Any]]) -> set[Any]:
    """The nodes and leaves through which a gradient must pass to reach the wanted ones."""
    seen = {target for target, _ in roots if type(target) is Node}
    stack = list(seen)
    while stack:
        for source in stack.pop().sources().values():
            if type(source) is Node and source not in seen:
                seen.add(source)
                stack.append(source)
    needed = set(wanted)
    for node in sorted(seen, key=lambda n: n.sequence):  # earliest first: inputs before the nodes that use them
        if any(source in needed for source in node.sources().values()):
            needed.add(node)
    return needed


def unbroadcast(gradient: Any, shape: tuple[int, ...]) -> Any:
    """Sum a gradient over the axes along which its input was broadcast, back to the input's shape."""
    extra = len(gradient.shape) - len(shape)
    if extra < 0 or any(n not in (1, m) for n, m in zip(shape, gradient.shape[extra:], strict=True)):
        raise RuntimeError(f"a rule returned a gradient of shape {tuple(gradient.shape)} for an input of shape {tuple(shape)}")
    axes = (*range(extra), *(i + extra for i, n in enumerate(shape) if n == 1 and gradient.shape[i + extra] != 1))
    return gradient.sum(axes).reshape(shape) if axes else gradient.reshape(shape)


def _as_type(gradient: Any, dtype: Any) -> Any:
    """A rule's result as a gradient of its input: a NumPy scalar becomes an array, and the input's type is kept."""
    if isinstance(gradient, tensors.Tensor):
        return gradient if gradient.array.dtype is dtype else gradient.to(dtype)
    return np.asarray(gradient, dtype)


def _listed(given: Any) -> list[Any]:
    return [] if given is None else [given] if isinstance(given, tensors.Tensor) else list(given)


def _target(tensor: Tensor) -> Any:
    """Where the gradient of this tensor arrives: the node that made it, or, for a leaf, the tensor itself."""
    if not isinstance(tensor, tensors.Tensor):
        raise TypeError(f"expected a Tensor to differentiate, got {type(tensor).__name__}")
    if tensor._view is not None:
        tensor._refresh()
    if not tensor._requires_grad:
        raise RuntimeError(
            f"one of the differentiated tensors (of shape {tuple(tensor.shape)}) does not require grad and has no grad_fn: "
            "make it with requires_grad=True, or from tensors that have it, outside no_grad()"
        )
    return tensor if tensor._node is None else tensor._node


def _roots(caller: str, outputs: list[Tensor], gradients: list[Any], create: bool) -> list[tuple[Any, Any]]:
    """Where the sweep starts: each output's node with the gradient given for it, checked."""
    if gradients and len(gradients) != len(outputs):
        raise RuntimeError(f"{caller}: got {len(outputs)} tensors and {len(gradients)} gradients: give one gradient per tensor")
    roots = []
    for tensor, gradient in zip(outputs, gradients or [None] * len(outputs), strict=True):
        target, array = _target(tensor), tensor.array
        if gradient is None:
            if array.size != 1:
                raise RuntimeError(
                    f"{caller}: grad can be implicitly created only for scalar outputs, and this one has shape {tuple(array.shape)}. "
                    "Reduce it to one number first (.sum() or .mean()), or pass gradient= of the same shape"
                )
            one = np.empty(array.shape, array.dtype)
            one.fill(1)  # a fifth of the time of np.ones
            roots.append((target, tensors.wrap(one) if create else one if array.shape else one[()]))  # rules are faster on scalars
            continue
        if not isinstance(gradient, tensors.Tensor):
            raise TypeError(f"{caller}: gradients can be either Tensors or None, but got {type(gradient).__name__}")
        if gradient.array.shape != array.shape:
            raise RuntimeError(
                f"{caller}: mismatch in shape: the gradient has shape {tuple(gradient.shape)} and its tensor has shape {tuple(array.shape)}"
            )
        roots.append((target, gradient if create else gradient.array))
    return roots


def _accumulate(tensor: Tensor, gradients: dict[Any, Any], target: Any, create: bool) -> None:
    """Add the gradient that has arrived at ``target`` to ``tensor.grad``."""
    held = tensor._grad
    if create:
        with enable_grad():  # a copy, as rules may hand on one tensor to several leaves
            tensor._grad = gradients[target].clone() if held is None else held + gradients[target]
    elif held is None:
        tensor._grad = tensors.wrap(_owned(gradients, target))
    elif tensor._node is not None:  # after retain_grad(): a new tensor, as in PyTorch
        tensor._grad = tensors.wrap(held.array + gradients[target])
    else:
        held.array += gradients[target]
        held._version[0] += 1
    if tensor._after_hooks:
        run_after_hooks(tensor._after_hooks, tensor, create)


def _owned(gradients: dict[Any, Any], target: Any) -> Any:
    """The gradient of ``target`` as an array that nobody else holds, because users change ``.grad`` in place.

    Rules may hand on the very array that they were given, or a view of one. An array with two references, that of the dictionary and
    that of the count itself, is nobody else's; any other is copied. (On the way to it no variable may name it, which would be a third.)
    """
    alone = getrefcount(gradients[target]) == 2
    if alone and gradients[target].base is not None:  # a view, such as a transposed product: of all of an array that nobody else holds?
        base, flags = gradients[target].base, gradients[target].flags
        alone = type(base) is np.ndarray and base.base is None and base.size == gradients[target].size and flags.forc and flags.writeable
        alone = alone and getrefcount(gradients[target].base) == 3  # the view's, this variable's, the count's
    return gradients[target] if alone else np.array(gradients[target])
