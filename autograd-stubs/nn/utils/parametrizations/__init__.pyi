"""Parametrisations by name."""
from typing import Any as _Any
def spectral_norm(module: _Any, name: str = 'weight', n_power_iterations: int = 1, eps: float = 1e-12, dim: int | None = None) -> _Any: """Let a weight be divided by its largest singular value, so that the layer stretches nothing.  Miyato et al. 2018."""
def weight_norm(module: _Any, name: str = 'weight', dim: int | None = 0) -> _Any: """Let a weight be learnt as its length and its direction: ``original0`` and ``original1``.  Salimans & Kingma 2016."""
