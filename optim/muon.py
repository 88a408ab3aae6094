"""Muon: momentum for the matrices of hidden layers, made orthogonal."""

from __future__ import annotations

from math import sqrt
from typing import Any, ClassVar

import numpy as np

from autograd.machine.blas import axpby

from .optimizer import Array, Group, Optimizer, State

__all__ = ["Muon"]


def _bfloat16(x: Any) -> Array:
    """Rounded to the 8 significant bits of bfloat16, ties to even, but kept as float32; nan and infinities stay."""
    bits = np.ascontiguousarray(x, np.float32).view(np.uint32)
    rounded = (bits + (0x7FFF + ((bits >> 16) & 1))) & np.uint32(0xFFFF0000)
    return np.where(np.isfinite(x), rounded.view(np.float32), x).astype(np.float32, copy=False)


def _orthogonal(matrix: Array, group: Group) -> Array:
    """A matrix of the same singular vectors, whose singular values are near 1: X = aX + (b XXᵀ + c (XXᵀ)²) X, again and again, in bfloat16."""
    a, b, c = group["ns_coefficients"]
    if group["ns_steps"] >= 100:
        raise ValueError("Number of steps must be less than 100 for computational efficiency")
    x = _bfloat16(matrix)
    tall = x.shape[0] > x.shape[1]
    x = x.T if tall else x
    x = _bfloat16(x / max(_bfloat16(np.linalg.norm(x)), _bfloat16(np.float32(group["eps"]))))
    for _ in range(group["ns_steps"]):
        gram = _bfloat16(x @ x.T)
        x = _bfloat16(a * x + _bfloat16(b * gram + c * (gram @ gram)) @ x)
    return x.T if tall else x


class Muon(Optimizer):
    """p = p - lr * s * NS(g + μ m), with a moving average m of g, and NS(x) a matrix near the orthogonal one next to x.  Jordan et al. 2024.

    For matrices only, those of hidden layers: give biases, embeddings and the last layer to AdamW. NS is Newton and Schulz's iteration of
    ``ns_steps`` steps with the polynomial of ``ns_coefficients``. ``adjust_lr_fn`` chooses s: "original", √max(1, rows / columns), which is the
    default, or "match_rms_adamw", 0.2 √max(rows, columns) (Liu et al. 2025).

    >>> import autograd as torch, optim
    >>> w = torch.eye(2).requires_grad_()
    >>> optimizer = optim.Muon([w], lr=0.1, weight_decay=0)
    >>> (w**2).sum().backward()
    >>> optimizer.step()
    >>> w.detach()
    tensor([[0.8875, 0.0000],
            [0.0000, 0.8875]])
    """

    settings: ClassVar = dict(
        lr=1e-3, weight_decay=0.1, momentum=0.95, nesterov=True, ns_coefficients=(3.4445, -4.775, 2.0315), eps=1e-7, ns_steps=5, adjust_lr_fn=None
    )

    def _check(self, settings: dict[str, Any]) -> None:
        super()._check(settings)
        if settings["adjust_lr_fn"] not in (None, "original", "match_rms_adamw"):
            raise ValueError(f"Adjust learning rate function {settings['adjust_lr_fn']} is not supported")
        for p in settings.get("params", ()):
            if p.ndim != 2:
                raise ValueError(f"Muon only supports 2D parameters whereas we found a parameter with size: {p.size()}")

    def begin(self, p: Array, group: Group) -> State:
        """m."""
        return {"momentum_buffer": np.zeros_like(p)}

    def _update(self, p: Array, g: Array, state: State, group: Group, kept: float) -> None:
        m, momentum = state["momentum_buffer"].array, group["momentum"]
        m += (g - m) * (1 - momentum)
        ahead = g + (m - g) * momentum if group["nesterov"] else m
        step = _orthogonal(ahead, group)
        rows, columns = p.shape
        scale = 0.2 * sqrt(max(rows, columns)) if group["adjust_lr_fn"] == "match_rms_adamw" else sqrt(max(1, rows / max(columns, 1)))
        p *= 1 - float(group["lr"]) * group["weight_decay"]
        axpby(-float(group["lr"]) * scale, step.astype(p.dtype), 1, p)
