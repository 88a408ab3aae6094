"""Layers that are a matrix product."""
from autograd import Tensor as _Tensor
from autograd.nn.modules.lazy import Lazy as _Lazy
from autograd.nn.modules.module import Module as _Module
from autograd.nn.parameter import UninitializedParameter as _UninitializedParameter
from typing import Any as _Any
class Bilinear(_Module):
    """y_k = x1ᵀ W_k x2 + b_k.

    x1: (*, in1_features), x2: (*, in2_features) -> (*, out_features); weight (out_features, in1_features, in2_features)."""
    in1_features: int
    in2_features: int
    out_features: int
    weight: _Any
    shows: str
    def __init__(self, in1_features: int, in2_features: int, out_features: int, bias: bool = True, device: _Any = None, dtype: _Any = None) -> None: ...
    def reset_parameters(self) -> None: """Draw weight and bias anew, from U(-1/√in1_features, 1/√in1_features)."""
    def forward(self, input1: _Tensor, input2: _Tensor) -> _Tensor: """x1, x2 -> (*, out_features)."""
    def __call__(self, input1: _Tensor, input2: _Tensor) -> _Tensor: """x1, x2 -> (*, out_features)."""
class Identity(_Module):
    """The input unchanged; arguments are ignored. (...) -> (...)."""
    def __init__(self, *args: _Any, **kwargs: _Any) -> None: ...
    def forward(self, input: _Any) -> _Any: """input -> input."""
    def __call__(self, input: _Any) -> _Any: """input -> input."""
class LazyLinear(_Lazy, Linear):
    """A Linear that takes in_features from its first input. (..., in_features) -> (..., out_features)."""
    out_features: int
    weight: _UninitializedParameter
    bias: _Any
    in_features: _Any
    becomes: _Any
    def __init__(self, out_features: int, bias: bool = True, device: _Any = None, dtype: _Any = None) -> None: ...
    def shapes(self, input: _Tensor) -> dict[str, tuple[int, ...]]: """The shapes of the parameters, from the first input."""
class Linear(_Module):
    """y = x Wᵀ + b.

    x: (*, in_features) -> (*, out_features); weight (out_features, in_features) and bias (out_features) are drawn from
    U(-1/√in_features, 1/√in_features)."""
    in_features: int
    out_features: int
    weight: _Any
    shows: str
    def __init__(self, in_features: int, out_features: int, bias: bool = True, device: _Any = None, dtype: _Any = None) -> None: ...
    def reset_parameters(self) -> None: """Draw the weights anew."""
    def forward(self, input: _Tensor) -> _Tensor: """x: (*, in_features) -> (*, out_features)."""
    def __call__(self, input: _Tensor) -> _Tensor: """x: (*, in_features) -> (*, out_features)."""
