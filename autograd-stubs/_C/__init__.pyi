"""``torch._C``: what libraries ask of PyTorch's compiled core, answered truthfully."""
from typing import Any as _Any
class DisableTorchFunction(DisableTorchFunctionSubclass):
    """In a ``with`` block functions ask nobody."""
    modes: bool
class DisableTorchFunctionSubclass:
    """In a ``with`` block functions ask no classes, only modes."""
    before: _Any
    modes: bool
    def __enter__(self) -> None: ...
    def __exit__(self, *exception: object) -> None: ...
from autograd.random import Generator as Generator
from autograd import Size as Size
