"""Nonlinearities as layers: each is a function of `nn.functional` with its settings."""
from autograd import Tensor as _Tensor
from autograd.nn.modules.module import Module as _Module
from autograd.nn.modules.stateless import Stateless as _Stateless
from builtins import float as _float
from typing import Any as _Any
class CELU(_Stateless):
    """max(0, x) + min(0, alpha * (exp(x / alpha) - 1)).  Barron 2017."""
    @staticmethod
    def function(input: _Tensor, alpha: _float = 1.0, inplace: bool = False) -> _Tensor: """input where it is positive, alpha * (exp(input / alpha) - 1) elsewhere: an elu without a kink at 0.  Barron 2017. Elementwise."""
    shows: str
    def __init__(self, alpha: _float = 1.0, inplace: bool = False) -> _Any: ...
class ELU(_Stateless):
    """x where positive, alpha * (exp(x) - 1) elsewhere.  Clevert et al. 2015."""
    @staticmethod
    def function(input: _Tensor, alpha: _float = 1.0, inplace: bool = False) -> _Tensor: """input where it is positive, alpha * (exp(input) - 1) elsewhere.  Clevert et al. 2015. Elementwise."""
    shows: str
    def __init__(self, alpha: _float = 1.0, inplace: bool = False) -> _Any: ...
class GELU(_Stateless):
    """x * Φ(x), with the normal distribution function Φ; ``approximate="tanh"`` for its tanh form.  Hendrycks & Gimpel 2016."""
    @staticmethod
    def function(input: _Tensor, approximate: str = 'none') -> _Tensor: """input times the probability that a normal variable is below it; with ``approximate="tanh"`` by a formula of tanh. Elementwise.

    Hendrycks & Gimpel 2016."""
    shows: str
    def __init__(self, approximate: str = 'none') -> _Any: ...
class GLU(_Stateless):
    """a * sigmoid(b), where a and b are the halves of x along ``dim``.  Dauphin et al. 2016."""
    @staticmethod
    def function(input: _Tensor, dim: int = -1) -> _Tensor: """The first half of the input along ``dim``, times the sigmoid of the second half.  Dauphin et al. 2016. (..., 2 n, ...) -> (..., n, ...)."""
    shows: str
    def __init__(self, dim: int = -1) -> _Any: ...
class Hardshrink(_Stateless):
    """x where |x| > lambd, 0 elsewhere."""
    @staticmethod
    def function(input: _Tensor, lambd: _float = 0.5) -> _Tensor: """0 where the input is between -lambd and lambd, else the input. Elementwise."""
    shows: str
    def __init__(self, lambd: _float = 0.5) -> _Any: ...
class Hardsigmoid(_Stateless):
    """A sigmoid of three straight pieces: x / 6 + 1 / 2 limited to [0, 1]."""
    @staticmethod
    def function(input: _Tensor, inplace: bool = False) -> _Tensor: """relu6(input + 3) / 6: a sigmoid of straight lines. Elementwise."""
    def __init__(self, inplace: bool = False) -> _Any: ...
class Hardswish(_Stateless):
    """x * Hardsigmoid(x).  Howard et al. 2019."""
    @staticmethod
    def function(input: _Tensor, inplace: bool = False) -> _Tensor: """input * relu6(input + 3) / 6: a silu of straight pieces.  Howard et al. 2019. Elementwise."""
    def __init__(self, inplace: bool = False) -> _Any: ...
class Hardtanh(_Stateless):
    """x limited to [min_val, max_val]."""
    @staticmethod
    def function(input: _Tensor, min_val: _float = -1.0, max_val: _float = 1.0, inplace: bool = False) -> _Tensor: """The input limited to the range from ``min_val`` to ``max_val``; unlike `clamp` with gradient 0 at the bounds. Elementwise."""
    shows: str
    def __init__(self, min_val: _float = -1.0, max_val: _float = 1.0, inplace: bool = False) -> _Any: ...
class LeakyReLU(_Stateless):
    """x where positive, negative_slope * x elsewhere."""
    @staticmethod
    def function(input: _Tensor, negative_slope: _float = 0.01, inplace: bool = False) -> _Tensor: """input where it is positive, input * negative_slope elsewhere. Elementwise."""
    shows: str
    def __init__(self, negative_slope: _float = 0.01, inplace: bool = False) -> _Any: ...
class LogSigmoid(_Stateless):
    """log(sigmoid(x)), without overflow."""
    @staticmethod
    def function(input: _Tensor) -> _Tensor: """The logarithm of `sigmoid`, exact also where sigmoid is rounded to 0 or 1. Elementwise."""
    def __init__(self) -> _Any: ...
class LogSoftmax(_Stateless):
    """log(softmax(x)) along ``dim``, without overflow."""
    @staticmethod
    def function(input: _Tensor, dim: int | None = None, _stacklevel: int = 3, dtype: _Any = None) -> _Tensor: """The logarithm of `softmax`; see `autograd.log_softmax`. The shape stays."""
    settings: str
    shows: str
    def __init__(self, dim: int | None = None) -> _Any: ...
class Mish(_Stateless):
    """x * tanh(softplus(x)).  Misra 2019."""
    @staticmethod
    def function(input: _Tensor, inplace: bool = False) -> _Tensor: """input * tanh(softplus(input)).  Misra 2019. Elementwise."""
    shows: str
    def __init__(self, inplace: bool = False) -> _Any: ...
