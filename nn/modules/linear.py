"""Layers that are a matrix product."""

from __future__ import annotations

import math
from typing import Any

from autograd import Tensor

from .. import functional as F
from .. import init
from ..parameter import UninitializedParameter, unset
from .lazy import Lazy
from .module import Module

__all__ = ["Bilinear", "Identity", "LazyLinear", "Linear"]


class Identity(Module):
    """The input unchanged; arguments are ignored. (...) -> (...).

    >>> import autograd as torch, nn
    >>> nn.Identity(54, unused=True)(torch.tensor([1.0, 2.0]))
    tensor([1., 2.])
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__()

    def forward(self, input: Any) -> Any:
        """input -> input."""
        return input


class Linear(Module):
    """y = x Wᵀ + b.

    x: (*, in_features) -> (*, out_features); weight (out_features, in_features) and bias (out_features) are drawn from
    U(-1/√in_features, 1/√in_features).

    >>> import autograd as torch, nn
    >>> nn.Linear(3, 2)(torch.ones(5, 3)).shape
    torch.Size([5, 2])
    """

    shows = "in_features= out_features= bias="

    def __init__(self, in_features: int, out_features: int, bias: bool = True, device: Any = None, dtype: Any = None) -> None:
        super().__init__()
        self.in_features, self.out_features = in_features, out_features
        self.weight = unset((out_features, in_features), device, dtype)
        self.register_parameter("bias", unset((out_features,), device, dtype) if bias else None)
        self.reset_parameters()

    def reset_parameters(self) -> None:
        """Draw the weights anew."""
        init.kaiming_uniform_(self.weight, a=math.sqrt(5))
        draw_bias(self.bias, self.weight)

    def forward(self, input: Tensor) -> Tensor:
        """x: (*, in_features) -> (*, out_features)."""
        return F.linear(input, self.weight, self.bias)


def draw_bias(bias: Tensor | None, weight: Tensor) -> None:
    """A bias from U(-1/√fan_in, 1/√fan_in), where fan_in is that of the weights."""
    if bias is not None:
        fan_in, _ = init._calculate_fan_in_and_fan_out(weight)
        bound = 1 / math.sqrt(fan_in) if fan_in > 0 else 0
        init.uniform_(bias, -bound, bound)


class Bilinear(Module):
    """y_k = x1ᵀ W_k x2 + b_k.

    x1: (*, in1_features), x2: (*, in2_features) -> (*, out_features); weight (out_features, in1_features, in2_features).

    >>> import autograd as torch, nn
    >>> nn.Bilinear(2, 3, 4)(torch.ones(5, 2), torch.ones(5, 3)).shape
    torch.Size([5, 4])
    """

    shows = "in1_features= in2_features= out_features= bias="

    def __init__(self, in1_features: int, in2_features: int, out_features: int, bias: bool = True, device: Any = None, dtype: Any = None) -> None:
        super().__init__()
        if in1_features <= 0:
            raise ValueError(f"in1_features must be > 0, but got {in1_features}")
        self.in1_features, self.in2_features, self.out_features = in1_features, in2_features, out_features
        self.weight = unset((out_features, in1_features, in2_features), device, dtype)
        self.register_parameter("bias", unset((out_features,), device, dtype) if bias else None)
        self.reset_parameters()

    def reset_parameters(self) -> None:
        """Draw weight and bias anew, from U(-1/√in1_features, 1/√in1_features)."""
        bound = 1 / math.sqrt(self.in1_features)
        for parameter in self.parameters():
            init.uniform_(parameter, -bound, bound)

    def forward(self, input1: Tensor, input2: Tensor) -> Tensor:
        """x1, x2 -> (*, out_features)."""
        return F.bilinear(input1, input2, self.weight, self.bias)


class LazyLinear(Lazy, Linear):
    """A Linear that takes in_features from its first input. (..., in_features) -> (..., out_features).

    >>> import autograd as torch, nn
    >>> layer = nn.LazyLinear(2)
    >>> layer(torch.ones(5, 7)).shape
    torch.Size([5, 2])
    >>> layer
    Linear(in_features=7, out_features=2, bias=True)
    """

    becomes = Linear

    def __init__(self, out_features: int, bias: bool = True, device: Any = None, dtype: Any = None) -> None:
        super().__init__(0, 0, bias, device, dtype)
        self.out_features = out_features
        self.weight = UninitializedParameter(device=device, dtype=dtype)
        self.bias = UninitializedParameter(device=device, dtype=dtype) if bias else None

    def shapes(self, input: Tensor) -> dict[str, tuple[int, ...]]:
        """The shapes of the parameters, from the first input."""
        self.in_features = input.shape[-1]
        return {"weight": (self.out_features, self.in_features), "bias": (self.out_features,)}
