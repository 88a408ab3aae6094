"""Layers that take the size of their input from the first one that they see."""

from __future__ import annotations

from typing import Any

from autograd import Tensor

from ..parameter import _Uninitialized
from .module import Module

__all__ = ["Lazy"]


class Lazy(Module):
    """What makes a layer lazy: its tensors stay unshaped until the first call, then it turns into the ordinary layer ``becomes``."""

    becomes: type[Module]

    def shapes(self, input: Tensor) -> dict[str, tuple[int, ...]]:
        """The shape of each parameter and buffer, by name, for this first input."""
        raise NotImplementedError

    def has_uninitialized_params(self) -> bool:
        """True until the first call."""
        return any(isinstance(t, _Uninitialized) for t in (*self._parameters.values(), *self._buffers.values()))

    def reset_parameters(self) -> None:
        """Draw the parameters; until their shapes are known there is nothing to draw."""
        tensors: Any = (*self._parameters.values(), *self._buffers.values())
        if not any(t is not None and t.array.size == 0 for t in tensors):
            super().reset_parameters()  # type: ignore[misc]

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        shapes = self.shapes(*args, **kwargs)
        if self.has_uninitialized_params():
            for name, shape in shapes.items():
                tensor = getattr(self, name)
                if isinstance(tensor, _Uninitialized):
                    tensor.materialize(shape)
            self.reset_parameters()
        self.__class__ = self.becomes  # type: ignore[assignment]
        return self(*args, **kwargs)
