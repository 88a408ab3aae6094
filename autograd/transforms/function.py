"""The user's own rules, in PyTorch's form: a class with ``forward`` and ``backward``.

    class Square(autograd.Function):
        @staticmethod
        def forward(ctx, x):
            ctx.save_for_backward(x)
            return x * x

        @staticmethod
        def backward(ctx, g):
            (x,) = ctx.saved_tensors
            return 2 * x * g

An `Op` says the same in one line; this form is for code written for PyTorch, and for rules that need Python around them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from weakref import ref

import numpy as np

from ..core.anomaly import note
from ..core.errors import overwritten
from ..core.modes import mode, no_grad
from ..core.node import Node
from ..core.op import Op, identity, part_of, record_joint
from ..core.overrides import overriding
from ..core.saved import Packed
from ..core.tensor import Tensor, wrap
from ..core.views import View

__all__ = ["Function", "once_differentiable"]


class FunctionCtx:
    """What ``forward`` leaves for ``backward``: saved tensors, and any attribute that is set on it."""

    def __init__(self, needs_input_grad: tuple[bool, ...]) -> None:
        self.needs_input_grad = needs_input_grad
        self.materialize_grads = True
        self.to_save: tuple[Any, ...] = ()
        self.dirty: tuple[Tensor, ...] = ()
        self.non_differentiable: tuple[Tensor, ...] = ()
        self._unpack: Callable[[], tuple[Any, ...]] | None = None

    def save_for_backward(self, *tensors: Tensor | None) -> None:
        """Keep tensors for ``backward``, watched for overwriting."""
        if not all(t is None or isinstance(t, Tensor) for t in tensors):
            raise TypeError("save_for_backward can only save variables, that is tensors or None: keep other things as attributes of ctx")
        self.to_save = tensors

    save_for_forward = save_for_backward

    @property
    def saved_tensors(self) -> tuple[Any, ...]:
        """The tensors given to `save_for_backward`. RuntimeError after they were released, or if one was overwritten."""
        return self.to_save if self._unpack is None else self._unpack()

    def mark_dirty(self, *tensors: Tensor) -> None:
        """Say which inputs ``forward`` changed in place."""
        self.dirty = tensors

    def mark_non_differentiable(self, *tensors: Tensor) -> None:
        """Say which results have no gradient."""
        self.non_differentiable = tensors

    def set_materialize_grads(self, value: bool) -> None:
        """False: ``backward`` gets None, not zeros, for results that did not contribute."""
        self.materialize_grads = value


class Function:
    """A user's operation: static ``forward(ctx, ...)`` and ``backward(ctx, *gradients)``; call it by ``apply``.

    ``forward`` may instead leave ``ctx`` to ``setup_context(ctx, inputs, output)``. ``backward`` returns one gradient (or None) for each
    argument of ``forward``. It is itself differentiable if it is made of differentiable operations.

    >>> import autograd
    >>> class Cube(autograd.Function):
    ...     @staticmethod
    ...     def forward(ctx, x):
    ...         ctx.save_for_backward(x)
    ...         return x**3
    ...     @staticmethod
    ...     def backward(ctx, g):
    ...         (x,) = ctx.saved_tensors
    ...         return g * 3 * x**2
    >>> x = autograd.tensor(2.0, requires_grad=True)
    >>> Cube.apply(x).backward()
    >>> x.grad
    tensor(12.)
    """

    setup_context: Any = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise RuntimeError(f"{type(self).__name__} should not be instantiated. Call its static method: {type(self).__name__}.apply(...)")

    @staticmethod
    def forward(*args: Any, **kwargs: Any) -> Any:
        """Compute the result."""
        raise NotImplementedError("You must implement the forward function for custom autograd.Function.")

    @staticmethod
    def backward(ctx: Any, *gradients: Any) -> Any:
        """Turn gradients of the results into gradients of the arguments."""
        raise NotImplementedError("You must implement either the backward or vjp method for your custom autograd.Function.")

    @classmethod
    def apply(cls, *args: Any) -> Any:
        """Run ``forward`` and record it."""
        needs = tuple(isinstance(a, Tensor) and a.requires_grad for a in args)
        context = FunctionCtx(needs)
        with no_grad():
            if cls.setup_context is not None:
                output = cls.forward(*args)
                cls.setup_context(context, args, output)
            else:
                output = cls.forward(context, *args)
        if not (mode.grad_enabled and any(needs)):
            for tensor in context.dirty:
                tensor._check_recordable(cls.__name__)
            return _handed_back(output, args, context.dirty)
        return _record(cls, context, args, output)


def _record(cls: type[Function], context: FunctionCtx, args: tuple[Any, ...], output: Any) -> Any:
    """Hang the results of ``forward`` into the graph."""
    single = isinstance(output, Tensor)
    results = [output] if single else list(output)

    def rule(g: Any) -> Any:
        gradients = g if isinstance(g, tuple) else (g,)
        shown = [None if h is None else h if isinstance(h, Tensor) else wrap(h) for h in gradients]
        found = cls.backward(context, *shown)
        found = list(found) if isinstance(found, (tuple, list)) else [found]
        while len(found) > len(args) and found[-1] is None:
            found.pop()
        if len(found) != len(args):
            raise RuntimeError(f"function {cls.__name__}Backward returned an incorrect number of gradients (expected {len(args)}, got {len(found)})")
        for i, (f, needed) in enumerate(zip(found, context.needs_input_grad, strict=True)):
            if f is not None and not isinstance(f, Tensor):
                raise TypeError(f"{cls.__name__}Backward: gradient {i} must be a Tensor or None, got {type(f).__name__}")
            if not needed:
                found[i] = None
        return [f if f is None or mode.grad_enabled else f.array for f in found]

    shapes = [(r.array.shape, r.array.dtype) if isinstance(r, Tensor) else ((), np.dtype(np.float32)) for r in results]
    node = record_joint(f"{cls.__name__}Backward", rule, args, shapes)
    if mode.anomaly:
        note(node, args, tuple(r.array if isinstance(r, Tensor) else None for r in results))
    differentiable = [isinstance(r, Tensor) and r.array.dtype.kind == "f" and not any(r is n for n in context.non_differentiable) for r in results]
    node.make_extras().materialize = context.materialize_grads
    parts: list[Any] = []
    for i, (r, differs) in enumerate(zip(results, differentiable, strict=True)):
        if not differs:
            parts.append(r)
            continue
        part = part_of(node, i)
        if any(r is d for d in context.dirty):
            r._check_recordable(cls.__name__)
            r._bump_version()
            r._rebase(_as_result(r, part))
            r._grad = None  # as in PyTorch: it was that of the old value
            parts.append(r)
        else:
            result = _as_result(r, part)
            source = next((a for a in args if isinstance(a, Tensor) and r._version_counter is a._version_counter), None)
            parts.append(result if source is None else _opaque_view(result, source))
    _save(cls, context, node, results, parts)
    return parts[0] if single else type(output)(parts) if type(output) in (tuple, list) else type(output)(*parts)


def _handed_back(output: Any, args: tuple[Any, ...], dirty: tuple[Tensor, ...]) -> Any:
    """What ``forward`` returned where nothing is recorded; an argument that it returned unchanged becomes a tensor of its own."""
    if isinstance(output, tuple):
        return tuple([_handed_back(o, args, dirty) for o in output])
    if not isinstance(output, Tensor) or not any(output is a for a in args) or any(output is d for d in dirty):
        return output
    return output.detach() if output.requires_grad else _opaque_view(output.detach(), output)


def _opaque_view(result: Tensor, source: Tensor) -> Tensor:
    """``result`` as a view of ``source`` of which nobody knows how it is obtained: writes to either are refused if they must be recorded."""
    result._view = View(source, identity, {}, "inside a custom Function (or because an input was returned as-is)")
    result._view_version = source._version_counter[0]
    return result


def _as_result(r: Tensor, node: Node) -> Tensor:
    """The same memory as ``r``, made by ``node``."""
    result = wrap(r.array, node)
    result._version_counter = r._version_counter
    if overriding((r,)):
        result.__class__ = type(r)
        result.__dict__.update(r.__dict__)
    return result


def _class_of(tensor: Tensor) -> type[Tensor]:
    """The class that a tensor keeps; a Parameter does not."""
    return type(tensor) if overriding((tensor,)) else Tensor


def _save(cls: type[Function], context: FunctionCtx, node: Node, results: list[Any], parts: list[Any]) -> None:
    """Make ``saved_tensors`` give back what was saved, without a reference from the node to its own results."""
    recipes: list[tuple[Any, Any, Any, Any]] = []  # array, version counter, where it came from, class
    versions: list[int] = []
    for t in context.to_save:
        versions.append(0 if t is None else t._version_counter[0])
        if t is None:
            recipes.append((None, None, None, None))
            continue
        saved = t.array if mode.saved_hooks is None else Packed(t.array)
        own = next((i for i, r in enumerate(results) if r is t), None)
        if own is not None and isinstance(parts[own], Tensor) and parts[own]._node is not None:
            recipes.append((saved, t._version_counter, own, _class_of(t)))
        else:
            recipes.append((saved, t._version_counter, t._node or (t if t._requires_grad else None), _class_of(t)))
    context.to_save = ()
    if recipes:
        node.watched = []  # something to release; versions are checked when the saved tensors are asked for
    weak = ref(node)

    def unpack() -> tuple[Any, ...]:
        held = weak()
        if held is None or held.calls is None:
            raise RuntimeError(
                f"{cls.__name__}: trying to backward through the graph a second time, or to use saved tensors after they were released. "
                "They are released when backward() has passed them: compute the result anew for each pass, or say retain_graph=True the first time"
            )
        tensors: list[Any] = []
        for (array, counter, source, kind), version in zip(recipes, versions, strict=True):
            packed = type(array) is Packed
            if array is not None and counter[0] != version and not (packed and not array.same):
                raise RuntimeError(overwritten(held, -1, version, counter[0]))
            if array is None:
                tensors.append(None)
            elif isinstance(source, Tensor):
                tensors.append(identity(source) if packed else source)
                if packed:
                    tensors[-1].array = array.array()
            else:
                t = wrap(array.array() if packed else array, part_of(held, source) if isinstance(source, int) else source)
                t.__class__ = kind
                if not packed:
                    t._version_counter = counter
                tensors.append(t)
        return tuple(tensors)

    context._unpack = unpack


def once_differentiable(backward: Callable[..., Any]) -> Callable[..., Any]:
    """Say that a ``backward`` cannot itself be differentiated: gradients through it are then refused, instead of wrong."""

    @wraps(backward)
    def once(context: Any, *gradients: Any) -> Any:
        with no_grad():
            found = backward(context, *gradients)
        if not mode.grad_enabled or not any(isinstance(g, Tensor) and g.requires_grad for g in (*gradients, *context.saved_tensors)):
            return found
        several = isinstance(found, (tuple, list))
        return tuple(_refuse(f) for f in found) if several else _refuse(found)

    return once


def _never(g: Any) -> Any:
    raise RuntimeError("trying to differentiate twice a function that was marked with @once_differentiable")


_error = Op(lambda x: x, name="once_differentiable", title="Error", x=lambda g: _never(g))


def _refuse(tensor: Any) -> Any:
    if not isinstance(tensor, Tensor):
        return tensor
    return _error(wrap(tensor.array).requires_grad_())
