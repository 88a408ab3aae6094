"""Activation functions: what stands between two linear maps, so that the two are not one.

With ``inplace=True``, and in the forms whose name ends in an underscore, the result overwrites the input.
"""

from __future__ import annotations

import functools
import math
from typing import Any

import numpy as np

import autograd
from autograd import Tensor, erf, sigmoid, tanh
from autograd.core.dtypes import number
from autograd.core.errors import warn
from autograd.core.methods import in_place, not_a_tensor, of_tensors, plain_number
from autograd.core.modes import F
from autograd.core.op import Op, rounded_once
from autograd.core.strides import like_input
from autograd.core.tensor import wrap
from autograd.machine.threads import elementwise
from autograd.ops.comparison import masked, where_op
from autograd.ops.special import horner

__all__ = [
    "celu", "celu_", "elu", "elu_", "gelu", "glu", "gumbel_softmax", "hardshrink", "hardsigmoid", "hardswish", "hardtanh", "hardtanh_",
    "leaky_relu", "leaky_relu_", "log_softmax", "logsigmoid", "mish", "prelu", "relu", "relu6", "relu_", "rrelu", "rrelu_", "selu", "selu_",
    "sigmoid", "silu", "softmax", "softmin", "softplus", "softshrink", "softsign", "tanh", "tanhshrink", "threshold", "threshold_",
]  # fmt: skip


def of_floats(function: F) -> F:
    """A function that refuses integers and bools, as PyTorch's does."""

    @functools.wraps(function)
    def checked(input: Any, *args: Any, **kwargs: Any) -> Any:
        if isinstance(input, Tensor) and input.array.dtype.kind != "f":
            raise NotImplementedError(f"{function.__name__}: not implemented for {input.dtype!r}: convert the tensor with .float() first")
        try:
            return function(input, *args, **kwargs)
        except AttributeError as error:
            raise not_a_tensor(function.__name__, function, error, (input, *args), kwargs) from None

    return checked  # type: ignore[return-value]


def delivered(name: str, input: Tensor, result: Tensor, inplace: bool) -> Tensor:
    """The result; or, in place, the input overwritten by it."""
    if not inplace:
        return result
    input._check_writable(f"{name}_")
    return input._write(f"{name}_", result)


# ---------------------------------------------------------------------------------------------------------------- rectifiers


@elementwise(0.3)
def _leaky_relu(x: Any, *, slope: float) -> Any:
    if 0 < slope <= 1:
        falling = x * x.dtype.type(slope)
        return np.maximum(x, falling, out=falling) if falling.ndim else np.maximum(x, falling)
    return where_op.forward(x > 0, x, x * slope)


@elementwise(0.5)
def _slopes(x: Any, slope: float) -> Any:
    """1 where x is positive, ``slope`` elsewhere."""
    x = x.array if isinstance(x, Tensor) else x
    one, slope = x.dtype.type(1), x.dtype.type(slope)
    if 0 <= slope <= 1:  # whatever 1 - slope is rounded to, with the slope it is 1
        slopes = (x > 0) * (one - slope)
        slopes += slope
        return slopes
    positive = (x > 0) * one
    return positive + (one - positive) * slope


def _elu(x: Any, *, alpha: float, scale: float, steepness: float) -> Any:
    return scale * (np.maximum(x, 0) + alpha * np.expm1(steepness * np.minimum(x, 0)))


def _prelu(x: Any, weight: Any) -> Any:
    return where_op.forward(x > 0, x, x * weight)


def _hardsigmoid(x: Any) -> Any:
    return np.minimum(np.maximum(x + 3, 0), 6) / 6


def _hardswish(x: Any) -> Any:
    return x * _hardsigmoid(x)


def _hardtanh(x: Any, *, low: float, high: float) -> Any:
    return np.minimum(np.maximum(x, x.dtype.type(low)), x.dtype.type(high))


