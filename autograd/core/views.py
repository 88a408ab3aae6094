"""Views, and writes to memory: what tensors that share memory owe to each other.

Tensors of the same memory share a version counter, which every write moves. A view knows its parent and the operation that made it. A
write through a view is recorded on its base: the base is from then on what `overwrite` says, and any other view finds its new place in the
graph when it is next used (`_refresh`). An in-place operation is the ordinary one, whose result is then copied over the tensor, which
takes over the result's place in the graph (`_write`); what was saved of the old value is given a copy of its own first.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from . import dtypes
from .methods import method
from .modes import enable_grad, mode
from .node import Node
from .op import Op
from .tensor import Tensor, attach

__all__: list[str] = []

ndarray = np.ndarray


class View(NamedTuple):
    """How a tensor that shares memory is obtained from its parent."""

    parent: Tensor
    op: Any
    params: dict[str, Any]
    unrecorded: str  # where it was made, if writes to its memory cannot be brought into its graph: "in no_grad mode"


@method
def _is_view(self: Tensor) -> bool:
    return self._view is not None


def _base(self: Tensor) -> Tensor | None:
    """The tensor whose memory this view shares, that is no view itself; None if this is none."""
    view = self._view
    while view is not None and view.parent._view is not None:
        view = view.parent._view
    return None if view is None else view.parent


attach(property(_base), "_base")


@method
def _become_view(self: Tensor, parent: Tensor, op: Any, params: dict[str, Any]) -> None:
    """Note that this tensor was made by ``op`` from ``parent`` and, if so, shares its memory: then writes to either concern both."""
    owner = self.array.base
    known = owner is not None and (owner is parent.array or owner is parent.array.base)
    if not known and self.array is not parent.array and not np.may_share_memory(self.array, parent.array):
        return
    self._version_counter = parent._version_counter
    unrecorded = "" if parent._view is None else parent._view.unrecorded
    self._view = View(parent, op, params, unrecorded or ("" if mode.grad_enabled else "in no_grad mode"))
    self._view_version = self._version_counter[0]


@method
def _refresh(self: Tensor) -> None:
    """Bring a view's place in the graph up to date, after writes to its memory through other tensors."""
    if self._view is None or self._view_version == self._version_counter[0]:
        return
    parent, op, params, unrecorded = self._view
    if not self._base._requires_grad:  # if the view itself was made to require a gradient, it remains a leaf
        if self._node is not None:  # its base has left the graph by detach_()
            self._node, self._requires_grad = None, False
        return
    if unrecorded:
        if mode.grad_enabled:
            raise RuntimeError(_UNRECORDED.format(unrecorded, "its base or another view of its base has been modified"))
        return
    stale = []  # views of views, of which there may be thousands: no recursion
    while parent._view is not None and parent._view_version != parent._version_counter[0]:
        stale.append(parent)
        parent = parent._view.parent
    while stale:
        stale.pop()._refresh()
    parent = self._view.parent
    try:
        with enable_grad():
            again = op.call((parent,), params)
    except (RuntimeError, IndexError):
        again = None
    if again is None or not _same_elements(again.array, self.array):
        if mode.grad_enabled:
            raise RuntimeError(_RESHAPED)
        return
    self._stand_as(again)
    self._view_version = self._version_counter[0]


@method
def _check_writable(self: Tensor, name: str) -> None:
    """Refuse an in-place operation where PyTorch refuses it."""
    if mode.grad_enabled:
        self._check_recordable(name)
    self._check_overlap(name, self.array)


@method
def _check_recordable(self: Tensor, name: str) -> None:
    """Refuse to write to a leaf that requires a gradient, or to a view of one, or to a view of which the graph knows nothing."""
    if mode.grad_enabled:
        if self._requires_grad:
            self._refuse_unrecorded()
        owner, kind = self, "a"
        while True:
            if owner._requires_grad and owner._node is None:
                raise RuntimeError(
                    f"{name}: {kind} leaf Variable that requires grad is being used in an in-place operation. Update it inside "
                    "`with no_grad():`, or use the out-of-place form"
                )
            if owner._view is None:
                break
            owner, kind = owner._view.parent, "a view of a"
        if owner._requires_grad:
            self._refuse_unrecorded()
            self._check_shape()


@method
def _refuse_unrecorded(self: Tensor) -> None:
    if self._view is not None and self._view.unrecorded:
        raise RuntimeError(_UNRECORDED.format(self._view.unrecorded, "it is being modified"))


def _same_elements(a: np.ndarray[Any, Any], b: np.ndarray[Any, Any]) -> bool:
    """Whether two arrays show the same memory in the same way."""
    if (a.shape, a.strides) != (b.shape, b.strides):
        return False
    return a.size == 0 or bool(a.__array_interface__["data"][0] == b.__array_interface__["data"][0])


@method
def _check_shape(self: Tensor) -> None:
    """Refuse to write through a view of a tensor whose shape was changed in place, so that the same operation gives another view by now."""
    tensor = self
    while tensor._view is not None:
        parent, op, params, _ = tensor._view
        try:
            part = op.forward(parent.array, **params)
        except (ValueError, IndexError):
            raise RuntimeError(_RESHAPED) from None
        if not _same_elements(part, tensor.array):
            raise RuntimeError(_RESHAPED)
        tensor = parent


