"""Layers that take the size of their input from the first one that they see."""
from autograd import Tensor as _Tensor
from autograd.nn.modules.module import Module as _Module
from builtins import type as _type
from typing import Any as _Any
class Lazy(_Module):
    """What makes a layer lazy: its tensors stay unshaped until the first call, then it turns into the ordinary layer ``becomes``."""
    becomes: _type[_Module]
    def shapes(self, input: _Tensor) -> dict[str, tuple[int, ...]]: """The shape of each parameter and buffer, by name, for this first input."""
    def has_uninitialized_params(self) -> bool: """True until the first call."""
    def reset_parameters(self) -> None: """Draw the parameters; until their shapes are known there is nothing to draw."""
    def __call__(self, *args: _Any, **kwargs: _Any) -> _Any: ...
