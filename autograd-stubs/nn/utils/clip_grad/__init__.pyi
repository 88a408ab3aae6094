"""Gradient clipping: keep one bad batch from throwing the parameters far away."""
from autograd import Tensor as _Tensor
from collections.abc import Iterable as _Iterable
def clip_grad_norm_(parameters: _Tensor | _Iterable[_Tensor], max_norm: float, norm_type: float = 2.0, error_if_nonfinite: bool = False, foreach: bool | None = None) -> _Tensor: """Scale all gradients, in place, so that their norm together is at most ``max_norm``. Returns the norm that they had."""
def clip_grad_value_(parameters: _Tensor | _Iterable[_Tensor], clip_value: float, foreach: bool | None = None) -> None: """Limit every element of the gradients, in place, to [-clip_value, clip_value]."""
def clip_grads_with_norm_(parameters: _Tensor | _Iterable[_Tensor], max_norm: float, total_norm: _Tensor, foreach: bool | None = None) -> None: """Multiply the gradients by max_norm / total_norm, in place, if that is less than one."""
def get_total_norm(tensors: _Tensor | _Iterable[_Tensor], norm_type: float = 2.0, error_if_nonfinite: bool = False, foreach: bool | None = None) -> _Tensor: """The norm of all tensors together, as if they were one vector.

    RuntimeError if it is nan or infinite and ``error_if_nonfinite``."""