@method
def _check_overlap(self: Tensor, name: str, array: np.ndarray[Any, Any]) -> None:
    """Refuse to write to an array of which several elements share their memory, or to a part of one: expand and its like are read-only."""
    if not array.flags.writeable or (
        0 in array.strides and array.size and any(s == 0 and n > 1 for s, n in zip(array.strides, array.shape, strict=True))
    ):
        raise RuntimeError(
            f"{name}: unsupported operation: more than one element of the written-to tensor refers to a single memory location, or the "
            "memory is read-only. Please clone() the tensor before performing the operation."
        )


@method
def _write(self: Tensor, name: str, result: Tensor) -> Tensor:
    """Take over the value of ``result``, computed from this tensor, and its place in the graph: any operation, done in place."""
    array = self.array
    if result.array.shape != array.shape:
        raise RuntimeError(f"{name}: output with shape {list(array.shape)} doesn't match the broadcast shape {list(result.array.shape)}")
    if result.array.dtype != array.dtype:
        if dtypes.of(result.array).category > dtypes.of(array).category:
            raise RuntimeError(
                f"{name}: result type {dtypes.of(result.array).name} can't be cast to the desired output type {dtypes.of(array).name}: "
                "convert the tensor first, or use the out-of-place form"
            )
        result = result.to(self.dtype)
    recording = mode.grad_enabled and array.dtype.kind == "f"
    node = result._node
    if node is not None and recording:
        self._refuse_unrecorded()
    if node is not None and node.calls:
        self._keep_saved(node, result)
    np.copyto(array, result.array)
    self._bump_version()
    if recording and (node is not None or self._requires_grad):
        if node is None:  # what is written has nothing to do with what was there: random numbers
            result = constant.call((result, self), {})
        self._rebase(result)
    return self


@method
def _keep_saved(self: Tensor, node: Node, result: Tensor) -> None:
    """Before this tensor is overwritten: give the node its own copy of the old value, and let the new value be its result."""
    old, computed = self.array, result.array
    memory = old.base if type(old.base) is ndarray else old
    copies: dict[int, Any] = {id(computed): old}
    node.calls = [(target, rule, _apart(arguments, memory, copies)) for target, rule, arguments in node.calls]
    if node.watched:
        next_version = self._version_counter[0] + 1
        node.watched = [
            (self._version_counter, next_version, position) if counter is result._version_counter else (counter, version, position)
            for counter, version, position in node.watched
            if counter is not self._version_counter
        ]


@method
def _rebase(self: Tensor, result: Tensor) -> None:
    """Let this tensor, whose memory has been written, stand in the graph where ``result`` stands."""
    self._check_shape()
    tensor = self
    while tensor._view is not None:
        parent, op, params, _ = tensor._view
        result = overwrite.call((parent, result), {"view": op, "params": params})  # of which no class is told
        tensor._view_version = -1  # it may have been refreshed since the write, but before its base was moved
        tensor = parent
    tensor._stand_as(result)


@method
def _stand_as(self: Tensor, result: Tensor) -> None:
    """Stand in the graph where ``result`` stands; retain_grad() holds for the new place."""
    before, self._node, self._requires_grad = self._node, result._node, result._requires_grad
    if before is not None and before.extras is not None and before.extras.retained is not None and self._node is not None:
        self._node.make_extras().retained, before.extras.retained = before.extras.retained, None


def _apart(arguments: Any, memory: Any, copies: dict[int, Any]) -> Any:
    """What a rule was to be given, with copies of all arrays that share this memory; ``copies`` by the identity of what they replace."""
    if type(arguments) is tuple:
        return tuple([_apart(a, memory, copies) for a in arguments])
    if type(arguments) is ndarray and id(arguments) not in copies and np.may_share_memory(arguments, memory):
        copies[id(arguments)] = arguments.copy()
    return copies.get(id(arguments), arguments)


def _erase(x: Any, *, view: Op, params: dict[str, Any]) -> Any:
    """A copy of x with zeros in the part that a view of it would show."""
    copy = np.array(x, order="C")  # of this order any reshape is a view
    view.forward(copy, **params)[...] = 0
    return copy


erase: Op = Op(_erase, x=lambda g, view, params: erase.apply(g, view=view, params=params))


def _overwrite(base: Any, value: Any, *, view: Op, params: dict[str, Any]) -> Any:
    return base  # the value has been written into it already


overwrite = Op(
    _overwrite,
    name="copy_slices",
    title="CopySlices",
    base=lambda g, view, params: erase.apply(g, view=view, params=params),
    value=lambda g, view, params: view.apply(g, **params),
    doc="A tensor after a part of it was overwritten: gradient goes to the value where it was written, to the old tensor elsewhere.",
)


constant = Op(
    lambda value, x: value,
    name="constant",
    x=lambda g: np.zeros_like(g),
    doc="The value, recorded as a function of x whose derivative is zero: what an in-place comparison does to its tensor.",
)


_UNRECORDED = (
    "A view was created {} and {} inplace with grad mode enabled. Given that this use case is ambiguous and error-prone, it is "
    "forbidden. You can clarify your code by moving both the view and the inplace either both inside the no_grad block or function (if you don't "
    "want the inplace to be tracked) or both outside (if you want the inplace to be tracked), or by a clone() of the view."
)
_RESHAPED = (
    "a view cannot be used after an in-place operation has changed the shape of the tensor that it was taken from, or an assignment to .data "
    "its memory: take the view again"
)