leaky_relu_op = Op(_leaky_relu, wide=True, name="leaky_relu", piecewise_linear=True, x=lambda g, x, slope: g * _slopes(x, slope))
elu_op = Op(
    _elu,
    wide=True,
    name="elu",
    x=lambda g, x, alpha, scale, steepness: where_op.apply(
        x <= 0, g * (scale * alpha * steepness) * np.exp(steepness * masked.apply(x, x < 0)), g * scale
    ),
)
prelu_slopes = Op(  # at 0 the slope is the weight, but its derivative is 0
    lambda x, weight: where_op.forward(x > 0, np.ones_like(x), weight), wide=True, name="prelu_slopes", weight=lambda g, x: masked.apply(g, ~(x >= 0))
)
prelu_op = Op(
    _prelu,
    wide=True,
    name="prelu",
    piecewise_linear=True,
    x=lambda g, x, weight: g * prelu_slopes.apply(x, weight),
    weight=lambda g, x: masked.apply(g * x, ~(x >= 0)),
)
hardswish_op = Op(_hardswish, wide=True, name="hardswish", x=lambda g, x: where_op.apply(x < 3, masked.apply(g * (x / 3 + 0.5), x > -3), g))
hardsigmoid_op = Op(_hardsigmoid, wide=True, name="hardsigmoid", piecewise_linear=True, x=lambda g, x: masked.apply(g * (1 / 6), (x > -3) & (x < 3)))
rrelu_op = Op(lambda x, *, slopes: x * slopes, wide=True, name="rrelu", piecewise_linear=True, x=lambda g, slopes: g * slopes)
threshold_op = Op(
    lambda x, *, threshold, value: np.where(x <= threshold, x.dtype.type(value), x),
    name="threshold",
    piecewise_linear=True,
    x=lambda g, x, threshold: masked.apply(g, ~(x <= threshold)),
)
hardshrink_op = Op(
    lambda x, *, lambd: masked.forward(x, ~((x >= -lambd) & (x <= lambd))),
    name="hardshrink",
    piecewise_linear=True,
    x=lambda g, x, lambd: masked.apply(g, ~((x >= -lambd) & (x <= lambd))),
)
softshrink_op = Op(
    lambda x, *, lambd: x - np.minimum(np.maximum(x, -lambd), lambd),
    wide=True,
    name="softshrink",
    piecewise_linear=True,
    x=lambda g, x, lambd: masked.apply(g, ~((x >= -lambd) & (x <= lambd))),
)
hardtanh_op = Op(_hardtanh, name="hardtanh", piecewise_linear=True, x=lambda g, x, low, high: masked.apply(g, ~((x <= low) | (x >= high))))


def relu(input: Tensor, inplace: bool = False) -> Tensor:
    """max(input, 0). Elementwise.

    >>> import autograd
    >>> relu(autograd.tensor([-1.0, 2.0]))
    tensor([0., 2.])
    """
    return delivered("relu", input, autograd.relu(input), inplace)


def relu6(input: Tensor, inplace: bool = False) -> Tensor:
    """min(max(input, 0), 6). Elementwise.

    >>> import autograd
    >>> relu6(autograd.tensor([-1.0, 3.0, 9.0]))
    tensor([0., 3., 6.])
    """
    return hardtanh(input, 0.0, 6.0, inplace)


@of_floats
def leaky_relu(input: Tensor, negative_slope: float = 0.01, inplace: bool = False) -> Tensor:
    """input where it is positive, input * negative_slope elsewhere. Elementwise.

    >>> import autograd
    >>> leaky_relu(autograd.tensor([-2.0, 0.0, 2.0]), 0.1)
    tensor([-0.2000,  0.0000,  2.0000])
    """
    return delivered("leaky_relu", input, leaky_relu_op(input, slope=plain_number("leaky_relu", "negative_slope", negative_slope)), inplace)


