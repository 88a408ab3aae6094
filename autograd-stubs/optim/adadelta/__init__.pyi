"""Optimizers that scale the step of each parameter by the gradients that it has seen: RMSprop, Adagrad, Adadelta, and Adam's variants."""
from autograd.optim.optimizer import Optimizer as _Optimizer
from numpy import dtype as _numpy_dtype
from numpy import ndarray as _numpy_ndarray
from typing import Any as _Any
from typing import ClassVar as _ClassVar
class ASGD(_Optimizer):
    """p = p - eta * (g + lambd * p) with a falling eta, and in ``state[p]["ax"]`` the average of p since step ``t0``.  Polyak & Juditsky 1992."""
    settings: _ClassVar
    keyword_settings: _ClassVar
    def begin(self, p: _numpy_ndarray[_Any, _numpy_dtype[_Any]], group: dict[str, _Any]) -> dict[str, _Any]: """The average, the part of the next number in it, and the length of the step."""
    def update(self, p: _numpy_ndarray[_Any, _numpy_dtype[_Any]], g: _numpy_ndarray[_Any, _numpy_dtype[_Any]], state: dict[str, _Any], group: dict[str, _Any]) -> None: """One step of one parameter."""
    def __init__(self, params: _Any, lr: _Any = 0.01, lambd: _Any = 0.0001, alpha: _Any = 0.75, t0: _Any = 1000000.0, weight_decay: _Any = 0, foreach: _Any = None, maximize: _Any = False, differentiable: _Any = False, *, capturable: _Any = False) -> _Any: ...
class Adadelta(_Optimizer):
    """p = p - lr * d, d = √(u + eps) / √(v + eps) * g, with moving averages v of g² and u of d².  Zeiler 2012, algorithm 1."""
    settings: _ClassVar
    keyword_settings: _ClassVar
    order: str
    def begin(self, p: _numpy_ndarray[_Any, _numpy_dtype[_Any]], group: dict[str, _Any]) -> dict[str, _Any]: """v and u."""
    def update(self, p: _numpy_ndarray[_Any, _numpy_dtype[_Any]], g: _numpy_ndarray[_Any, _numpy_dtype[_Any]], state: dict[str, _Any], group: dict[str, _Any]) -> None: """One step of one parameter."""
    def __init__(self, params: _Any, lr: _Any = 1.0, rho: _Any = 0.9, eps: _Any = 1e-06, weight_decay: _Any = 0, foreach: _Any = None, *, capturable: _Any = False, maximize: _Any = False, differentiable: _Any = False) -> _Any: ...
class Adafactor(_Optimizer):
    """p = p - step * u, with u = g / √v scaled down to a root mean square of at most ``d``; of a matrix v keeps its rows' and columns' means only.

    Shazeer & Stern 2018, algorithm 4. The step is relative to the parameter's own root mean square; ``eps``: the least of v, and of the latter."""
    settings: _ClassVar
    keyword_settings: _ClassVar
    def begin(self, p: _numpy_ndarray[_Any, _numpy_dtype[_Any]], group: dict[str, _Any]) -> dict[str, _Any]: """The means of g² for rows and columns, or of each number."""
    def update(self, p: _numpy_ndarray[_Any, _numpy_dtype[_Any]], g: _numpy_ndarray[_Any, _numpy_dtype[_Any]], state: dict[str, _Any], group: dict[str, _Any]) -> None: """One step of one parameter."""
    def __init__(self, params: _Any, lr: _Any = 0.01, beta2_decay: _Any = -0.8, eps: _Any = ..., d: _Any = 1.0, weight_decay: _Any = 0.0, *, foreach: _Any = None, maximize: _Any = False) -> _Any: ...
class Adagrad(_Optimizer):
    """p = p - lr / (1 + (t - 1) * lr_decay) * g / (√Σg² + eps).  Duchi et al. 2011."""
    settings: _ClassVar
    keyword_settings: _ClassVar
    order: str
    def add_param_group(self, param_group: dict[str, _Any]) -> None: """Add parameters with settings of their own; their state begins at once."""
    def begin(self, p: _numpy_ndarray[_Any, _numpy_dtype[_Any]], group: dict[str, _Any]) -> dict[str, _Any]: """The sum of squares so far."""
    def update(self, p: _numpy_ndarray[_Any, _numpy_dtype[_Any]], g: _numpy_ndarray[_Any, _numpy_dtype[_Any]], state: dict[str, _Any], group: dict[str, _Any]) -> None: """One step of one parameter."""
    def __init__(self, params: _Any, lr: _Any = 0.01, lr_decay: _Any = 0, weight_decay: _Any = 0, initial_accumulator_value: _Any = 0, eps: _Any = 1e-10, foreach: _Any = None, *, maximize: _Any = False, differentiable: _Any = False, fused: _Any = None) -> _Any: ...
