"""Stochastic gradient descent."""
from autograd.optim.optimizer import Optimizer as _Optimizer
from numpy import dtype as _numpy_dtype
from numpy import ndarray as _numpy_ndarray
from typing import Any as _Any
from typing import ClassVar as _ClassVar
class SGD(_Optimizer):
    """p = p - lr * v, with the velocity v = momentum * v + (1 - dampening) * g; without momentum v = g.

    ``nesterov`` looks ahead: p = p - lr * (g + momentum * v).  Sutskever et al. 2013."""
    settings: _ClassVar
    keyword_settings: _ClassVar
    def update(self, p: _numpy_ndarray[_Any, _numpy_dtype[_Any]], g: _numpy_ndarray[_Any, _numpy_dtype[_Any]], state: dict[str, _Any], group: dict[str, _Any]) -> None: """One step of one parameter."""
    def __init__(self, params: _Any, lr: _Any = 0.001, momentum: _Any = 0, dampening: _Any = 0, weight_decay: _Any = 0, nesterov: _Any = False, *, maximize: _Any = False, foreach: _Any = None, differentiable: _Any = False, fused: _Any = None) -> _Any: ...