@of_floats
@of_tensors
def prelu(input: Tensor, weight: Tensor) -> Tensor:
    """input where it is positive, input * weight elsewhere; the weight is one number, or one per channel: (N, C, ...).

    >>> import autograd
    >>> prelu(autograd.tensor([[-2.0, -2.0]]), autograd.tensor([0.25, 0.5]))
    tensor([[-0.5000, -1.0000]])
    """
    if weight.ndim > 1:
        raise RuntimeError(f"prelu: Expected `weight` to be a scalar or 1D tensor, but got: ndim = {weight.ndim}")
    if weight.numel() != 1:
        channels = input.array.shape[1] if input.ndim > 1 else 1
        if input.ndim == 0:
            raise RuntimeError("prelu: Not allow zero-dim input tensor with a weight per channel")
        if channels != weight.numel():
            raise RuntimeError(
                f"prelu: Mismatch of parameter numbers and input channel size. Found parameter numbers = {weight.numel()}, "
                f"and channel size = {channels}."
            )
        weight = weight.reshape(-1, *[1] * (input.ndim - 2))
    elif weight.ndim:
        weight = weight.reshape(())
    if weight.dtype != input.dtype:
        raise RuntimeError(f"prelu: Type promoting not supported. Got {input.dtype!r} and {weight.dtype!r}")
    return prelu_op(input, weight)


@of_floats
def rrelu(input: Tensor, lower: float = 1 / 8, upper: float = 1 / 3, training: bool = False, inplace: bool = False) -> Tensor:
    """`leaky_relu` with a random slope between ``lower`` and ``upper`` for each element; with their mean when not training. Elementwise.

    >>> import autograd
    >>> rrelu(autograd.tensor([-2.0, 0.0, 2.0]), lower=0.1, upper=0.3)
    tensor([-0.4000,  0.0000,  2.0000])
    """
    if not training:
        return leaky_relu(input, (lower + upper) / 2, inplace)
    return delivered("rrelu", input, rrelu_op(input, slopes=_random_slopes(input, lower, upper)), inplace)


def _random_slopes(input: Tensor, lower: float, upper: float) -> Any:
    """Random slopes of where the input is not positive, and 1 elsewhere."""
    slopes = np.ones(input.array.shape, input.array.dtype)
    falling = input.array <= 0
    slopes[falling] = autograd.empty(int(falling.sum()), dtype=autograd.float64).uniform_(lower, upper).array
    return slopes


@of_floats
def elu(input: Tensor, alpha: float = 1.0, inplace: bool = False) -> Tensor:
    """input where it is positive, alpha * (exp(input) - 1) elsewhere.  Clevert et al. 2015. Elementwise.

    >>> import autograd
    >>> elu(autograd.tensor([-2.0, 0.0, 2.0]))
    tensor([-0.8647,  0.0000,  2.0000])
    """
    return delivered("elu", input, elu_op(input, alpha=plain_number("elu", "alpha", alpha), scale=1.0, steepness=1.0), inplace)


@of_floats
def celu(input: Tensor, alpha: float = 1.0, inplace: bool = False) -> Tensor:
    """input where it is positive, alpha * (exp(input / alpha) - 1) elsewhere: an elu without a kink at 0.  Barron 2017. Elementwise.

    >>> import autograd
    >>> celu(autograd.tensor([-2.0, 0.0, 2.0]), alpha=2.0)
    tensor([-1.2642,  0.0000,  2.0000])
    """
    alpha = plain_number("celu", "alpha", alpha)
    if alpha == 0:
        raise RuntimeError("celu: alpha cannot be 0: the function divides by it (ZeroDivisionError)")
    return delivered("celu", input, elu_op(input, alpha=alpha, scale=1.0, steepness=1 / alpha), inplace)


