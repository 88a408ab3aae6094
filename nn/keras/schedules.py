"""Learning rates as functions of the step, to be given to an optimizer as ``learning_rate``."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence

__all__ = ["CosineDecay", "CosineDecayRestarts", "ExponentialDecay", "InverseTimeDecay", "PiecewiseConstantDecay", "PolynomialDecay"]


class ExponentialDecay:
    """rate · decay_rate^(step / decay_steps); with ``staircase`` the exponent is rounded down."""

    def __init__(self, initial_learning_rate: float, decay_steps: int, decay_rate: float, staircase: bool = False) -> None:
        self.rate, self.decay_steps, self.decay_rate, self.staircase = initial_learning_rate, decay_steps, decay_rate, staircase

    def progress(self, step: int) -> float:
        """How many times the rate has decayed."""
        return step // self.decay_steps if self.staircase else step / self.decay_steps

    def __call__(self, step: int) -> float:
        return float(self.rate * self.decay_rate ** self.progress(step))


class InverseTimeDecay(ExponentialDecay):
    """rate / (1 + decay_rate · step / decay_steps)."""

    def __call__(self, step: int) -> float:
        return self.rate / (1 + self.decay_rate * self.progress(step))


class PiecewiseConstantDecay:
    """values[0] up to and with step boundaries[0], then values[1] up to boundaries[1], and so on."""

    def __init__(self, boundaries: Sequence[int], values: Sequence[float]) -> None:
        if len(values) != len(boundaries) + 1:
            raise ValueError(f"PiecewiseConstantDecay: {len(boundaries)} boundaries need {len(boundaries) + 1} values, got {len(values)}")
        self.boundaries, self.values = list(boundaries), list(values)

    def __call__(self, step: int) -> float:
        return self.values[bisect_left(self.boundaries, step)]


class PolynomialDecay:
    """(rate - end) · (1 - step / decay_steps)^power + end, and end from step decay_steps on; with ``cycle`` from there to the next multiple of it."""

    def __init__(
        self, initial_learning_rate: float, decay_steps: int, end_learning_rate: float = 0.0001, power: float = 1.0, cycle: bool = False
    ) -> None:
        self.rate, self.decay_steps, self.end, self.power, self.cycle = initial_learning_rate, decay_steps, end_learning_rate, power, cycle

    def __call__(self, step: int) -> float:
        length = self.decay_steps * (max(1, math.ceil(step / self.decay_steps)) if self.cycle else 1)
        return float((self.rate - self.end) * (1 - min(step / length, 1)) ** self.power + self.end)


class CosineDecay:
    """Half a cosine from the initial rate down to alpha times that, after a linear rise to ``warmup_target``.  Loshchilov & Hutter 2016."""

    def __init__(
        self,
        initial_learning_rate: float,
        decay_steps: int,
        alpha: float = 0.0,
        name: str = "CosineDecay",
        warmup_target: float | None = None,
        warmup_steps: int = 0,
    ) -> None:
        self.rate, self.decay_steps, self.alpha, self.name = initial_learning_rate, decay_steps, alpha, name
        self.warmup_target, self.warmup_steps = warmup_target, warmup_steps

    def __call__(self, step: int) -> float:
        top = self.rate
        if self.warmup_target is not None:
            top = self.warmup_target
            if step < self.warmup_steps:
                return self.rate + (top - self.rate) * step / self.warmup_steps
            step -= self.warmup_steps
        cosine = (1 + math.cos(math.pi * min(step / self.decay_steps, 1))) / 2
        return top * ((1 - self.alpha) * cosine + self.alpha)


class CosineDecayRestarts:
    """Half a cosine again and again: each t_mul times as long as the one before, and from m_mul times as high.  Loshchilov & Hutter 2016."""

    def __init__(self, initial_learning_rate: float, first_decay_steps: int, t_mul: float = 2.0, m_mul: float = 1.0, alpha: float = 0.0) -> None:
        self.rate, self.first, self.t_mul, self.m_mul, self.alpha = initial_learning_rate, first_decay_steps, t_mul, m_mul, alpha

    def __call__(self, step: int) -> float:
        length, height, at = float(self.first), 1.0, float(step)
        while at >= length:
            at, length, height = at - length, length * self.t_mul, height * self.m_mul
        return self.rate * ((1 - self.alpha) * height * (1 + math.cos(math.pi * at / length)) / 2 + self.alpha)
