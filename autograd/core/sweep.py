"""The reverse sweep: from the outputs of a graph back to its inputs, latest node first.

Each node's rules turn the gradient of its result into gradients of its inputs (vector-Jacobian products). Where a tensor was used twice,
the contributions are added. `grad` returns what arrives; `backward` adds it to the ``.grad`` of the leaves.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence
from operator import itemgetter
from sys import getrefcount
from typing import Any

import numpy as np

from .anomaly import inspect
from .errors import overwritten, released
from .hooks import run_after_hooks, run_hooks, together, waiting
from .modes import enable_grad, mode
from .node import Node, next_sequence, sharing
from .node_hooks import complete, seen_before, with_hooks
from .strides import like_leaf
from .tensor import Tensor, attach, wrap
from .unbroadcast import as_type, unbroadcast

__all__ = ["backward", "grad"]

target_of = itemgetter(0)  # of one of a node's calls


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
    retain = (create_graph if retain_graph is None else retain_graph) or mode.repeats
    roots = roots_of("backward", _listed(tensors_), None if grad_tensors is None else _listed(grad_tensors), create_graph)
    wanted = None if inputs is None else {target_of_tensor(t): t for t in _listed(inputs)}
    if wanted is not None and not wanted:
        raise RuntimeError("backward: inputs is empty: pass the tensors whose .grad should be set, or leave inputs out")
    around, mode.backward_pass = mode.backward_pass, BackwardPass(roots, wanted) if together else None
    try:
        gradients = sweep(roots, retain, create_graph, wanted, _awaited(roots) if waiting and not create_graph else ())
        for target in gradients:
            _accumulate(target if wanted is None else wanted[target], gradients, target, create_graph)
    finally:
        mode.backward_pass = around


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
    not depend on is a RuntimeError, None with ``allow_unused=True``, zeros with ``materialize_grads=True``. With ``is_grads_batched=True``
    ``grad_outputs`` have one dimension more, in front: a backward pass for each, whose gradients are stacked.

    >>> import autograd
    >>> x = autograd.tensor(3.0, requires_grad=True)
    >>> (first,) = autograd.grad(x**3, x, create_graph=True)
    >>> (second,) = autograd.grad(first, x)
    >>> first.item(), second.item()
    (27.0, 18.0)
    """
    if is_grads_batched:
        options = dict(create_graph=create_graph, allow_unused=allow_unused, materialize_grads=materialize_grads)
        return _batched_grad(outputs, inputs, [] if grad_outputs is None else _listed(grad_outputs), retain_graph, options)
    if materialize_grads and allow_unused is False:
        raise ValueError("grad: allow_unused must be True or left out when materialize_grads is True")
    listed = _listed(inputs)
    if not listed:
        raise RuntimeError("grad: `inputs` argument to `grad()` cannot be empty: pass the tensors to differentiate by")
    targets = [target_of_tensor(t) for t in listed]
    retain = (create_graph if retain_graph is None else retain_graph) or mode.repeats
    roots = roots_of("grad", _listed(outputs), None if grad_outputs is None else _listed(grad_outputs), create_graph)
    wanted = dict.fromkeys(targets)
    around, mode.backward_pass = mode.backward_pass, BackwardPass(roots, wanted) if together else None
    try:
        gradients = sweep(roots, retain, create_graph, wanted)
        for target in gradients:
            if not isinstance(target, Node):
                gradients[target] = run_hooks(target._hooks, gradients[target], create_graph)
    finally:
        mode.backward_pass = around
    results: list[Any] = []
    for i, (tensor, target) in enumerate(zip(listed, targets, strict=True)):
        if target not in gradients:
            if materialize_grads:
                results.append(wrap(np.zeros_like(tensor.array)))
                continue
            if not allow_unused:
                raise RuntimeError(
                    f"grad: one of the differentiated tensors (number {i}, of shape {tuple(tensor.shape)}) was not used in the graph. "
                    "Set allow_unused=True if that is meant; its gradient is then None"
                )
            results.append(None)
            continue
        results.append(gradients[target] if create_graph else wrap(_owned(gradients, target)))
    return tuple(results)


def _batched_grad(outputs: Any, inputs: Any, cotangents: list[Any], retain_graph: bool | None, options: dict[str, Any]) -> tuple[Tensor, ...]:
    counts = {len(c) for c in cotangents if c is not None}
    if len(counts) != 1 or 0 in counts:
        raise RuntimeError(f"grad: is_grads_batched=True asks for grad_outputs of one first size, at least 1, and these are {sorted(counts)}")
    (last,) = counts
    rows = []
    for i in range(last):
        row = [None if c is None else c[i] for c in cotangents]
        rows.append(grad(outputs, inputs, row, retain_graph if i + 1 == last else True, **options))
    stacked: list[Any] = [None if column[0] is None else np.stack(column) for column in zip(*rows, strict=True)]  # recorded, if they are
    return tuple([wrap(s) if isinstance(s, np.ndarray) else s for s in stacked])