@of_floats
def selu(input: Tensor, inplace: bool = False) -> Tensor:
    """A scaled elu, with constants that keep mean 0 and variance 1 from layer to layer.  Klambauer et al. 2017. Elementwise.

    >>> import autograd
    >>> selu(autograd.tensor([-2.0, 0.0, 2.0]))
    tensor([-1.5202,  0.0000,  2.1014])
    """
    result = elu_op(input, alpha=1.6732632423543772848170429916717, scale=1.0507009873554804934193349852946, steepness=1.0)
    return delivered("selu", input, result, inplace)


def threshold(input: Tensor, threshold: float, value: float, inplace: bool = False) -> Tensor:
    """input where it is above ``threshold``, ``value`` elsewhere. Elementwise.

    >>> import autograd
    >>> threshold(autograd.tensor([1.0, 3.0]), 2.0, -1.0)
    tensor([-1.,  3.])
    """
    threshold, value = plain_number("threshold", "threshold", threshold), plain_number("threshold", "value", value)
    if input.array.dtype.kind == "b":
        raise NotImplementedError("threshold: not implemented for bool: convert the tensor with .float() first")
    if input.array.dtype.kind != "f":
        threshold, value = (number(n, input.array.dtype).item() for n in (threshold, value))
    return delivered("threshold", input, threshold_op(input, threshold=threshold, value=value), inplace)


@of_tensors
def hardtanh(input: Tensor, min_val: float = -1.0, max_val: float = 1.0, inplace: bool = False) -> Tensor:
    """The input limited to the range from ``min_val`` to ``max_val``; unlike `clamp` with gradient 0 at the bounds. Elementwise.

    >>> import autograd
    >>> hardtanh(autograd.tensor([-2.0, 0.0, 2.0]))
    tensor([-1.,  0.,  1.])
    """
    if min_val > max_val:
        raise ValueError(f"hardtanh: min_val cannot be greater than max_val, but got {min_val} and {max_val}")
    if input.array.dtype.kind == "b":
        raise RuntimeError("hardtanh: Bool inputs not supported: convert the tensor with .float() first")
    return delivered("hardtanh", input, hardtanh_op(input, low=min_val, high=max_val), inplace)


@of_floats
def hardsigmoid(input: Tensor, inplace: bool = False) -> Tensor:
    """relu6(input + 3) / 6: a sigmoid of straight lines. Elementwise.

    >>> import autograd
    >>> hardsigmoid(autograd.tensor([-2.0, 0.0, 2.0]))
    tensor([0.1667, 0.5000, 0.8333])
    """
    return delivered("hardsigmoid", input, hardsigmoid_op(input), inplace)


@of_floats
def hardswish(input: Tensor, inplace: bool = False) -> Tensor:
    """input * relu6(input + 3) / 6: a silu of straight pieces.  Howard et al. 2019. Elementwise.

    >>> import autograd
    >>> hardswish(autograd.tensor([-2.0, 0.0, 2.0]))
    tensor([-0.3333,  0.0000,  1.6667])
    """
    return delivered("hardswish", input, hardswish_op(input), inplace)


@of_floats
def hardshrink(input: Tensor, lambd: float = 0.5) -> Tensor:
    """0 where the input is between -lambd and lambd, else the input. Elementwise.

    >>> import autograd
    >>> hardshrink(autograd.tensor([-1.0, 0.3, 2.0]))
    tensor([-1.,  0.,  2.])
    """
    return hardshrink_op(input, lambd=plain_number("hardshrink", "lambd", lambd))


@of_floats
def softshrink(input: Tensor, lambd: float = 0.5) -> Tensor:
    """The input, moved by ``lambd`` towards 0, and 0 where it would change its sign. Elementwise.

    >>> import autograd
    >>> softshrink(autograd.tensor([-1.0, 0.3, 2.0]))
    tensor([-0.5000,  0.0000,  1.5000])
    """
    lambd = plain_number("softshrink", "lambd", lambd)
    if lambd < 0:
        raise RuntimeError(f"softshrink: lambda must be greater or equal to 0, but found to be {lambd}.")
    return softshrink_op(input, lambd=lambd)


