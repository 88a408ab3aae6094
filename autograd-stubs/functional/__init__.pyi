"""Derivatives of functions as wholes: jacobian, hessian, and products with vectors (``torch.autograd.functional``)."""
from autograd import Tensor as _Tensor
from builtins import bool as _bool
from collections.abc import Callable as _Callable
from typing import Any as _Any
from autograd import Tensor as Tensor
from autograd import enable_grad as enable_grad
def hessian(func: _Callable[..., _Any], inputs: _Any, create_graph: _bool = False, strict: _bool = False, vectorize: _bool = False, outer_jacobian_strategy: str = 'reverse-mode') -> _Any: """All second derivatives of a function with a one-element result: for one input of shape S, a tensor of shape ``S + S``."""
def hvp(func: _Callable[..., _Any], inputs: _Any, v: _Any = None, create_graph: _bool = False, strict: _bool = False) -> _Any: """``(func(inputs), H v)`` for a function with a one-element result; the Hessian is symmetric, so it is `vhp`."""
def jacobian(func: _Callable[..., _Any], inputs: _Any, create_graph: _bool = False, strict: _bool = False, vectorize: _bool = False, strategy: str = 'reverse-mode') -> _Any: """All first derivatives: for ``y = func(x)`` a tensor of shape ``y.shape + x.shape``.

    With a tuple of inputs a tuple of such tensors, with several outputs a tuple of those. ``vectorize`` and ``strategy`` say how PyTorch
    computes them; here it is one backward pass per number of the outputs, whatever they are."""
def jvp(func: _Callable[..., _Any], inputs: _Any, v: _Any = None, create_graph: _bool = False, strict: _bool = False) -> _Any: """``(func(inputs), J v)``: the product of the Jacobian with a vector, by differentiating v^T J with respect to v (the double backward trick)."""
def vhp(func: _Callable[..., _Any], inputs: _Any, v: _Any = None, create_graph: _bool = False, strict: _bool = False) -> _Any: """``(func(inputs), v^T H)`` for a function with a one-element result."""
def vjp(func: _Callable[..., _Any], inputs: _Any, v: _Any = None, create_graph: _bool = False, strict: _bool = False) -> _Any: """``(func(inputs), v^T J)``: the product of a vector with the Jacobian, by one backward pass."""
def wrap(array: _Any, node: _Any = None) -> _Tensor: """A Tensor that holds ``array`` itself, made by ``node``."""
