"""Kullback-Leibler divergences: KL(p || q), the expected value under p of log p - log q."""
from autograd import Tensor as _Tensor
from autograd.distributions.distribution import Distribution as _Distribution
from collections.abc import Callable as _Callable
from typing import Any as _Any
def kl_divergence(p: _Distribution, q: _Distribution) -> _Tensor: """KL(p || q), in the shape of the batch. NotImplementedError for types between which no formula is registered."""
def register_kl(type_p: type, type_q: type) -> _Callable[[_Callable[[_Any, _Any], _Tensor]], _Callable[[_Any, _Any], _Tensor]]: """A decorator: the function computes `kl_divergence` for distributions of these types and of types derived from them."""