def tanhshrink(input: Tensor) -> Tensor:
    """input - tanh(input). Elementwise.

    >>> import autograd
    >>> tanhshrink(autograd.tensor([-2.0, 0.0, 2.0]))
    tensor([-1.0360,  0.0000,  1.0360])
    """
    return input - tanh(input)


# ---------------------------------------------------------------------------------------------------------------- smooth ones

SQRT_HALF = math.sqrt(1 / 2)
SQRT_2_OVER_PI = math.sqrt(2 / math.pi)
# log(1 / cdf(x) - 1) / x as a polynomial in x**2, for float32: the minimax fit, off by 3e-8 in cdf(x). With tanh instead of exp, GELU of 32,768
# numbers takes 1.3 of the time with AVX2.
LOGIT_NORMAL = (-1.59576988, -0.07266617, 6.5189958e-5, 1.10612384e-4, -7.9294882e-6, 2.6452662e-7, -3.5123396e-9)


def _normal_cdf(x: Any) -> Any:
    if x.dtype != np.float32:  # also of Tensors
        return 0.5 + 0.5 * erf.apply(x * SQRT_HALF)
    cdf = np.exp(x * horner(LOGIT_NORMAL, x * x))
    cdf += 1
    return np.divide(1, cdf, out=cdf if cdf.shape else None)


@elementwise(2, results=2)
def _gelu(x: Any) -> tuple[Any, Any]:
    cdf = _normal_cdf(x)
    return x * cdf, cdf


def _gelu_tanh(x: Any) -> tuple[Any, Any]:
    t = _inner_tanh(x)
    return (0.5 * x) * (1 + t), t


def _inner_tanh(x: Any) -> Any:
    return np.tanh(SQRT_2_OVER_PI * (x + 0.044715 * (x * x * x)))


@elementwise(1, results=2)
def _silu(x: Any) -> tuple[Any, Any]:
    s = sigmoid.forward(x)
    return x * s, s


@elementwise(0.6)
def _silu_gradient(g: Any, x: Any, s: Any) -> Any:
    slope = 1 - s
    if isinstance(slope, Tensor):
        return g * (s * (1 + x * slope))
    slope *= x  # in place
    slope += 1
    slope *= s
    slope *= g
    return slope


def _mish(x: Any) -> tuple[Any, Any]:
    t = np.tanh(_softplus(x, beta=1.0, threshold=20.0))
    return x * t, t


def _softplus(x: Any, *, beta: float, threshold: float) -> Any:
    z = x * beta
    return where_op.forward(z > threshold, x, (np.maximum(z, 0) + np.log1p(np.exp(-np.absolute(z)))) / beta)


gelu_op = Op(
    _gelu,
    wide=True,
    name="gelu",
    layout=like_input,
    keeps={"cdf": _normal_cdf},
    x=elementwise(2)(lambda g, x, cdf: g * (cdf + x * (SQRT_HALF / math.sqrt(math.pi) * np.exp(-0.5 * (x * x))))),
)
gelu_tanh_op = Op(
    _gelu_tanh,
    wide=True,
    name="gelu",
    layout=like_input,
    keeps={"t": _inner_tanh},
    x=lambda g, x, t: g * (0.5 * (1 + t) + (0.5 * SQRT_2_OVER_PI * x) * (1 - t * t) * (1 + 3 * 0.044715 * (x * x))),
)
silu_op = Op(
    _silu,
    wide=True,
    name="silu",
    keeps={"s": lambda x: sigmoid(x)},
    x=_silu_gradient,
)
softplus_op = Op(
    _softplus,
    wide=True,
    name="softplus",
    x=lambda g, x, beta, threshold: where_op.apply(x * beta > threshold, g, g * sigmoid.apply(x * beta)),
)
mish_op = Op(
    _mish,
    wide=True,
    name="mish",
    keeps={"t": lambda x: np.tanh(softplus(x))},
    x=lambda g, x, t: g * (t + x * sigmoid.apply(x) * (1 - t * t)),
)
# sigmoid(-x), whose derivative keeps its digits in both tails: sigmoid's own, out * (1 - out), is 0 where out is rounded to 1
sigmoid_of_negative = Op(
    lambda x: 1 / (1 + np.exp(x)), wide=True, name="sigmoid_of_negative", title="Sigmoid", x=lambda g, x, out: -g * out * sigmoid.apply(x)
)
logsigmoid_op = Op(
    lambda x: np.minimum(x, 0) - np.log1p(np.exp(-np.absolute(x))),
    wide=True,
    name="log_sigmoid",
    x=lambda g, x: g * sigmoid_of_negative.apply(x),
)