class PReLU(_Module):
    """A leaky ReLU whose slope is learnt: one for all, or one per channel with ``num_parameters``. (N, C, ...) -> the same shape."""
    num_parameters: int
    init: _float
    weight: _Any
    shows: str
    def __init__(self, num_parameters: int = 1, init: _float = 0.25, device: _Any = None, dtype: _Any = None) -> None: ...
    def reset_parameters(self) -> None: """Set the slopes back to ``init``."""
    def forward(self, input: _Tensor) -> _Tensor: """x: (N, C, ...) -> the same shape."""
    def __call__(self, input: _Tensor) -> _Tensor: """x: (N, C, ...) -> the same shape."""
class RReLU(_Stateless):
    """A leaky ReLU whose slope is drawn from U(lower, upper) in training, and their mean in evaluation."""
    @staticmethod
    def function(input: _Tensor, lower: _float = 0.125, upper: _float = 0.3333333333333333, training: bool = False, inplace: bool = False) -> _Tensor: """`leaky_relu` with a random slope between ``lower`` and ``upper`` for each element; with their mean when not training. Elementwise."""
    shows: str
    def __init__(self, lower: _float = 0.125, upper: _float = 0.3333333333333333, inplace: bool = False) -> _Any: ...
class ReLU(_Stateless):
    """max(0, x)."""
    @staticmethod
    def function(input: _Tensor, inplace: bool = False) -> _Tensor: """max(input, 0). Elementwise."""
    shows: str
    def __init__(self, inplace: bool = False) -> _Any: ...
class ReLU6(_Stateless):
    """min(max(0, x), 6)."""
    @staticmethod
    def function(input: _Tensor, inplace: bool = False) -> _Tensor: """min(max(input, 0), 6). Elementwise."""
    shows: str
    def __init__(self, inplace: bool = False) -> _Any: ...
class SELU(_Stateless):
    """scale * ELU(x), with constants that keep mean 0 and variance 1.  Klambauer et al. 2017."""
    @staticmethod
    def function(input: _Tensor, inplace: bool = False) -> _Tensor: """A scaled elu, with constants that keep mean 0 and variance 1 from layer to layer.  Klambauer et al. 2017. Elementwise."""
    shows: str
    def __init__(self, inplace: bool = False) -> _Any: ...
class SiLU(_Stateless):
    """x * sigmoid(x), also known as swish."""
    @staticmethod
    def function(input: _Tensor, inplace: bool = False) -> _Tensor: """input * sigmoid(input), also called swish. Elementwise."""
    shows: str
    def __init__(self, inplace: bool = False) -> _Any: ...
class Sigmoid(_Module):
    """1 / (1 + exp(-x)). Elementwise."""
    def forward(self, input: _Tensor) -> _Tensor: """Elementwise."""
    def __call__(self, input: _Tensor) -> _Tensor: """Elementwise."""
class Softmax(_Stateless):
    """exp(x) / Σ exp(x) along ``dim``."""
    @staticmethod
    def function(input: _Tensor, dim: int | None = None, _stacklevel: int = 3, dtype: _Any = None) -> _Tensor: """exp(input) divided by its sum along ``dim``; see `autograd.softmax`. The shape stays."""
    settings: str
    shows: str
    def __init__(self, dim: int | None = None) -> _Any: ...
class Softmax2d(_Module):
    """Softmax over the channels at every place of an image. (N, C, H, W) -> the same shape."""
    def forward(self, input: _Tensor) -> _Tensor: """x: (N, C, H, W) or (C, H, W) -> the same shape."""
    def __call__(self, input: _Tensor) -> _Tensor: """x: (N, C, H, W) or (C, H, W) -> the same shape."""
class Softmin(_Stateless):
    """Softmax of -x along ``dim``."""
    @staticmethod
    def function(input: _Tensor, dim: int | None = None, _stacklevel: int = 3, dtype: _Any = None) -> _Tensor: """The `softmax` of -input. The shape stays."""
    settings: str
    shows: str
    def __init__(self, dim: int | None = None) -> _Any: ...
class Softplus(_Stateless):
    """log(1 + exp(beta * x)) / beta; x itself where beta * x > threshold."""
    @staticmethod
    def function(input: _Tensor, beta: _float = 1.0, threshold: _float = 20.0) -> _Tensor: """log(1 + exp(beta * input)) / beta: a smooth relu. The input itself where beta * input is above ``threshold``. Elementwise."""
    shows: str
    def __init__(self, beta: _float = 1.0, threshold: _float = 20.0) -> _Any: ...
class Softshrink(_Stateless):
    """x moved towards 0 by lambd, and 0 where |x| <= lambd."""
    @staticmethod
    def function(input: _Tensor, lambd: _float = 0.5) -> _Tensor: """The input, moved by ``lambd`` towards 0, and 0 where it would change its sign. Elementwise."""
    shows: str
    def __init__(self, lambd: _float = 0.5) -> _Any: ...
class Softsign(_Stateless):
    """x / (1 + |x|)."""
    @staticmethod
    def function(input: _Tensor) -> _Tensor: """input / (1 + |input|). Elementwise."""
    def __init__(self) -> _Any: ...
class Tanh(_Module):
    """tanh(x). Elementwise."""
    def forward(self, input: _Tensor) -> _Tensor: """Elementwise."""
    def __call__(self, input: _Tensor) -> _Tensor: """Elementwise."""
class Tanhshrink(_Stateless):
    """x - tanh(x)."""
    @staticmethod
    def function(input: _Tensor) -> _Tensor: """input - tanh(input). Elementwise."""
    def __init__(self) -> _Any: ...
class Threshold(_Stateless):
    """x where x > threshold, ``value`` elsewhere."""
    @staticmethod
    def function(input: _Tensor, threshold: _float, value: _float, inplace: bool = False) -> _Tensor: """input where it is above ``threshold``, ``value`` elsewhere. Elementwise."""
    shows: str
    def __init__(self, threshold: _float, value: _float, inplace: bool = False) -> _Any: ...
