"""Where nan and inf came from."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any, NamedTuple

import numpy as np

from ..core.modes import mode
from ..core.sweep import roots_of, sweep
from ..core.tensor import Tensor
from .model import ARRAYS, captured, owner, saved_by, walk


class Nonfinite(NamedTuple):
    """The first operation that went wrong."""

    op: str  # the operation, or the name of the leaf that was nan or inf to begin with
    what: str  # "value" or "gradient"
    kind: str  # "nan" or "inf"
    line: str | None  # the source line that recorded it
    node: Any
    missing: int = 0  # how many earlier values were not kept, and could not be looked at

    def __str__(self) -> str:
        where = f"at {self.line}" if self.line else "on a line that was not noted: run the forward pass inside `with autograd.graph.record():`"
        doubt = f" ({self.missing} earlier values were not kept: inside record() all are)" if self.missing else ""
        return f"the first {self.kind} is in the {self.what} of {self.op}, {where}{doubt}"


def first_nonfinite(loss: Tensor) -> Nonfinite | None:
    """The first operation whose value, or else whose gradient, holds nan or inf; None if there is none.

    Values are those that a `record` around the forward pass has seen, or that were saved for the backward pass; gradients come from a
    backward pass of its own, which changes no ``.grad`` (hooks do run).

    >>> import autograd
    >>> from autograd.graph import first_nonfinite, record
    >>> x = autograd.tensor([1.0, 0.0], requires_grad=True)
    >>> with record():
    ...     loss = (x.log() * 0).sum()
    >>> print(first_nonfinite(loss))
    the first inf is in the value of log, at ...
    """
    root = loss if loss.is_leaf else owner(loss.grad_fn)
    nodes = walk([root])
    bad: dict[Any, str] = {}
    known: dict[Any, Any] = {root: loss.array}
    for node in nodes:
        seen = captured.get(node)
        if seen is not None and seen.value is not None:
            known[node] = None
            if seen.value.nan or (seen.value.inf and not any(d.inf for d in (seen.inputs or {}).values())):  # inf of a mask is meant
                bad[node] = "nan" if seen.value.nan else "inf"
        for name, value in saved_by(node).items():  # what it read was made by an earlier operation
            position = node.op.inputs.index(name) if name in node.op.inputs else -1
            if isinstance(value, ARRAYS) and (position >= 0 or name == "out"):
                known.setdefault(owner(node.sources().get(position, node)), value)
        for position, source in node.sources().items():
            if isinstance(source, Tensor) and (kind := _kind(source.array)):
                return Nonfinite(source.name or f"input {position} of {node.op.name}", "value", kind, node.line, source)
    bad |= {thing: kind for thing, value in known.items() if value is not None and (kind := _kind(value))}
    if bad:
        first = min(bad, key=lambda thing: 0 if isinstance(thing, Tensor) else thing.sequence)
        if isinstance(first, Tensor):
            return Nonfinite(first.name or "a leaf", "value", bad[first], None, first)
        missing = sum(node not in known for node in nodes if node.sequence < first.sequence)
        return Nonfinite(first.op.name, "value", bad[first], first.line, first, missing)
    return None if any(node.calls is None for node in nodes) else _in_gradients(loss, nodes)


class _Watch:
    """An observer that remembers the first contribution that was not finite."""

    def __init__(self) -> None:
        self.found: Nonfinite | None = None

    def edge(self, node: Any, target: Any, gradient: Any) -> None:
        """A contribution."""
        kind = _kind(gradient.array if isinstance(gradient, Tensor) else np.asarray(gradient))
        if kind and self.found is None and node is not None:
            self.found = Nonfinite(node.op.name, "gradient", kind, node.line, node)

    def node(self, node: Any, g: Any) -> None:
        """Not of interest."""

    def made(self, node: Any, args: Any, out: Any) -> None:
        """Not of interest."""

    def within(self, programs: Any) -> Any:
        """Not of interest."""
        return nullcontext()


def _in_gradients(loss: Tensor, nodes: list[Any]) -> Nonfinite | None:
    watch = _Watch()
    before, mode.observer = mode.observer, watch
    retained = [(node.extras, node.extras.retained) for node in nodes if node.extras is not None and node.extras.retained is not None]
    for special, _ in retained:
        special.retained = None
    try:
        seed = Tensor.detach(loss)
        seed.array = np.ones_like(loss.array)
        sweep(roots_of("first_nonfinite", [loss], [seed], False), True, False, None)
    finally:
        mode.observer = before
        for special, kept in retained:
            special.retained = kept
    return watch.found


def _kind(array: Any) -> str | None:
    if array.dtype.kind != "f" or np.isfinite(array).all():
        return None
    return "nan" if np.isnan(array).any() else "inf"
