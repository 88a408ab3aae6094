"""Weight and spectral normalisation in their first form: ``weight_g`` and ``weight_v``, or ``weight_orig``, beside the layer's other parameters."""
from typing import Any as _Any
def remove_spectral_norm(module: _Any, name: str = 'weight') -> _Any: """Make the weight an ordinary parameter again, with its present value."""
def remove_weight_norm(module: _Any, name: str = 'weight') -> _Any: """Make the weight an ordinary parameter again, with its present value."""
def spectral_norm(module: _Any, name: str = 'weight', n_power_iterations: int = 1, eps: float = 1e-12, dim: int | None = None) -> _Any: """Let a weight be divided by its largest singular value before each call, estimated by the power method.  Miyato et al. 2018.

    `parametrizations.spectral_norm` is the newer form."""
def weight_norm(module: _Any, name: str = 'weight', dim: int | None = 0) -> _Any: """Let a weight be computed as g · v / |v| before each call, with its length g and its direction v learnt.  Salimans & Kingma 2016.

    The norm is taken over all dimensions but ``dim``, over all for None."""
