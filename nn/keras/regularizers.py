"""What large weights cost: a term added to the loss for each regularized weight."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from autograd import Tensor

from .lookup import look_up

__all__ = ["L1", "L1L2", "L2", "get", "l1", "l1_l2", "l2"]


class L1L2:
    """l1 · Σ|w| + l2 · Σw²."""

    def __init__(self, l1: float = 0.0, l2: float = 0.0) -> None:
        self.l1, self.l2 = l1, l2

    def __call__(self, w: Tensor) -> Tensor:
        terms = [w.abs().sum() * self.l1] if self.l1 else []
        terms += [(w * w).sum() * self.l2] if self.l2 else []
        return sum(terms, start=w.new_zeros(()))


class L1(L1L2):
    """l1 · Σ|w|."""

    def __init__(self, l1: float = 0.01) -> None:
        super().__init__(l1=l1)


class L2(L1L2):
    """l2 · Σw²."""

    def __init__(self, l2: float = 0.01) -> None:
        super().__init__(l2=l2)


def l1_l2(l1: float = 0.01, l2: float = 0.01) -> L1L2:
    """l1 · Σ|w| + l2 · Σw²."""
    return L1L2(l1, l2)


l1, l2 = L1, L2


def get(regularizer: Any) -> Callable[[Tensor], Tensor] | None:
    """A regularizer by its name; an object, a function or None is returned as it is."""
    table = {"l1": L1, "l2": L2, "l1_l2": l1_l2, "L1": L1, "L2": L2}
    return look_up("regularizer", regularizer, table)() if isinstance(regularizer, str) else regularizer
