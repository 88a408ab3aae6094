"""Adam and AdamW."""

from __future__ import annotations

from math import sqrt
from typing import ClassVar

import numpy as np

from autograd.machine.blas import axpby

from .optimizer import Array, Group, Optimizer, State, advance_step, first_step

__all__ = ["Adam", "AdamW"]


class Adam(Optimizer):
    """p = p - lr * m̂ / (√v̂ + eps), with moving averages m of g and v of g², corrected for their start at zero.

    Kingma & Ba 2014, algorithm 1. ``amsgrad`` uses the largest v so far (Reddi et al. 2018); ``decoupled_weight_decay`` is AdamW.

    >>> import autograd as torch, optim
    >>> w = torch.tensor([5.0], requires_grad=True)
    >>> optimizer = optim.Adam([w], lr=0.1)
    >>> ((w - 2) ** 2).sum().backward()
    >>> optimizer.step()
    >>> w.detach()
    tensor([4.9000])
    """

    settings: ClassVar = dict(lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0, amsgrad=False)
    keyword_settings: ClassVar = dict(foreach=None, maximize=False, capturable=False, differentiable=False, fused=None, decoupled_weight_decay=False)
    order = "lr betas eps weight_decay amsgrad maximize foreach capturable differentiable fused decoupled_weight_decay"

    def begin(self, p: Array, group: Group) -> State:
        """m and v, the first and second moments."""
        state = {"step": first_step(), "exp_avg": np.zeros_like(p), "exp_avg_sq": np.zeros_like(p)}
        return {**state, "max_exp_avg_sq": np.zeros_like(p)} if group["amsgrad"] else state

    def update(self, p: Array, g: Array, state: State, group: Group) -> None:
        """One step of one parameter."""
        beta1, beta2 = group["betas"]
        m, v = state["exp_avg"].array, state["exp_avg_sq"].array
        t = advance_step(state)
        s = self.scratch(p)
        axpby(1 - beta1, g, beta1, m)
        axpby(1 - beta2, np.multiply(g, g, out=s), beta2, v)
        if group["amsgrad"]:
            largest = state["max_exp_avg_sq"].array
            v = np.maximum(largest, v, out=largest)
        # lr * m̂ / (√v̂ + eps) with the corrections m̂ = m / (1 - β₁ᵗ) and v̂ = v / (1 - β₂ᵗ) taken out of the array expression
        root = sqrt(1 - beta2**t)
        np.sqrt(v, out=s)
        s += group["eps"] * root
        np.divide(m, s, out=s)
        axpby(-float(group["lr"]) * root / (1 - beta1**t), s, 1, p)


class AdamW(Adam):
    """Adam with decoupled weight decay: before each step p = p - lr * weight_decay * p.  Loshchilov & Hutter 2017.

    >>> import autograd as torch, optim
    >>> w = torch.tensor([5.0], requires_grad=True)
    >>> optimizer = optim.AdamW([w], lr=0.1)
    >>> ((w - 2) ** 2).sum().backward()
    >>> optimizer.step()
    >>> w.detach()
    tensor([4.8950])
    """

    settings: ClassVar = dict(lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=1e-2, amsgrad=False)
    keyword_settings: ClassVar = dict(maximize=False, foreach=None, capturable=False, differentiable=False, fused=None)
    fixed_settings: ClassVar = dict(decoupled_weight_decay=True)