# ---------------------------------------------------------------------------------------------------------------- the sweep


class BackwardPass:
    """What a backward pass is asked for: where it starts, and what is wanted of it, None for all leaves."""

    __slots__ = ("hooks", "roots", "wanted")

    def __init__(self, roots: list[tuple[Any, Any]], wanted: dict[Any, Any] | None) -> None:
        self.roots, self.wanted = roots, wanted
        self.hooks: dict[Any, Any] = {}  # of several tensors: what they have seen in this pass


def reached(backward_pass: BackwardPass) -> set[Any]:
    """The nodes and leaves to which a backward pass brings a gradient."""
    starts = {target for target, _ in backward_pass.roots}
    behind = nodes_behind(starts)
    found = starts | behind | {source for node in behind for source in node.sources().values()}
    return found if backward_pass.wanted is None else found & _leading_to(backward_pass.wanted, backward_pass.roots)


def sweep(
    roots: list[tuple[Any, Any]], retain: bool, create: bool, wanted: dict[Any, Any] | None, awaited: Sequence[tuple[int, Any]] = ()
) -> dict[Any, Any]:
    """The gradients of the roots with respect to all leaves, or to the ``wanted`` nodes and leaves.

    Gradients are raw arrays, and Tensors when ``create`` asks for a graph of the gradients. Nodes wait in a heap and leave it latest
    first: all uses of a result are later than its making, so by then its gradient is complete. For the same reason that of a leaf is
    complete after its first use: those of ``awaited`` are accumulated then, while the sweep goes on.
    """
    pending = list(awaited)
    needed = None if wanted is None else _leading_to(wanted, roots)
    gradients: dict[Any, Any] = {}  # what has arrived so far at each node and leaf
    found: dict[Any, Any] = {}
    heap: list[tuple[int, Node]] = []
    observer = mode.observer
    observed = observer is not None or mode.anomaly

    def deliver(target: Any, gradient: Any) -> None:
        """Add a contribution to what has arrived at a node or leaf; the first one puts a node into the heap."""
        inner = isinstance(target, Node)
        result = target if inner else target.array
        shape = result.shape
        dtype = result.dtype
        if gradient.shape != shape:
            gradient = unbroadcast(gradient, shape)
        if gradient.dtype is not dtype:
            gradient = as_type(gradient, dtype)
        if observed:
            inspect(node, target, gradient, observer)
        held = gradients.get(target)
        if held is None:
            gradients[target] = gradient
            if inner:
                heapq.heappush(heap, (-target.sequence, target))
        else:
            gradients[target] = held + gradient

    before = mode.grad_enabled, mode.rules_on_tensors
    first = next_sequence()
    node: Node | None = None
    try:
        mode.grad_enabled = mode.rules_on_tensors = create
        for target, gradient in roots:
            if needed is None or target in needed:
                deliver(target, gradient)
        while heap:
            node = heapq.heappop(heap)[1]
            g = gradients.pop(node)
            if node.extras is not None:
                g = _shown(node, g, create)
            if wanted is not None and node in wanted:
                found[node] = g
                if not any(_leads(source, needed) for source in node.sources().values()):  # type: ignore[arg-type]
                    continue  # its own rules are not asked for, and what they have saved is kept
            calls = node.calls
            if node.extras is not None:
                if node.extras.index is not None:
                    _file(node, g, gradients, heap)
                    continue
                if node.extras.before_hooks:
                    g = seen_before(node, g, create)
                g = complete(node, g)
                if node.extras.after_hooks and calls is not None:
                    calls = [with_hooks(node, create)]
            if calls is None:
                raise RuntimeError(released(node))
            for counter, version, position in node.watched or ():
                if counter[0] != version:
                    raise RuntimeError(overwritten(node, position, version, counter[0]))
            if observer is not None:
                observer.node(node, g)
            for target, rule, arguments in calls:
                if needed is not None and not _leads(target, needed):
                    continue
                gradient = rule(g, *(node.op.recorded(node, rule, arguments) if create else arguments))
                if create and node.op.piecewise_linear:
                    gradient = node.op.connected(gradient, target)
                if type(target) is not tuple:
                    deliver(target, gradient)
                else:
                    for one, part in _each_of(target, gradient, needed):
                        deliver(one, part)
            if node.watched is not None and not retain:
                calls = node.calls
                node.released_targets = (calls[0][0],) if len(calls) == 1 else tuple(map(target_of, calls))
                node.calls = None
            while pending and pending[-1][0] >= node.sequence:
                gradient = part = g = None  # which would be more references to what `_owned` hands over, and lead to copies
                leaf = pending.pop()[1]
                if leaf in gradients:
                    _accumulate(leaf, gradients, leaf, create)
                    del gradients[leaf]
    except BaseException as error:
        if node is not None and not isinstance(error, KeyboardInterrupt):
            error.add_note(f"in the backward pass of {node.op.describe(node)}")
        raise
    finally:
        mode.grad_enabled, mode.rules_on_tensors = before
    gradients.update(found)
    if create:
        for g in gradients.values():
            if isinstance(g, Tensor) and g._node is not None and g._node.sequence > first:
                g._node.sweep_began = first
    return gradients if wanted is None else {t: gradients[t] for t in wanted if t in gradients}


