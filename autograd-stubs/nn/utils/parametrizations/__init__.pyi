"""Parametrisations by name."""
from typing import Any as _Any
def weight_norm(module: _Any, name: str = 'weight', dim: int | None = 0) -> _Any: """Let a weight be learnt as its length and its direction: ``original0`` and ``original1``.  Salimans & Kingma 2016."""
