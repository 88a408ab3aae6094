"""Muon: momentum for the matrices of hidden layers, made orthogonal."""
from autograd.optim.optimizer import Optimizer as _Optimizer
from numpy import dtype as _numpy_dtype
from numpy import ndarray as _numpy_ndarray
from typing import Any as _Any
from typing import ClassVar as _ClassVar
class Muon(_Optimizer):
    """p = p - lr * s * NS(g + μ m), with a moving average m of g, and NS(x) a matrix near the orthogonal one next to x.  Jordan et al. 2024.

    For matrices only, those of hidden layers: give biases, embeddings and the last layer to AdamW. NS is Newton and Schulz's iteration of
    ``ns_steps`` steps with the polynomial of ``ns_coefficients``. ``adjust_lr_fn`` chooses s: "original", √max(1, rows / columns), which is the
    default, or "match_rms_adamw", 0.2 √max(rows, columns) (Liu et al. 2025)."""
    settings: _ClassVar
    def begin(self, p: _numpy_ndarray[_Any, _numpy_dtype[_Any]], group: dict[str, _Any]) -> dict[str, _Any]: """m."""
    def __init__(self, params: _Any, lr: _Any = 0.001, weight_decay: _Any = 0.1, momentum: _Any = 0.95, nesterov: _Any = True, ns_coefficients: _Any = ..., eps: _Any = 1e-07, ns_steps: _Any = 5, adjust_lr_fn: _Any = None) -> _Any: ...
