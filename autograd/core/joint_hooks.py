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


class _Handles(RemovableHandle):
    """The handles of the hooks of several tensors as one."""

    def __init__(self, key: object, handles: list[RemovableHandle]) -> None:
        super().__init__({})
        self.key, self.handles = key, handles
        together.add(key)

    def remove(self) -> None:
        """Take them all out."""
        together.discard(self.key)
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
    key, count = object(), len(tensors)
    places = [ref(target_of_tensor(t)) for t in tensors if t.requires_grad]  # weak, as these will hold the hook, which must not hold them

    def arrived(i: int, gradient: Tensor) -> None:
        backward_pass = modes.mode.backward_pass
        state = backward_pass.hooks.get(key)
        if state is None:
            awaited = 1
            if mode == "all":
                brings = reached(backward_pass)
                awaited = sum(place() in brings for place in places)
            state = backward_pass.hooks[key] = [awaited, [None] * count]
        state[0] -= 1
        state[1][i] = gradient
        if state[0] == 0:
            fn(state[1] if mode == "all" else gradient)

    return _Handles(key, [t.register_hook(partial(arrived, i)) for i, t in enumerate(tensors)])
