"""Optimizers by Keras's names, arguments and defaults, on those of ``optim``.

    They are made before there is a model, so each holds its settings until `build` gives it the weights. Where Keras places epsilon elsewhere
    than PyTorch, or scales the momentum otherwise, a few lines here do as Keras does."""
from autograd.optim.optimizer import Optimizer as _Optimizer
from collections.abc import Callable as _Callable
from collections.abc import Sequence as _Sequence
from typing import Any as _Any
class Adadelta(Optimizer):
    """Steps of the size of recent steps.  Zeiler 2012."""
    rule: _Any
    def __init__(self, learning_rate: _Any = 0.001, rho: float = 0.95, epsilon: float = 1e-07, **options: _Any) -> None: ...
class Adagrad(Optimizer):
    """Gradients divided by the root of the sum of their squares.  Duchi et al. 2011."""
    rule: _Any
    def __init__(self, learning_rate: _Any = 0.001, initial_accumulator_value: float = 0.1, epsilon: float = 1e-07, **options: _Any) -> None: ...
class Adam(Optimizer):
    """Adam.  Kingma & Ba 2014."""
    rule: _Any
    def __init__(self, learning_rate: _Any = 0.001, beta_1: float = 0.9, beta_2: float = 0.999, epsilon: float = 1e-07, amsgrad: bool = False, **options: _Any) -> None: ...
class AdamW(Adam):
    """Adam with weight decay.  Loshchilov & Hutter 2017."""
    def __init__(self, learning_rate: _Any = 0.001, weight_decay: float = 0.004, beta_1: float = 0.9, beta_2: float = 0.999, epsilon: float = 1e-07, amsgrad: bool = False, **options: _Any) -> None: ...
class Adamax(Optimizer):
    """Adam with the largest gradient in place of the mean square.  Kingma & Ba 2014, section 7."""
    rule: _Any
    def __init__(self, learning_rate: _Any = 0.001, beta_1: float = 0.9, beta_2: float = 0.999, epsilon: float = 1e-07, **options: _Any) -> None: ...
class Nadam(Optimizer):
    """Adam that looks ahead as Nesterov's momentum does.  Dozat 2016."""
    rule: _Any
    def __init__(self, learning_rate: _Any = 0.001, beta_1: float = 0.9, beta_2: float = 0.999, epsilon: float = 1e-07, **options: _Any) -> None: ...
class Optimizer:
    """What all optimizers share: the learning rate, which may be a function of the step, clipping, and weight decay.

    ``clipvalue`` bounds each element of a gradient, ``clipnorm`` the norm of each gradient, ``global_clipnorm`` that of all together.
    ``weight_decay`` shrinks the weights by learning_rate · weight_decay before each step."""
    rule: type[_Optimizer]
    name: _Any
    clipnorm: float | None
    clipvalue: float | None
    global_clipnorm: float | None
    weight_decay: float | None
    iterations: _Any
    def __init__(self, learning_rate: float | _Callable[[int], float], settings: dict[str, _Any], *, weight_decay: float | None = None, clipnorm: float | None = None, clipvalue: float | None = None, global_clipnorm: float | None = None, name: str | None = None) -> None: ...
    @property
    def learning_rate(self) -> float: """The learning rate of the next step; it can be set at any time."""
    @learning_rate.setter
    def learning_rate(self, value: float) -> None: ...
    @property
    def lr(self) -> float: """The learning rate of the next step; it can be set at any time."""
    @lr.setter
    def lr(self, value: float) -> None: ...
    def build(self, weights: _Sequence[_Any]) -> None: """Take the weights that are to be learnt; called again with other weights, keep the state of those already known."""
    def step(self) -> None: """Update the weights by their gradients."""
    def size(self) -> int: """How many numbers it keeps, once it has weights: its state, and as in Keras the learning rate and the number of steps."""
    def zero_grad(self) -> None: """Forget the gradients."""
class RMSprop(Optimizer):
    """Gradients divided by the root of their mean square.  Hinton 2012."""
    rule: _Any
    def __init__(self, learning_rate: _Any = 0.001, rho: float = 0.9, momentum: float = 0.0, epsilon: float = 1e-07, centered: bool = False, **options: _Any) -> None: ...
class SGD(Optimizer):
    """Stochastic gradient descent, with momentum if wanted."""
    rule: _Any
    def __init__(self, learning_rate: _Any = 0.01, momentum: float = 0.0, nesterov: bool = False, **options: _Any) -> None: ...
def get(optimizer: _Any) -> Optimizer: """An optimizer by its name, with the default settings; an object is returned as it is."""
