"""L-BFGS: steps along the gradient, bent by an estimate of the curvature from the last steps."""
from autograd.optim.optimizer import Optimizer as _Optimizer
from collections.abc import Callable as _Callable
from typing import Any as _Any
class LBFGS(_Optimizer):
    """Limited-memory BFGS, for smooth problems and whole batches.  Nocedal & Wright, Numerical Optimization, algorithms 7.4 and 3.5.

    ``step`` needs a closure that clears the gradients, computes the loss, calls backward and returns the loss; one step evaluates it up to
    ``max_eval`` times. ``line_search_fn`` is None (steps of length lr) or "strong_wolfe"."""
    def __init__(self, params: _Any, lr: float = 1, max_iter: int = 20, max_eval: int | None = None, tolerance_grad: float = 1e-07, tolerance_change: float = 1e-09, history_size: int = 100, line_search_fn: str | None = None) -> None: ...
    def step(self, closure: _Callable[[], _Any] | None = None) -> _Any: """Up to ``max_iter`` iterations; the loss before the first."""
