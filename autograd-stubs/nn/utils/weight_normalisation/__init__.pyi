"""Weight normalisation in its first form: ``weight_g`` and ``weight_v`` beside the layer's other parameters."""
from typing import Any as _Any
def remove_weight_norm(module: _Any, name: str = 'weight') -> _Any: """Make the weight an ordinary parameter again, with its present value."""
def weight_norm(module: _Any, name: str = 'weight', dim: int | None = 0) -> _Any: """Let a weight be computed as g · v / |v| before each call, with its length g and its direction v learnt.  Salimans & Kingma 2016."""