@of_floats
def gelu(input: Tensor, approximate: str = "none") -> Tensor:
    """input times the probability that a normal variable is below it; with ``approximate="tanh"`` by a formula of tanh. Elementwise.

    Hendrycks & Gimpel 2016.

    >>> import autograd
    >>> gelu(autograd.tensor([-1.0, 0.0, 1.0]))
    tensor([-0.1587,  0.0000,  0.8413])
    """
    if approximate not in ("none", "tanh"):
        raise RuntimeError(f"gelu: approximate argument must be either none or tanh, got {approximate!r}")
    return gelu_op(input) if approximate == "none" else gelu_tanh_op(input)


@of_floats
def silu(input: Tensor, inplace: bool = False) -> Tensor:
    """input * sigmoid(input), also called swish. Elementwise.

    >>> import autograd
    >>> silu(autograd.tensor([-2.0, 0.0, 2.0]))
    tensor([-0.2384,  0.0000,  1.7616])
    """
    return delivered("silu", input, silu_op(input), inplace)


@of_floats
def mish(input: Tensor, inplace: bool = False) -> Tensor:
    """input * tanh(softplus(input)).  Misra 2019. Elementwise.

    >>> import autograd
    >>> mish(autograd.tensor([-2.0, 0.0, 2.0]))
    tensor([-0.2525,  0.0000,  1.9440])
    """
    return delivered("mish", input, mish_op(input), inplace)


@of_floats
def softplus(input: Tensor, beta: float = 1.0, threshold: float = 20.0) -> Tensor:
    """log(1 + exp(beta * input)) / beta: a smooth relu. The input itself where beta * input is above ``threshold``. Elementwise.

    >>> import autograd
    >>> softplus(autograd.tensor([-2.0, 0.0, 2.0]))
    tensor([0.1269, 0.6931, 2.1269])
    """
    return softplus_op(input, beta=plain_number("softplus", "beta", beta), threshold=plain_number("softplus", "threshold", threshold))


@of_floats
def logsigmoid(input: Tensor) -> Tensor:
    """The logarithm of `sigmoid`, exact also where sigmoid is rounded to 0 or 1. Elementwise.

    >>> import autograd
    >>> logsigmoid(autograd.tensor([-2.0, 0.0, 2.0]))
    tensor([-2.1269, -0.6931, -0.1269])
    """
    return logsigmoid_op(input)


def softsign(input: Tensor) -> Tensor:
    """input / (1 + |input|). Elementwise.

    >>> import autograd
    >>> softsign(autograd.tensor([-2.0, 0.0, 2.0]))
    tensor([-0.6667,  0.0000,  0.6667])
    """
    return input / (input.abs() + 1)


