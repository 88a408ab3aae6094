"""gradcheck: are the gradients right?  Each is compared with a central difference, (f(x + h) - f(x - h)) / 2h, which knows no rules."""
from autograd import Tensor as _Tensor
from collections.abc import Callable as _Callable
from collections.abc import Sequence as _Sequence
from typing import Any as _Any
class GradcheckError(RuntimeError):
    """A gradient differs from its finite difference."""
def gradcheck(func: _Callable[..., _Any], inputs: _Tensor | _Sequence[_Any], *, eps: float = 1e-06, atol: float = 1e-05, rtol: float = 0.001, raise_exception: bool = True, seed: int = 0, **_: _Any) -> bool: """True if the gradients of ``func(*inputs)`` agree with finite differences; else GradcheckError, or False."""
def gradgradcheck(func: _Callable[..., _Any], inputs: _Tensor | _Sequence[_Any], grad_outputs: _Any = None, *, eps: float = 1e-06, atol: float = 1e-05, rtol: float = 0.001, raise_exception: bool = True, seed: int = 0, **_: _Any) -> bool: """`gradcheck` of the gradients of ``func`` themselves, with respect to its inputs and to the cotangents: second order."""
