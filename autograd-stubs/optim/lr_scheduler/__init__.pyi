"""Learning-rate schedulers: how the step length changes while training goes on.

    Call ``scheduler.step()`` after ``optimizer.step()``, once an epoch (`CyclicLR` and `OneCycleLR`: once a batch). Most schedulers are one
    formula, `rate`: the next learning rate of a parameter group from its present one. Where PyTorch also has a formula from the initial
    one, that is `closed_form`."""
from autograd.optim.optimizer import Optimizer as _Optimizer
from collections import Counter as _collections_Counter
from collections.abc import Callable as _Callable
from collections.abc import Iterable as _Iterable
from collections.abc import Sequence as _Sequence
from typing import Any as _Any
from typing import SupportsFloat as _SupportsFloat
class ChainedScheduler(LRScheduler):
    """Several schedulers at once, each changing the rate that the one before has left."""
    optimizer: _Optimizer
    def __init__(self, schedulers: _Sequence[LRScheduler], optimizer: _Optimizer | None = None) -> None: ...
    def step(self) -> None: """Step all schedulers."""
class ConstantLR(LRScheduler):
    """initial · factor for the first ``total_iters`` epochs."""
    factor: float
    total_iters: int
    def __init__(self, optimizer: _Optimizer, factor: float = 0.3333333333333333, total_iters: int = 5, last_epoch: int = -1) -> None: ...
    def rate(self, lr: float, base: float) -> float: """The learning rate of one group."""
    def closed_form(self, base: float) -> float: """The same from the initial rate."""
class CosineAnnealingLR(LRScheduler):
    """eta_min + (initial - eta_min) · (1 + cos(π · epoch / T_max)) / 2.  Loshchilov & Hutter 2016."""
    T_max: int
    eta_min: float
    def __init__(self, optimizer: _Optimizer, T_max: int, eta_min: float = 0.0, last_epoch: int = -1) -> None: ...
    def rate(self, lr: float, base: float) -> float: """The learning rate of one group."""
    def closed_form(self, base: float) -> float: """The same from the initial rate."""
class CosineAnnealingWarmRestarts(LRScheduler):
    """`CosineAnnealingLR` that starts again after T_0 epochs, then after T_0 · T_mult, ...  Loshchilov & Hutter 2016."""
    T_0: int
    T_i: _Any
    T_mult: int
    eta_min: float
    T_cur: _Any
    last_epoch: _Any
    def __init__(self, optimizer: _Optimizer, T_0: int, T_mult: int = 1, eta_min: float = 0.0, last_epoch: int = -1) -> None: ...
    def rate(self, lr: float, base: float) -> float: """The learning rate of one group."""
    def step(self, epoch: float | None = None) -> None: """Go to the next epoch, or to any, also in the midst of one: ``step(epoch + batch / batches)``."""
class _Cycle(LRScheduler):
    """What the schedulers share that change momentum (or Adam's first beta) against the learning rate."""
    base_momentums: list[float]
    max_momentums: list[float]
class CyclicLR(_Cycle):
    """Straight up from base_lr to max_lr in ``step_size_up`` batches and down again, over and over.  Smith 2015.

    ``mode`` "triangular2" halves the height with each cycle, "exp_range" multiplies it by gamma with each batch."""
    optimizer: _Optimizer
    max_lrs: list[float]
    total_size: _Any
    step_ratio: _Any
    mode: str
    gamma: float
    cycle_momentum: bool
    scale_mode: _Any
    base_lrs: _Any
    def __init__(self, optimizer: _Optimizer, base_lr: _Any, max_lr: _Any, step_size_up: int = 2000, step_size_down: int | None = None, mode: str = 'triangular', gamma: float = 1.0, scale_fn: _Callable[[float], float] | None = None, scale_mode: str = 'cycle', cycle_momentum: bool = True, base_momentum: float = 0.8, max_momentum: float = 0.9, last_epoch: int = -1) -> None: ...
    def scale_fn(self, x: float) -> float: """The height of cycle number x, or at batch number x."""
    def get_lr(self) -> list[float]: """The learning rates of all groups at ``last_epoch``; sets the momenta too."""
class ExponentialLR(LRScheduler):
    """lr · gamma every epoch."""
    gamma: float
    def __init__(self, optimizer: _Optimizer, gamma: float, last_epoch: int = -1) -> None: ...
    def rate(self, lr: float, base: float) -> float: """The learning rate of one group."""
    def closed_form(self, base: float) -> float: """The same from the initial rate."""
class LRScheduler:
    """Base class of all schedulers: define `rate`, or `get_lr` for all groups at once, from ``self.last_epoch``."""
    optimizer: _Optimizer
    base_lrs: list[float]
    last_epoch: _Any
    def __init__(self, optimizer: _Optimizer, last_epoch: int = -1) -> None: ...
    def rate(self, lr: float, base: float) -> float: """The learning rate of one group, from the one before and the initial one."""
    def get_lr(self) -> list[float]: """The learning rates of all groups at ``last_epoch``."""
    def get_last_lr(self) -> list[float]: """The learning rates of all groups, as last set."""
    def step(self, epoch: int | None = None) -> None: """Go to the next epoch and set its learning rates."""
    def state_dict(self) -> dict[str, _Any]: """Everything but the optimizer. Of functions nothing is kept, of callable objects their attributes."""
    def load_state_dict(self, state_dict: dict[str, _Any]) -> None: """Take over what `state_dict` returned."""