@of_floats
@rounded_once
def glu(input: Tensor, dim: int = -1) -> Tensor:
    """The first half of the input along ``dim``, times the sigmoid of the second half.  Dauphin et al. 2016. (..., 2 n, ...) -> (..., n, ...).

    >>> import autograd
    >>> glu(autograd.tensor([3.0, 5.0, 0.0, 100.0]))
    tensor([1.5000, 5.0000])
    """
    if input.ndim == 0:
        raise RuntimeError("glu does not support 0-dimensional tensors")
    size = input.size(dim)
    if size % 2:
        raise RuntimeError(f"glu: Halving dimension must be even, but dimension {dim} is size {size}")
    first, second = input.split(size // 2, dim)
    return first * sigmoid(second)


# ---------------------------------------------------------------------------------------------------------------- over a dimension


def _implied(name: str, dim: int | None, input: Tensor) -> int:
    """The dimension, or the one that old programs mean when they give none."""
    if dim is not None:
        return dim
    warn(f"Implicit dimension choice for {name} has been deprecated. Change the call to include dim=X as an argument.", stacklevel=3)
    return 0 if input.ndim in (0, 1, 3) else 1


def softmax(input: Tensor, dim: int | None = None, _stacklevel: int = 3, dtype: Any = None) -> Tensor:
    """exp(input) divided by its sum along ``dim``; see `autograd.softmax`. The shape stays.

    >>> import autograd
    >>> softmax(autograd.tensor([[1.0, 1.0, 1.0, 1.0]]), dim=1)
    tensor([[0.2500, 0.2500, 0.2500, 0.2500]])
    """
    return autograd.softmax(input, _implied("softmax", dim, input), dtype)


def softmin(input: Tensor, dim: int | None = None, _stacklevel: int = 3, dtype: Any = None) -> Tensor:
    """The `softmax` of -input. The shape stays.

    >>> import autograd
    >>> softmin(autograd.tensor([[0.0, 1.0]]), dim=1)
    tensor([[0.7311, 0.2689]])
    """
    return autograd.softmax(-input, _implied("softmin", dim, input), dtype)


def log_softmax(input: Tensor, dim: int | None = None, _stacklevel: int = 3, dtype: Any = None) -> Tensor:
    """The logarithm of `softmax`; see `autograd.log_softmax`. The shape stays.

    >>> import autograd
    >>> log_softmax(autograd.tensor([[0.0, 1.0]]), dim=1)
    tensor([[-1.3133, -0.3133]])
    """
    return autograd.log_softmax(input, _implied("log_softmax", dim, input), dtype)


def gumbel_softmax(logits: Tensor, tau: float = 1, hard: bool = False, eps: float = 1e-10, dim: int = -1) -> Tensor:
    """A random choice along ``dim`` with probabilities softmax(logits), as a vector through which gradients flow. The shape stays.

    The smaller the temperature ``tau``, the nearer to one-hot. With ``hard=True`` it is one-hot, and its gradient is that of the soft
    choice.  Jang et al. 2016, Maddison et al. 2016.

    >>> import autograd
    >>> gumbel_softmax(autograd.zeros(2, 3), hard=True).sum(-1)
    tensor([1., 1.])
    """
    if eps != 1e-10:
        warn("`eps` parameter is deprecated and has no effect.", stacklevel=2)
    noise = -autograd.empty(logits.shape, dtype=logits.dtype).exponential_().log()  # Gumbel(0, 1)
    soft = autograd.softmax((logits + noise) / tau, dim)
    if not hard:
        return soft
    chosen = np.zeros_like(soft.array)
    np.put_along_axis(chosen, np.expand_dims(soft.array.argmax(dim), dim), 1, dim)
    return wrap(chosen) - soft.detach() + soft


relu_ = in_place(relu, "relu_")
leaky_relu_ = in_place(leaky_relu, "leaky_relu_")
rrelu_ = in_place(rrelu, "rrelu_")
elu_ = in_place(elu, "elu_")
celu_ = in_place(celu, "celu_")
selu_ = in_place(selu, "selu_")
threshold_ = in_place(threshold, "threshold_")
hardtanh_ = in_place(hardtanh, "hardtanh_")
