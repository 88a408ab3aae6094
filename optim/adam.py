"""Adam and AdamW."""

from __future__ import annotations

from math import sqrt
from typing import Any

import numpy as np

from .optimizer import Array, Group, Optimizer, State, count, first_step, given, moving_average

__all__ = ["Adam", "AdamW"]


class Adam(Optimizer):
    """p = p - lr * m̂ / (√v̂ + eps), with moving averages m of g and v of g², corrected for their start at zero.

    Kingma & Ba 2014, algorithm 1. ``amsgrad`` uses the largest v so far (Reddi et al. 2018); ``decoupled_weight_decay`` is AdamW.
    """

    def __init__(
        self,
        params: Any,
        lr: float = 1e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 0,
        amsgrad: bool = False,
        *,
        foreach: bool | None = None,
        maximize: bool = False,
        capturable: bool = False,
        differentiable: bool = False,
        fused: bool | None = None,
        decoupled_weight_decay: bool = False,
    ) -> None:
        super().__init__(params, given(locals()))

    def begin(self, p: Array, group: Group) -> State:
        """m and v, the first and second moments."""
        state = {"step": first_step(), "exp_avg": np.zeros_like(p), "exp_avg_sq": np.zeros_like(p)}
        return {**state, "max_exp_avg_sq": np.zeros_like(p)} if group["amsgrad"] else state

    def update(self, p: Array, g: Array, state: State, group: Group) -> None:
        """One step of one parameter."""
        beta1, beta2 = group["betas"]
        m, v = state["exp_avg"].array, state["exp_avg_sq"].array
        t = count(state)
        s = self.scratch(p)
        moving_average(m, beta1, g, s)
        moving_average(v, beta2, np.multiply(g, g, out=s), s)
        if group["amsgrad"]:
            largest = state["max_exp_avg_sq"].array
            v = np.maximum(largest, v, out=largest)
        # lr * m̂ / (√v̂ + eps) with the corrections m̂ = m / (1 - β₁ᵗ) and v̂ = v / (1 - β₂ᵗ) taken out of the array expression
        root = sqrt(1 - beta2**t)
        np.sqrt(v, out=s)
        s += group["eps"] * root
        np.divide(m, s, out=s)
        s *= float(group["lr"]) * root / (1 - beta1**t)
        p -= s


class AdamW(Adam):
    """Adam with decoupled weight decay: before each step p = p - lr * weight_decay * p.  Loshchilov & Hutter 2017."""

    def __init__(
        self,
        params: Any,
        lr: float = 1e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 1e-2,
        amsgrad: bool = False,
        *,
        maximize: bool = False,
        foreach: bool | None = None,
        capturable: bool = False,
        differentiable: bool = False,
        fused: bool | None = None,
    ) -> None:
        super().__init__(params, **given(locals()), decoupled_weight_decay=True)