class _Functions(LRScheduler):
    """What the schedulers share that are given a function, or one for each parameter group."""
    lr_lambdas: _Any
    def __init__(self, optimizer: _Optimizer, lr_lambda: _Any, last_epoch: int = -1) -> None: ...
class LambdaLR(_Functions):
    """initial · lr_lambda(epoch)."""
    def get_lr(self) -> list[float]: """The learning rates of all groups at ``last_epoch``."""
class LinearLR(LRScheduler):
    """initial times a factor that goes straight from start_factor to end_factor in ``total_iters`` epochs."""
    start_factor: float
    end_factor: float
    total_iters: int
    def __init__(self, optimizer: _Optimizer, start_factor: float = 0.3333333333333333, end_factor: float = 1.0, total_iters: int = 5, last_epoch: int = -1) -> None: ...
    def rate(self, lr: float, base: float) -> float: """The learning rate of one group."""
    def closed_form(self, base: float) -> float: """The same from the initial rate."""
class MultiStepLR(LRScheduler):
    """lr · gamma at each of the epochs ``milestones``."""
    milestones: _collections_Counter
    gamma: float
    def __init__(self, optimizer: _Optimizer, milestones: _Iterable[int], gamma: float = 0.1, last_epoch: int = -1) -> None: ...
    def rate(self, lr: float, base: float) -> float: """The learning rate of one group."""
    def closed_form(self, base: float) -> float: """The same from the initial rate."""
class MultiplicativeLR(_Functions):
    """lr · lr_lambda(epoch)."""
    def get_lr(self) -> list[float]: """The learning rates of all groups at ``last_epoch``."""
class OneCycleLR(_Cycle):
    """Up from max_lr / div_factor to max_lr, then down to 1 / final_div_factor of the start; one batch a step.  Smith & Topin 2017."""
    optimizer: _Optimizer
    total_steps: int
    cycle_momentum: bool
    def __init__(self, optimizer: _Optimizer, max_lr: _Any, total_steps: int | None = None, epochs: int | None = None, steps_per_epoch: int | None = None, pct_start: float = 0.3, anneal_strategy: str = 'cos', cycle_momentum: bool = True, base_momentum: _Any = 0.85, max_momentum: _Any = 0.95, div_factor: float = 25.0, final_div_factor: float = 10000.0, three_phase: bool = False, last_epoch: int = -1) -> None: ...
    def get_lr(self) -> list[float]: """The learning rates of all groups at ``last_epoch``; sets the momenta too."""
class PolynomialLR(LRScheduler):
    """initial · (1 - epoch / total_iters)^power, down to zero."""
    total_iters: int
    power: float
    def __init__(self, optimizer: _Optimizer, total_iters: int = 5, power: float = 1.0, last_epoch: int = -1) -> None: ...
    def rate(self, lr: float, base: float) -> float: """The learning rate of one group."""
    def closed_form(self, base: float) -> float: """The same from the initial rate."""
class ReduceLROnPlateau(LRScheduler):
    """lr · factor when the metrics have not become better for more than ``patience`` epochs."""
    optimizer: _Optimizer
    mode: str
    threshold: float
    threshold_mode: str
    factor: float
    patience: int
    cooldown: int
    eps: float
    min_lrs: list[float]
    last_epoch: _Any
    best: _Any
    cooldown_counter: _Any
    num_bad_epochs: _Any
    def __init__(self, optimizer: _Optimizer, mode: str = 'min', factor: float = 0.1, patience: int = 10, threshold: float = 0.0001, threshold_mode: str = 'rel', cooldown: int = 0, min_lr: _Any = 0, eps: float = 1e-08) -> None: ...
    def step(self, metrics: _SupportsFloat, epoch: int | None = None) -> None: """Go to the next epoch, given how the last one did."""
    @property
    def in_cooldown(self) -> bool: """True in the epochs after a reduction in which bad metrics do not count."""
class SequentialLR(LRScheduler):
    """One scheduler after another: the next one starts at each milestone."""
    optimizer: _Optimizer
    last_epoch: _Any
    def __init__(self, optimizer: _Optimizer, schedulers: list[LRScheduler], milestones: list[int], last_epoch: int = -1) -> None: ...
    def step(self) -> None: """Go to the next epoch and set its learning rates."""
class StepLR(LRScheduler):
    """lr · gamma every ``step_size`` epochs."""
    step_size: int
    gamma: float
    def __init__(self, optimizer: _Optimizer, step_size: int, gamma: float = 0.1, last_epoch: int = -1) -> None: ...
    def rate(self, lr: float, base: float) -> float: """The learning rate of one group."""
    def closed_form(self, base: float) -> float: """The same from the initial rate."""
