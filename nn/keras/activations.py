"""Activation functions by Keras's names."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from autograd import Tensor

from .. import functional as F
from .lookup import look_up

__all__ = [
    "elu", "exponential", "gelu", "get", "hard_sigmoid", "leaky_relu", "linear", "log_softmax", "mish", "relu", "relu6", "selu", "sigmoid", "silu",
    "softmax", "softplus", "softsign", "swish", "tanh",
]  # fmt: skip


def linear(x: Tensor) -> Tensor:
    """x itself."""
    return x


def relu(x: Tensor) -> Tensor:
    """max(x, 0)."""
    return F.relu(x)


def softmax(x: Tensor, axis: int = -1) -> Tensor:
    """exp(x) / Σ exp(x) along an axis. The result remembers x, of which a loss is computed without loss of digits."""
    out = F.softmax(x, axis)
    if axis in (-1, x.ndim - 1):
        out.softmax_of = x  # type: ignore[attr-defined]
    return out


def sigmoid(x: Tensor) -> Tensor:
    """1 / (1 + exp(-x)). The result remembers x, of which a loss is computed without loss of digits."""
    out = F.sigmoid(x)
    out.sigmoid_of = x
    return out


def log_softmax(x: Tensor, axis: int = -1) -> Tensor:
    """x - log Σ exp(x) along an axis."""
    return F.log_softmax(x, axis)


def leaky_relu(x: Tensor, negative_slope: float = 0.2) -> Tensor:
    """x where it is positive, else negative_slope · x."""
    return F.leaky_relu(x, negative_slope)


def gelu(x: Tensor, approximate: bool = False) -> Tensor:
    """x · Φ(x), Φ the normal distribution function, or its approximation by tanh."""
    return F.gelu(x, approximate="tanh" if approximate else "none")


def exponential(x: Tensor) -> Tensor:
    """exp(x)."""
    return x.exp()


def hard_sigmoid(x: Tensor) -> Tensor:
    """x / 6 + 1 / 2, kept between 0 and 1."""
    return F.hardsigmoid(x)


def tanh(x: Tensor) -> Tensor:
    """The hyperbolic tangent."""
    return x.tanh()


elu, mish, relu6, selu, silu, softplus, softsign = F.elu, F.mish, F.relu6, F.selu, F.silu, F.softplus, F.softsign
swish = silu


def get(activation: Any) -> Callable[[Tensor], Tensor]:
    """An activation by its name, ``linear`` for None; a function is returned as it is."""
    if activation is None:
        return linear
    if isinstance(activation, str):
        return look_up("activation function", activation, {name: globals()[name] for name in __all__ if name != "get"})
    if not callable(activation):
        raise ValueError(f"Could not interpret activation: {activation!r}. Give a name or a function")
    return activation
