"""Hooks: what is called when a gradient is known."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import autograd.tensor as tensors  # Tensor itself is looked up when used: the two modules know each other

from .modes import set_grad_enabled

__all__: list[str] = []

Hook = Callable[[Any], Any]


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


def run_hooks(hooks: dict[int, Hook] | None, gradient: Any, create: bool) -> Any:
    """Show a gradient to a tensor's hooks; what a hook returns takes its place. What they compute is recorded if ``create`` says so."""
    if not hooks:
        return gradient
    with set_grad_enabled(create):
        for hook in list(hooks.values()):
            shown = gradient if create else tensors.wrap(gradient)
            result = hook(shown)
            if result is None:
                continue
            if not isinstance(result, tensors.Tensor):
                raise TypeError(f"a hook must return a Tensor or None, got {type(result).__name__}")
            if result.array.shape != shown.array.shape:
                raise RuntimeError(f"a hook has changed the size of the gradient: from {tuple(shown.shape)} to {tuple(result.shape)}")
            gradient = result if create else result.array
    return gradient


def run_after_hooks(hooks: dict[int, Any], tensor: Any, create: bool) -> None:
    """Show a leaf whose ``.grad`` is ready to the hooks that wait for it."""
    with set_grad_enabled(create):
        for hook in list(hooks.values()):
            hook(tensor)
