"""What happens to the tensors that operations save for their backward pass: hooks that pack them, for less memory, and unpack them again.

Nobody else pays for it: operations take the long way only inside of `saved_tensors_hooks`, and what unpacks is a rule like any other.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from .modes import mode, no_grad, take_long_way
from .tensor import Tensor, wrap

__all__: list[str] = []


class saved_tensors_hooks:
    """In a ``with`` block, let ``pack_hook(tensor)`` say what operations save instead of a tensor; ``unpack_hook`` makes a tensor of it again.

    Of nested blocks the inner one's hooks are called. A tensor that is packed as something else may be overwritten before the backward pass.

    >>> import autograd
    >>> from autograd.graph import saved_tensors_hooks
    >>> w = autograd.tensor([2.0, 3.0], requires_grad=True)
    >>> with saved_tensors_hooks(lambda t: t.tolist(), lambda numbers: autograd.tensor(numbers)):
    ...     loss = (w * w).sum()
    >>> loss.backward()
    >>> w.grad
    tensor([4., 6.])
    """

    def __init__(self, pack_hook: Callable[[Tensor], Any], unpack_hook: Callable[[Any], Tensor]) -> None:
        self.pack_hook = pack_hook
        self.unpack_hook = unpack_hook

    def __enter__(self) -> None:
        mode.saved_hooks = (self.pack_hook, self.unpack_hook, mode.saved_hooks)
        take_long_way()

    def __exit__(self, *exception: object) -> None:
        mode.saved_hooks = mode.saved_hooks[2]
        take_long_way()


class save_on_cpu(saved_tensors_hooks):
    """`saved_tensors_hooks` that keep what is saved in the CPU's memory: here it is there already."""

    def __init__(self, pin_memory: bool = False, device_type: str = "cuda") -> None:
        super().__init__(lambda tensor: (tensor.device, tensor.cpu()), lambda packed: packed[1].to(packed[0]))


class Packed:
    """What a hook has made of a saved array, and the hook that makes an array of it again. ``same`` if it is that array still."""

    __slots__ = ("made", "same", "unpack_hook")

    def __init__(self, array: Any) -> None:
        pack_hook, self.unpack_hook, _ = mode.saved_hooks
        given = wrap(array)
        with no_grad():
            self.made = pack_hook(given)
        self.same = self.made is given

    def array(self) -> Any:
        """The array."""
        with no_grad():
            found = self.unpack_hook(self.made)
        if not isinstance(found, Tensor):
            raise TypeError(f"Output of saved tensor unpack_hook expected to be a Tensor but got result of type {type(found).__name__}")
        return found.array


class UnpackingRule:
    """A rule that is given what was packed."""

    __slots__ = ("__wrapped__",)

    def __init__(self, rule: Callable[..., Any]) -> None:
        self.__wrapped__ = rule

    def __call__(self, g: Any, *arguments: Any) -> Any:
        return self.__wrapped__(g, *unpacked(arguments))


def pack(calls: list[Any]) -> tuple[list[Any], set[int]]:
    """The calls of a node, with everything packed that they save, and the identities of the arrays that are now elsewhere."""
    made: dict[int, Packed] = {}

    def packed(value: Any) -> Any:
        if type(value) is tuple:
            return tuple(map(packed, value))
        if type(value) is not np.ndarray:
            return value
        if id(value) not in made:
            made[id(value)] = Packed(value)
        return made[id(value)]

    new = [(target, UnpackingRule(rule), packed(arguments)) for target, rule, arguments in calls]
    return new, {i for i, p in made.items() if not p.same}


def unpacked(value: Any) -> Any:
    """What was packed, as arrays again."""
    if type(value) is tuple:
        return tuple(map(unpacked, value))
    return value.array() if type(value) is Packed else value