def _awaited(roots: list[tuple[Any, Any]]) -> list[tuple[int, Any]]:
    """The leaves that have hooks which wait for their ``.grad``, each with the number of the node that uses it first, in that order."""
    first: dict[Any, int] = {}
    for node in nodes_behind(target for target, _ in roots):
        for leaf in node.sources().values():
            if not isinstance(leaf, Node) and leaf._after_hooks:
                first[leaf] = min(node.sequence, first.get(leaf, node.sequence))
    return sorted([(sequence, leaf) for leaf, sequence in first.items()], key=itemgetter(0))


def nodes_behind(targets: Iterable[Any]) -> set[Node]:
    """All nodes among ``targets`` and behind them; leaves are passed over."""
    seen = {target for target in targets if isinstance(target, Node)}
    stack = list(seen)
    while stack:
        for source in stack.pop().sources().values():
            if isinstance(source, Node) and source not in seen:
                seen.add(source)
                stack.append(source)
    return seen


def _shown(node: Node, g: Any, create: bool) -> Any:
    """The gradient of a node's result, after its hooks have seen it and a tensor that retains it has it."""
    assert node.extras is not None
    g = run_hooks(node.extras.hooks, g, create)
    kept = None if node.extras.retained is None else node.extras.retained()
    if kept is not None:
        _accumulate(kept, {node: g}, node, create)
    return g


def _file(part: Node, g: Any, gradients: dict[Any, Any], heap: list[tuple[int, Node]]) -> None:
    """Put the gradient of one of several results into its slot at the operation that made them all."""
    assert part.extras is not None
    whole, index = part.calls[0][0], part.extras.index
    assert index is not None
    slots = gradients.get(whole)
    if slots is None:
        slots = gradients[whole] = [None] * len(whole.extras.outputs)
        heapq.heappush(heap, (-whole.sequence, whole))
    slots[index] = g if slots[index] is None else slots[index] + g


def _each_of(targets: tuple[Any, ...], gradients: Any, needed: set[Any] | None) -> list[tuple[Any, Any]]:
    """The targets of a joint rule with their gradients, without those that have none or need none."""
    pairs = zip(targets, gradients, strict=True)
    return [(one, part) for one, part in pairs if one is not None and part is not None and (needed is None or one in needed)]


def _leads(target: Any, needed: set[Any]) -> bool:
    return any(t in needed for t in target) if type(target) is tuple else target in needed


def _leading_to(wanted: dict[Any, Any], roots: list[tuple[Any, Any]]) -> set[Any]:
    """The nodes and leaves through which a gradient must pass to reach the wanted ones."""
    needed = set(wanted)
    behind = nodes_behind(target for target, _ in roots)
    for node in sorted(behind, key=lambda n: n.sequence):  # earliest first: inputs before the nodes that use them
        if any(source in needed for source in node.sources().values()):
            needed.add(node)
    return needed


def _listed(given: Any) -> list[Any]:
    return [] if given is None else [given] if isinstance(given, Tensor) else list(given)


def target_of_tensor(tensor: Tensor) -> Any:
    """Where the gradient of this tensor arrives: the node that made it, or, for a leaf, the tensor itself."""
    if not isinstance(tensor, Tensor):
        raise TypeError(f"expected a Tensor to differentiate, got {type(tensor).__name__}")
    if tensor._view is not None:
        tensor._refresh()
    if not tensor._requires_grad:
        raise RuntimeError(
            f"one of the differentiated tensors (of shape {tuple(tensor.shape)}) does not require grad and has no grad_fn: "
            "make it with requires_grad=True, or from tensors that have it, outside no_grad()"
        )
    return tensor if tensor._node is None else tensor._node


