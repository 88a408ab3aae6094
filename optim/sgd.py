"""Stochastic gradient descent."""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np

from autograd.core.tensor import wrap
from autograd.machine.blas import axpby
from autograd.machine.threads import cut, each

from .optimizer import Array, Group, Optimizer, State

__all__ = ["SGD"]

LARGE = 1_000_000  # numbers: from here on two threads take less time than one


class SGD(Optimizer):
    """p = p - lr * v, with the velocity v = momentum * v + (1 - dampening) * g; without momentum v = g.

    ``nesterov`` looks ahead: p = p - lr * (g + momentum * v).  Sutskever et al. 2013.

    >>> import autograd as torch, optim
    >>> w = torch.tensor([5.0], requires_grad=True)
    >>> optimizer = optim.SGD([w], lr=0.1)
    >>> ((w - 2) ** 2).backward()
    >>> optimizer.step()
    >>> w
    tensor([4.4000], requires_grad=True)
    """

    settings: ClassVar = dict(lr=1e-3, momentum=0, dampening=0, weight_decay=0, nesterov=False)
    keyword_settings: ClassVar = dict(maximize=False, foreach=None, differentiable=False, fused=None)

    def _check(self, settings: dict[str, Any]) -> None:
        super()._check(settings)
        if settings["nesterov"] and (settings["momentum"] <= 0 or settings["dampening"] != 0):
            raise ValueError("Nesterov momentum requires a momentum and zero dampening")

    def update(self, p: Array, g: Array, state: State, group: Group) -> None:
        """One step of one parameter."""
        momentum, lr = group["momentum"], float(group["lr"])
        if momentum != 0:
            if state.get("momentum_buffer") is None:
                state["momentum_buffer"] = wrap(g.copy())
                v = state["momentum_buffer"].array
            else:
                v = state["momentum_buffer"].array
                axpby(1 - group["dampening"], g, momentum, v)
            if group["nesterov"]:
                ahead = np.multiply(v, momentum, out=self.scratch(p))
                ahead += g
                g = ahead
            else:
                g = v
        if p.size < LARGE:
            axpby(-lr, g, 1, p)
        else:
            each(lambda rows: axpby(-lr, g[rows], 1, p[rows]), cut(len(p), 0.1 * p.size))
