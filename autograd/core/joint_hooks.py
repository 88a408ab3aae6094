"""A hook for the gradients of several tensors: called once in a backward pass, when all of those are known that the pass will bring."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Literal
from weakref import ref

from . import modes
from .hooks import RemovableHandle, together
from .sweep import reached, target_of_tensor
from .tensor import Tensor

__all__: list[str] = []


class _Together:
    """The hook of several tensors. It holds none of them, as they hold it; when they are gone, so is it."""

    def __init__(self, tensors: Sequence[Tensor], fn: Callable[[Any], None], of_all: bool) -> None:
        self.fn, self.of_all, self.count = fn, of_all, len(tensors)
        self.places = [ref(target_of_tensor(t)) for t in tensors if t.requires_grad]
        together.add(ref(self, together.discard))

    def __call__(self, i: int, gradient: Tensor) -> None:
        """Take the gradient of the i-th tensor."""
        backward_pass = modes.mode.backward_pass
        if backward_pass is None:  # it was registered while the pass ran
            return
        state = backward_pass.hooks.get(self)
        if state is None:
            brings = reached(backward_pass) if self.of_all else ()
            awaited = sum(place() in brings for place in self.places) if self.of_all else 1
            state = backward_pass.hooks[self] = [awaited, [None] * self.count]
        state[0] -= 1
        state[1][i] = gradient
        if state[0] == 0:
            self.fn(state[1] if self.of_all else gradient)


class _Handles(RemovableHandle):
    """The handles of the hooks of several tensors as one."""

    def __init__(self, handles: list[RemovableHandle]) -> None:
        super().__init__({})
        self.handles = handles

    def remove(self) -> None:
        """Take them all out."""
        for handle in self.handles:
            handle.remove()


def register_multi_grad_hook(tensors: Sequence[Tensor], fn: Callable[[Any], None], *, mode: Literal["all", "any"] = "all") -> RemovableHandle:
    """Call ``fn(gradients)`` in each backward pass when the gradients of ``tensors`` are known; those that the pass does not reach are None.

    With ``mode="any"`` ``fn`` is called with the first gradient, as soon as that is known. What it returns is ignored.

    >>> import autograd as torch
    >>> from autograd.graph import register_multi_grad_hook
    >>> a, b, c = (torch.ones(1, requires_grad=True) for _ in range(3))
    >>> with register_multi_grad_hook([a, b, c], print):
    ...     (a * b * 2).backward()
    [tensor([2.]), tensor([2.]), None]
    """
    if mode not in ("all", "any"):
        raise ValueError(f"Expects mode to be one of ('all', 'any') but got {mode}")
    assert mode == "any" or all(t.requires_grad for t in tensors), "register_multi_grad_hook: expected tensors that require a gradient"
    hook = _Together(tensors, fn, mode == "all")
    return _Handles([t.register_hook(partial(hook, i)) for i, t in enumerate(tensors)])