def roots_of(caller: str, outputs: list[Tensor], gradients: list[Any] | None, create: bool) -> list[tuple[Any, Any]]:
    """Where the sweep starts: each output's node with the gradient given for it, checked."""
    if gradients is not None and len(gradients) != len(outputs):
        raise RuntimeError(f"{caller}: got {len(outputs)} tensors and {len(gradients)} gradients: give one gradient per tensor")
    roots = []
    for tensor, gradient in zip(outputs, [None] * len(outputs) if gradients is None else gradients, strict=True):
        target, array = target_of_tensor(tensor), tensor.array
        if gradient is None:
            if array.size != 1:
                raise RuntimeError(
                    f"{caller}: grad can be implicitly created only for scalar outputs, and this one has shape {tuple(array.shape)}. "
                    "Reduce it to one number first (.sum() or .mean()), or pass gradient= of the same shape"
                )
            one = np.empty(array.shape, array.dtype)
            one.fill(1)  # a fifth of the time of np.ones
            roots.append((target, wrap(one) if create else one if array.shape else one[()]))  # rules are faster on scalars
            continue
        if not isinstance(gradient, Tensor):
            raise TypeError(f"{caller}: gradients can be either Tensors or None, but got {type(gradient).__name__}")
        if gradient.array.shape != array.shape:
            raise RuntimeError(
                f"{caller}: mismatch in shape: the gradient has shape {tuple(gradient.shape)} and its tensor has shape {tuple(array.shape)}"
            )
        roots.append((target, gradient if create else gradient.array))
    return roots


def _accumulate(tensor: Tensor, gradients: dict[Any, Any], target: Any, create: bool, owned: bool = False) -> None:
    """Add the gradient that has arrived at ``target`` to ``tensor.grad``, after a leaf's hooks have seen it. Other threads may be doing the same.

    ``owned`` if nobody else holds it.
    """
    if not tensor._requires_grad:  # any more
        return
    if target is tensor and tensor._node is not None:
        raise RuntimeError("leaf variable has been moved into the graph interior, by a write to it since it was used: write to a clone()")
    if tensor._hooks and target is tensor:
        gradients[target] = run_hooks(tensor._hooks, gradients[target], create)
    with sharing:
        held = tensor._grad
        if create:
            with enable_grad():  # a copy, as rules may hand on one tensor to several leaves
                tensor._grad = gradients[target].clone() if held is None else held + gradients[target]
        elif held is None:
            gradient = gradients[target] if owned else _owned(gradients, target)
            tensor._grad = wrap(gradient if gradient.strides == tensor.array.strides else like_leaf(gradient, tensor.array))
        elif tensor._node is not None:  # after retain_grad(): a new tensor, as in PyTorch
            tensor._grad = wrap(held.array + gradients[target])
        else:
            held.array += gradients[target]
            held._bump_version()
    if tensor._after_hooks:
        run_after_hooks(tensor._after_hooks, tensor, create)


def _owned(gradients: dict[Any, Any], target: Any) -> Any:
    """The gradient of ``target`` as an array that nobody else holds, because users change ``.grad`` in place.

    Rules may hand on the very array that they were given, or a view of one. If an array has two references, one from the dictionary
    and one from the call that counts, then nobody else holds it; any other is copied. Each expression below looks the array up again,
    because a variable that names it would be a third reference.
    """
    unshared = getrefcount(gradients[target]) == 2
    if unshared and gradients[target].base is not None:  # a view, such as a transposed product: of all of an array that nobody else holds?
        base, flags = gradients[target].base, gradients[target].flags
        unshared = type(base) is np.ndarray and base.base is None and base.size == gradients[target].size and flags.forc and flags.writeable
        unshared = unshared and getrefcount(gradients[target].base) == 3  # the view's, this variable's, the count's
    return gradients[target] if unshared else np.array(gradients[target], order="C" if 0 in gradients[target].strides else "K")


def _backward(
    self: Tensor,
    gradient: Tensor | None = None,
    retain_graph: bool | None = None,
    create_graph: bool = False,
    inputs: Tensor | Sequence[Tensor] | None = None,
) -> None:
    """Add the gradient of this tensor to the ``.grad`` of the leaves that it was computed from; see `autograd.backward`.

    For one number, such as a loss; of more numbers give the ``gradient``, of their shape. Gradients add up until they are set to None.

    >>> import autograd
    >>> w = autograd.tensor([5.0], requires_grad=True)
    >>> ((w - 2) ** 2).backward()
    >>> w.grad
    tensor([6.])
    """
    backward(self, None if gradient is None else [gradient], retain_graph, create_graph, inputs)


_backward.__name__ = "backward"
attach(_backward)