class Adamax(_Optimizer):
    """p = p - lr / (1 - β₁ᵗ) * m / u, with a moving average m of g, and u = max(β₂ * u, |g| + eps).  Kingma & Ba 2014, algorithm 2."""
    settings: _ClassVar
    keyword_settings: _ClassVar
    def begin(self, p: _numpy_ndarray[_Any, _numpy_dtype[_Any]], group: dict[str, _Any]) -> dict[str, _Any]: """m and u."""
    def update(self, p: _numpy_ndarray[_Any, _numpy_dtype[_Any]], g: _numpy_ndarray[_Any, _numpy_dtype[_Any]], state: dict[str, _Any], group: dict[str, _Any]) -> None: """One step of one parameter."""
    def __init__(self, params: _Any, lr: _Any = 0.002, betas: _Any = ..., eps: _Any = 1e-08, weight_decay: _Any = 0, foreach: _Any = None, *, maximize: _Any = False, differentiable: _Any = False, capturable: _Any = False) -> _Any: ...
class NAdam(_Optimizer):
    """Adam that looks ahead as Nesterov's momentum does.  Dozat 2016.

    p = p - lr * (μ' * m / (1 - Πμ * μ') + (1 - μ) * g / (1 - Πμ)) / (√v̂ + eps), μ = β₁ * (1 - 0.96^(t * momentum_decay) / 2), and μ' that of t + 1."""
    settings: _ClassVar
    keyword_settings: _ClassVar
    order: str
    def begin(self, p: _numpy_ndarray[_Any, _numpy_dtype[_Any]], group: dict[str, _Any]) -> dict[str, _Any]: """m, v, and the product of all μ."""
    def update(self, p: _numpy_ndarray[_Any, _numpy_dtype[_Any]], g: _numpy_ndarray[_Any, _numpy_dtype[_Any]], state: dict[str, _Any], group: dict[str, _Any]) -> None: """One step of one parameter."""
    def __init__(self, params: _Any, lr: _Any = 0.002, betas: _Any = ..., eps: _Any = 1e-08, weight_decay: _Any = 0, momentum_decay: _Any = 0.004, decoupled_weight_decay: _Any = False, *, foreach: _Any = None, maximize: _Any = False, capturable: _Any = False, differentiable: _Any = False) -> _Any: ...
class RAdam(_Optimizer):
    """Adam whose step is scaled by r while the variance of v̂ is still uncertain, and that is plain momentum at the very start.

    ρ∞ = 2 / (1 - β₂) - 1, ρ = ρ∞ - 2t β₂ᵗ / (1 - β₂ᵗ), r = √((ρ - 4)(ρ - 2)ρ∞ / ((ρ∞ - 4)(ρ∞ - 2)ρ)) if ρ > 5.  Liu et al. 2019, algorithm 2."""
    settings: _ClassVar
    keyword_settings: _ClassVar
    order: str
    def begin(self, p: _numpy_ndarray[_Any, _numpy_dtype[_Any]], group: dict[str, _Any]) -> dict[str, _Any]: """m and v."""
    def update(self, p: _numpy_ndarray[_Any, _numpy_dtype[_Any]], g: _numpy_ndarray[_Any, _numpy_dtype[_Any]], state: dict[str, _Any], group: dict[str, _Any]) -> None: """One step of one parameter."""
    def __init__(self, params: _Any, lr: _Any = 0.001, betas: _Any = ..., eps: _Any = 1e-08, weight_decay: _Any = 0, decoupled_weight_decay: _Any = False, *, foreach: _Any = None, maximize: _Any = False, capturable: _Any = False, differentiable: _Any = False) -> _Any: ...
class RMSprop(_Optimizer):
    """p = p - lr * g / (√v + eps), with a moving average v of g².  Hinton 2012, lecture 6e.

    ``centered`` takes the variance for v (Graves 2013); ``momentum`` gathers the steps."""
    settings: _ClassVar
    order: str
    def begin(self, p: _numpy_ndarray[_Any, _numpy_dtype[_Any]], group: dict[str, _Any]) -> dict[str, _Any]: """v, and where they are wanted the gathered steps and the mean gradient."""
    def update(self, p: _numpy_ndarray[_Any, _numpy_dtype[_Any]], g: _numpy_ndarray[_Any, _numpy_dtype[_Any]], state: dict[str, _Any], group: dict[str, _Any]) -> None: """One step of one parameter."""
    def __init__(self, params: _Any, lr: _Any = 0.01, alpha: _Any = 0.99, eps: _Any = 1e-08, weight_decay: _Any = 0, momentum: _Any = 0, centered: _Any = False, capturable: _Any = False, foreach: _Any = None, maximize: _Any = False, differentiable: _Any = False) -> _Any: ...
class Rprop(_Optimizer):
    """p = p - s * sign(g), with a step s of its own for each number: longer while the sign of its gradient stays, shorter when it turns.

    Riedmiller & Braun 1993. A number whose gradient has turned waits for one step. ``etas``: the factors; ``step_sizes``: the limits."""
    settings: _ClassVar
    keyword_settings: _ClassVar
    order: str
    def begin(self, p: _numpy_ndarray[_Any, _numpy_dtype[_Any]], group: dict[str, _Any]) -> dict[str, _Any]: """The last gradient and the lengths of the steps."""
    def update(self, p: _numpy_ndarray[_Any, _numpy_dtype[_Any]], g: _numpy_ndarray[_Any, _numpy_dtype[_Any]], state: dict[str, _Any], group: dict[str, _Any]) -> None: """One step of one parameter."""
    def __init__(self, params: _Any, lr: _Any = 0.01, etas: _Any = ..., step_sizes: _Any = ..., *, capturable: _Any = False, foreach: _Any = None, maximize: _Any = False, differentiable: _Any = False) -> _Any: ...
