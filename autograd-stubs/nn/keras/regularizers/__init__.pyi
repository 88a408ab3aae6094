"""What large weights cost: a term added to the loss for each regularized weight."""
from autograd import Tensor as _Tensor
from collections.abc import Callable as _Callable
from typing import Any as _Any
class L1(L1L2):
    """l1 · Σ|w|."""
    def __init__(self, l1: float = 0.01) -> None: ...
class L1L2:
    """l1 · Σ|w| + l2 · Σw²."""
    l1: float
    l2: float
    def __init__(self, l1: float = 0.0, l2: float = 0.0) -> None: ...
    def __call__(self, w: _Tensor) -> _Tensor: ...
class L2(L1L2):
    """l2 · Σw²."""
    def __init__(self, l2: float = 0.01) -> None: ...
def get(regularizer: _Any) -> _Callable[[_Tensor], _Tensor] | None: """A regularizer by its name; an object, a function or None is returned as it is."""
l1 = L1
def l1_l2(l1: float = 0.01, l2: float = 0.01) -> L1L2: """l1 · Σ|w| + l2 · Σw²."""
l2 = L2
