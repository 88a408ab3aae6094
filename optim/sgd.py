"""Stochastic gradient descent."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograd.tensor import wrap

from .optimizer import Array, Group, Optimizer, State, given

__all__ = ["SGD"]


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

    def __init__(
        self,
        params: Any,
        lr: float = 1e-3,
        momentum: float = 0,
        dampening: float = 0,
        weight_decay: float = 0,
        nesterov: bool = False,
        *,
        maximize: bool = False,
        foreach: bool | None = None,
        differentiable: bool = False,
        fused: bool | None = None,
    ) -> None:
        settings = given(locals())
        super().__init__(params, settings)
        if nesterov and (momentum <= 0 or dampening != 0):
            raise ValueError("Nesterov momentum requires a momentum and zero dampening")

    def update(self, p: Array, g: Array, state: State, group: Group) -> None:
        """One step of one parameter."""
        momentum = group["momentum"]
        s = self.scratch(p)
        if momentum != 0:
            if state.get("momentum_buffer") is None:
                state["momentum_buffer"] = wrap(g.copy())
                v = state["momentum_buffer"].array
            else:
                v = state["momentum_buffer"].array
                v *= momentum
                v += g if group["dampening"] == 0 else np.multiply(g, 1 - group["dampening"], out=s)
            if group["nesterov"]:
                g = np.multiply(v, momentum, out=s) + g
            else:
                g = v
        p -= np.multiply(g, float(group["lr"]), out=s)
