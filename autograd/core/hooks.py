"""Hooks: what is called when a gradient is known. The tensor, its node and the sweep hold and call them; here is what they are."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any
from weakref import ref

from .modes import set_grad_enabled
from .tensor import Tensor, attach, wrap

__all__: list[str] = []

Hook = Callable[[Any], Any]
# While there are any of these, compiled functions run as they are:
of_all_modules: dict[int, Any] = {}  # hooks that are called at every call of every module
together: set[Any] = set()  # references to hooks of several tensors
waiting: set[Any] = set()  # references to the leaves that have had hooks which wait for their .grad; while there are any, backward() looks for them


class RemovableHandle:
    """What registering a hook returns: ``remove()`` takes the hook out again. Also a context manager."""

    _ids = itertools.count()

    def __init__(self, hooks: dict[int, Any]) -> None:
        self.hooks = hooks
        self.id = next(self._ids)

    def remove(self) -> None:
        """Take the hook out; a second call does nothing."""
        self.hooks.pop(self.id, None)

    def __enter__(self) -> RemovableHandle:
        return self

    def __exit__(self, *exception: object) -> None:
        self.remove()


def register(hooks: dict[int, Any], hook: Any) -> RemovableHandle:
    """Add a hook to those of one place."""
    handle = RemovableHandle(hooks)
    hooks[handle.id] = hook
    return handle


def check_like(result: Tensor, shown: Tensor) -> None:
    """RuntimeError if a hook has returned a gradient of another size or type than it was shown."""
    if result.array.shape != shown.array.shape:
        raise RuntimeError(f"a hook has changed the size of the gradient: from {tuple(shown.shape)} to {tuple(result.shape)}")
    if result.array.dtype != shown.array.dtype:
        raise RuntimeError(f"a hook has changed the type of the gradient: from {shown.dtype} to {result.dtype}")


def run_hooks(hooks: dict[int, Hook] | None, gradient: Any, create: bool) -> Any:
    """Show a gradient to a tensor's hooks; what a hook returns takes its place. What they compute is recorded if ``create`` says so."""
    if not hooks:
        return gradient
    with set_grad_enabled(create):
        for hook in list(hooks.values()):
            shown = gradient if create else wrap(gradient)
            result = hook(shown)
            if result is None:
                continue
            if not isinstance(result, Tensor):
                raise TypeError(f"a hook must return a Tensor or None, got {type(result).__name__}")
            check_like(result, shown)
            gradient = result if create else result.array
    return gradient


def run_after_hooks(hooks: dict[int, Any], tensor: Any, create: bool) -> None:
    """Show a leaf whose ``.grad`` is ready to the hooks that wait for it."""
    with set_grad_enabled(create):
        for hook in list(hooks.values()):
            hook(tensor)


# ---------------------------------------------------------------------------------------------------------------- methods of Tensor


@attach
def retain_grad(self: Tensor) -> None:
    """Make backward() fill this tensor's ``.grad`` although it is not a leaf."""
    if not self.requires_grad:
        raise RuntimeError("can't retain_grad on Tensor that has requires_grad=False: no gradient will ever reach it")
    if self._node is not None:
        self._node.make_extras().retained = ref(self)


def _retains_grad(self: Tensor) -> bool:
    """True if backward() fills ``.grad`` although this tensor is not a leaf."""
    extras = None if self._node is None else self._node.extras
    return extras is not None and extras.retained is not None


attach(property(_retains_grad), "retains_grad")


@attach
def register_hook(self: Tensor, hook: Hook) -> RemovableHandle:
    """Call ``hook(grad)`` when the gradient of this tensor is known; what it returns, if not None, replaces the gradient."""
    if not self.requires_grad:
        raise RuntimeError("cannot register a hook on a tensor that doesn't require gradient")
    if self._node is not None:
        return register(self._node.make_extras().hooks, hook)
    if self._hooks is None:
        self._hooks = {}
    return register(self._hooks, hook)


@attach
def register_post_accumulate_grad_hook(self: Tensor, hook: Callable[[Tensor], None]) -> RemovableHandle:
    """Call ``hook(tensor)`` as soon as backward() has added to the ``.grad`` of this leaf, while it goes on; at its end with ``create_graph``."""
    if not self.requires_grad or self._node is not None:
        raise RuntimeError("post accumulate grad hooks cannot be registered on non-leaf tensors, or on tensors without requires_grad")
    if self._after_hooks is None:
        self._after_hooks = {}
        waiting.add(ref(self, waiting.discard))
    return register(self._after_hooks, hook)
