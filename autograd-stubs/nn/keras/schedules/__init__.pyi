"""Learning rates as functions of the step, to be given to an optimizer as ``learning_rate``."""
from collections.abc import Sequence as _Sequence
from typing import Any as _Any
class CosineDecay:
    """Half a cosine from the initial rate down to alpha times that, after a linear rise to ``warmup_target``.  Loshchilov & Hutter 2016."""
    rate: float
    decay_steps: int
    alpha: float
    name: str
    warmup_target: float | None
    warmup_steps: int
    def __init__(self, initial_learning_rate: float, decay_steps: int, alpha: float = 0.0, name: str = 'CosineDecay', warmup_target: float | None = None, warmup_steps: int = 0) -> None: ...
    def __call__(self, step: int) -> float: ...
class CosineDecayRestarts:
    """Half a cosine again and again: each t_mul times as long as the one before, and from m_mul times as high.  Loshchilov & Hutter 2016."""
    rate: float
    first: int
    t_mul: float
    m_mul: float
    alpha: float
    def __init__(self, initial_learning_rate: float, first_decay_steps: int, t_mul: float = 2.0, m_mul: float = 1.0, alpha: float = 0.0) -> None: ...
    def __call__(self, step: int) -> float: ...
class ExponentialDecay:
    """rate · decay_rate^(step / decay_steps); with ``staircase`` the exponent is rounded down."""
    rate: float
    decay_steps: int
    decay_rate: float
    staircase: bool
    def __init__(self, initial_learning_rate: float, decay_steps: int, decay_rate: float, staircase: bool = False) -> None: ...
    def progress(self, step: int) -> float: """How many times the rate has decayed."""
    def __call__(self, step: int) -> float: ...
class InverseTimeDecay(ExponentialDecay):
    """rate / (1 + decay_rate · step / decay_steps)."""
    def __call__(self, step: int) -> float: ...
class PiecewiseConstantDecay:
    """values[0] up to and with step boundaries[0], then values[1] up to boundaries[1], and so on."""
    boundaries: _Any
    values: _Any
    def __init__(self, boundaries: _Sequence[int], values: _Sequence[float]) -> None: ...
    def __call__(self, step: int) -> float: ...
class PolynomialDecay:
    """(rate - end) · (1 - step / decay_steps)^power + end, and end from step decay_steps on; with ``cycle`` from there to the next multiple of it."""
    rate: float
    decay_steps: int
    end: float
    power: float
    cycle: bool
    def __init__(self, initial_learning_rate: float, decay_steps: int, end_learning_rate: float = 0.0001, power: float = 1.0, cycle: bool = False) -> None: ...
    def __call__(self, step: int) -> float: ...
