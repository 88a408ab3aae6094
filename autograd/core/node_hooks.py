"""Hooks of nodes, and a node called by a user: one step of a backward pass, with the gradients of all inputs of an operation together."""

from __future__ import annotations

from typing import Any

import numpy as np

from .errors import overwritten, released
from .hooks import check_like
from .modes import mode, set_grad_enabled
from .node import Node, like
from .tensor import Tensor, wrap
from .unbroadcast import fitted

__all__: list[str] = []


def check_saved(node: Node) -> None:
    """RuntimeError if what a node has saved was released, or overwritten."""
    if node.calls is None:
        raise RuntimeError(released(node))
    for counter, version, position in node.watched or ():
        if counter[0] != version:
            raise RuntimeError(overwritten(node, position, version, counter[0]))


def seen_before(node: Node, g: Any, create: bool) -> Any:
    """The gradients of a node's results, after its hooks have seen them."""
    extras = node.extras
    assert extras is not None
    for hook in list(extras.before_hooks.values()):
        shown = tuple(map(_shown, g)) if extras.outputs else (_shown(g),)
        with set_grad_enabled(create):
            replaced = _replaced(hook(shown), shown, create)
        if replaced is not None:
            g = replaced if extras.outputs else replaced[0]
    return g


def complete(node: Node, g: Any) -> Any:
    """The gradients of several results, with zeros for those that nothing used; other gradients as they are."""
    extras = node.extras
    if extras is None or not extras.outputs:
        return g
    return tuple(np.zeros(*zero) if s is None and extras.materialize else s for s, zero in zip(g, extras.outputs, strict=True))


def with_hooks(node: Node, create: bool) -> tuple[Any, Any, Any]:
    """The calls of a node as one of a joint rule, which shows what they return to the hooks of the node."""
    sources = node.sources()
    places = _places(node)

    def rule(g: Any) -> tuple[Any, ...]:
        gradients = _gradients(node, g, create)
        outputs = tuple(map(_shown, g)) if isinstance(g, tuple) else (_shown(g),)
        assert node.extras is not None
        for hook in list(node.extras.after_hooks.values()):
            shown = tuple(map(_shown, gradients))
            with set_grad_enabled(create):
                replaced = _replaced(hook(shown, outputs), shown, create)
            gradients = gradients if replaced is None else replaced
        return gradients

    return tuple(map(sources.get, places)), rule, ()


def _places(node: Node) -> list[int]:
    """The positions of a node's inputs that have derivatives, also of those that need none here."""
    op = node.op
    named = [op.inputs.index(n) for served, _, _ in op.rules for n in served if n in op.inputs]
    recorded = [p for position, _, _ in node.plan.calls for p in (position if type(position) is tuple else (position,))]
    return sorted({*named, *recorded})


def _gradients(node: Node, g: Any, create: bool) -> tuple[Any, ...]:
    """What the rules of a node make of the gradient of its result: one gradient for each of `_places`, None for an input that needs none."""
    found: dict[int, Any] = {}
    for (position, _, _), (target, rule, arguments) in zip(node.plan.calls, node.calls, strict=True):
        gradient = rule(g, *(node.op.recorded(node, rule, arguments) if create else arguments))
        joint = type(target) is tuple
        for p, t, part in zip(position, target, gradient, strict=True) if joint else ((position, target, gradient),):
            if t is not None and part is not None:
                found[p] = fitted(part, *like(t))
    return tuple(map(found.get, _places(node)))


def _shown(gradient: Any) -> Any:
    """A gradient as a hook sees it."""
    return gradient if gradient is None or isinstance(gradient, Tensor) else wrap(gradient)


def _replaced(given: Any, shown: tuple[Any, ...], create: bool) -> Any:
    """What a hook of a node has returned, checked, in the form that the sweep has; None for nothing."""
    if given is None:
        return None
    given = given if isinstance(given, (tuple, list)) else (given,)
    if len(given) != len(shown):
        raise RuntimeError(f"a hook has returned an incorrect number of values (got {len(given)}, but expected {len(shown)})")
    for new, old in zip(given, shown, strict=True):
        if new is not None and not isinstance(new, Tensor):
            raise TypeError(f"a hook must return Tensors or None, got {type(new).__name__}")
        if new is not None and old is not None:
            check_like(new, old)
    return tuple([new if new is None or create else new.array for new in given])


def call(self: Node, *gradients: Tensor | None) -> Any:
    """The gradients of the node's inputs, given those of its results: one Tensor or a tuple, with None for an input that needs none."""
    node = self.whole
    outputs = node.extras.outputs if node.extras is not None else []
    if len(gradients) != (len(outputs) or 1):
        raise TypeError(f"{node.name()}: expected {len(outputs) or 1} arguments, got {len(gradients)} instead")
    create = mode.grad_enabled
    given: tuple[Any, ...] = tuple([g if g is None or create else g.array for g in gradients])
    if all(g is None for g in given):
        found: tuple[Any, ...] = (None,) * len(_places(node))
    else:
        check_saved(node)
        before, mode.rules_on_tensors = mode.rules_on_tensors, create
        try:
            found = _gradients(node, complete(node, given if outputs else given[0]), create)
        finally:
            mode.rules_on_tensors = before
    results = tuple(map(_shown, found))
    return results[0] if len(results) == 1 else results


setattr(Node, "__call__", call)  # noqa: B010  (a type checker knows the class without it)
