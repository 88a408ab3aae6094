"""Activation functions by Keras's names."""
from autograd import Tensor as _Tensor
from collections.abc import Callable as _Callable
from typing import Any as _Any
from autograd.nn.functional.activation import elu as elu
def exponential(x: _Tensor) -> _Tensor: """exp(x)."""
def gelu(x: _Tensor, approximate: bool = False) -> _Tensor: """x · Φ(x), Φ the normal distribution function, or its approximation by tanh."""
def get(activation: _Any) -> _Callable[[_Tensor], _Tensor]: """An activation by its name, ``linear`` for None; a function is returned as it is."""
def hard_sigmoid(x: _Tensor) -> _Tensor: """x / 6 + 1 / 2, kept between 0 and 1."""
def leaky_relu(x: _Tensor, negative_slope: float = 0.2) -> _Tensor: """x where it is positive, else negative_slope · x."""
def linear(x: _Tensor) -> _Tensor: """x itself."""
def log_softmax(x: _Tensor, axis: int = -1) -> _Tensor: """x - log Σ exp(x) along an axis."""
from autograd.nn.functional.activation import mish as mish
def relu(x: _Tensor) -> _Tensor: """max(x, 0)."""
from autograd.nn.functional.activation import relu6 as relu6
from autograd.nn.functional.activation import selu as selu
def sigmoid(x: _Tensor) -> _Tensor: """1 / (1 + exp(-x)). The result remembers x, of which a loss is computed without loss of digits."""
from autograd.nn.functional.activation import silu as silu
def softmax(x: _Tensor, axis: int = -1) -> _Tensor: """exp(x) / Σ exp(x) along an axis. The result remembers x, of which a loss is computed without loss of digits."""
from autograd.nn.functional.activation import softplus as softplus
from autograd.nn.functional.activation import softsign as softsign
def swish(input: _Tensor, inplace: bool = False) -> _Tensor: """input * sigmoid(input), also called swish. Elementwise."""
def tanh(x: _Tensor) -> _Tensor: """The hyperbolic tangent."""
