"""Activation functions: what stands between two linear maps, so that the two are not one.

    With ``inplace=True``, and in the forms whose name ends in an underscore, the result overwrites the input."""
from autograd import Tensor as _Tensor
from typing import Any as _Any
def celu(input: _Tensor, alpha: float = 1.0, inplace: bool = False) -> _Tensor: """input where it is positive, alpha * (exp(input / alpha) - 1) elsewhere: an elu without a kink at 0.  Barron 2017. Elementwise."""
from autograd import celu_ as celu_
def elu(input: _Tensor, alpha: float = 1.0, inplace: bool = False) -> _Tensor: """input where it is positive, alpha * (exp(input) - 1) elsewhere.  Clevert et al. 2015. Elementwise."""
from autograd.nn.functional import elu_ as elu_
def gelu(input: _Tensor, approximate: str = 'none') -> _Tensor: """input times the probability that a normal variable is below it; with ``approximate="tanh"`` by a formula of tanh. Elementwise.

    Hendrycks & Gimpel 2016."""
def glu(input: _Tensor, dim: int = -1) -> _Tensor: """The first half of the input along ``dim``, times the sigmoid of the second half.  Dauphin et al. 2016. (..., 2 n, ...) -> (..., n, ...)."""
def gumbel_softmax(logits: _Tensor, tau: float = 1, hard: bool = False, eps: float = 1e-10, dim: int = -1) -> _Tensor: """A random choice along ``dim`` with probabilities softmax(logits), as a vector through which gradients flow. The shape stays.

    The smaller the temperature ``tau``, the nearer to one-hot. With ``hard=True`` it is one-hot, and its gradient is that of the soft
    choice.  Jang et al. 2016, Maddison et al. 2016."""
def hardshrink(input: _Tensor, lambd: float = 0.5) -> _Tensor: """0 where the input is between -lambd and lambd, else the input. Elementwise."""
def hardsigmoid(input: _Tensor, inplace: bool = False) -> _Tensor: """relu6(input + 3) / 6: a sigmoid of straight lines. Elementwise."""
def hardswish(input: _Tensor, inplace: bool = False) -> _Tensor: """input * relu6(input + 3) / 6: a silu of straight pieces.  Howard et al. 2019. Elementwise."""
def hardtanh(input: _Tensor, min_val: float = -1.0, max_val: float = 1.0, inplace: bool = False) -> _Tensor: """The input limited to the range from ``min_val`` to ``max_val``; unlike `clamp` with gradient 0 at the bounds. Elementwise."""
from autograd.nn.functional import hardtanh_ as hardtanh_
def leaky_relu(input: _Tensor, negative_slope: float = 0.01, inplace: bool = False) -> _Tensor: """input where it is positive, input * negative_slope elsewhere. Elementwise."""
from autograd.nn.functional import leaky_relu_ as leaky_relu_
def log_softmax(input: _Tensor, dim: int | None = None, _stacklevel: int = 3, dtype: _Any = None) -> _Tensor: """The logarithm of `softmax`; see `autograd.log_softmax`. The shape stays."""
def logsigmoid(input: _Tensor) -> _Tensor: """The logarithm of `sigmoid`, exact also where sigmoid is rounded to 0 or 1. Elementwise."""
def mish(input: _Tensor, inplace: bool = False) -> _Tensor: """input * tanh(softplus(input)).  Misra 2019. Elementwise."""
def prelu(input: _Tensor, weight: _Tensor) -> _Tensor: """input where it is positive, input * weight elsewhere; the weight is one number, or one per channel: (N, C, ...)."""
def relu(input: _Tensor, inplace: bool = False) -> _Tensor: """max(input, 0). Elementwise."""
def relu6(input: _Tensor, inplace: bool = False) -> _Tensor: """min(max(input, 0), 6). Elementwise."""
from autograd.nn.functional import relu_ as relu_
def rrelu(input: _Tensor, lower: float = 0.125, upper: float = 0.3333333333333333, training: bool = False, inplace: bool = False) -> _Tensor: """`leaky_relu` with a random slope between ``lower`` and ``upper`` for each element; with their mean when not training. Elementwise."""
from autograd import rrelu_ as rrelu_
def selu(input: _Tensor, inplace: bool = False) -> _Tensor: """A scaled elu, with constants that keep mean 0 and variance 1 from layer to layer.  Klambauer et al. 2017. Elementwise."""
from autograd import selu_ as selu_
from autograd import sigmoid as sigmoid
def silu(input: _Tensor, inplace: bool = False) -> _Tensor: """input * sigmoid(input), also called swish. Elementwise."""
def softmax(input: _Tensor, dim: int | None = None, _stacklevel: int = 3, dtype: _Any = None) -> _Tensor: """exp(input) divided by its sum along ``dim``; see `autograd.softmax`. The shape stays."""
def softmin(input: _Tensor, dim: int | None = None, _stacklevel: int = 3, dtype: _Any = None) -> _Tensor: """The `softmax` of -input. The shape stays."""
def softplus(input: _Tensor, beta: float = 1.0, threshold: float = 20.0) -> _Tensor: """log(1 + exp(beta * input)) / beta: a smooth relu. The input itself where beta * input is above ``threshold``. Elementwise."""
def softshrink(input: _Tensor, lambd: float = 0.5) -> _Tensor: """The input, moved by ``lambd`` towards 0, and 0 where it would change its sign. Elementwise."""
def softsign(input: _Tensor) -> _Tensor: """input / (1 + |input|). Elementwise."""
from autograd import tanh as tanh
def tanhshrink(input: _Tensor) -> _Tensor: """input - tanh(input). Elementwise."""
def threshold(input: _Tensor, threshold: float, value: float, inplace: bool = False) -> _Tensor: """input where it is above ``threshold``, ``value`` elsewhere. Elementwise."""
from autograd import threshold_ as threshold_
