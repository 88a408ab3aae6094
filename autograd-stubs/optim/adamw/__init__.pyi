"""Adam and AdamW."""
from autograd.optim.optimizer import Optimizer as _Optimizer
from numpy import dtype as _numpy_dtype
from numpy import ndarray as _numpy_ndarray
from typing import Any as _Any
from typing import ClassVar as _ClassVar
class Adam(_Optimizer):
    """p = p - lr * m̂ / (√v̂ + eps), with moving averages m of g and v of g², corrected for their start at zero.

    Kingma & Ba 2014, algorithm 1. ``amsgrad`` uses the largest v so far (Reddi et al. 2018); ``decoupled_weight_decay`` is AdamW."""
    settings: _ClassVar
    keyword_settings: _ClassVar
    order: str
    def begin(self, p: _numpy_ndarray[_Any, _numpy_dtype[_Any]], group: dict[str, _Any]) -> dict[str, _Any]: """m and v, the first and second moments."""
    def update(self, p: _numpy_ndarray[_Any, _numpy_dtype[_Any]], g: _numpy_ndarray[_Any, _numpy_dtype[_Any]], state: dict[str, _Any], group: dict[str, _Any]) -> None: """One step of one parameter."""
    def __init__(self, params: _Any, lr: _Any = 0.001, betas: _Any = ..., eps: _Any = 1e-08, weight_decay: _Any = 0, amsgrad: _Any = False, *, foreach: _Any = None, maximize: _Any = False, capturable: _Any = False, differentiable: _Any = False, fused: _Any = None, decoupled_weight_decay: _Any = False) -> _Any: ...
class AdamW(Adam):
    """Adam with decoupled weight decay: before each step p = p - lr * weight_decay * p.  Loshchilov & Hutter 2017."""
    settings: _ClassVar
    keyword_settings: _ClassVar
    fixed_settings: _ClassVar
    def __init__(self, params: _Any, lr: _Any = 0.001, betas: _Any = ..., eps: _Any = 1e-08, weight_decay: _Any = 0.01, amsgrad: _Any = False, *, maximize: _Any = False, foreach: _Any = None, capturable: _Any = False, differentiable: _Any = False, fused: _Any = None) -> _Any: ...
