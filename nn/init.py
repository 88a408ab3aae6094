"""How weights are drawn before training: PyTorch's names, formulas and random stream.

Every function fills its tensor in place, outside the graph, and returns it.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

import autograd
from autograd import Tensor
from autograd.core.errors import warn
from autograd.core.overrides import offer as _offer
from autograd.core.tensor import wrap

__all__ = [
    "calculate_gain", "constant", "constant_", "dirac", "dirac_", "eye", "eye_", "kaiming_normal", "kaiming_normal_", "kaiming_uniform",
    "kaiming_uniform_", "normal", "normal_", "ones_", "orthogonal", "orthogonal_", "sparse", "sparse_", "trunc_normal_", "uniform", "uniform_",
    "xavier_normal", "xavier_normal_", "xavier_uniform", "xavier_uniform_", "zeros_",
]  # fmt: skip


def calculate_gain(nonlinearity: str, param: float | None = None) -> float:
    """The factor by which weights before this nonlinearity should be wider, so that the scale of activations is kept.

    >>> calculate_gain("relu") == 2**0.5
    True
    """
    if nonlinearity in ("linear", "conv1d", "conv2d", "conv3d", "conv_transpose1d", "conv_transpose2d", "conv_transpose3d", "sigmoid"):
        return 1
    if nonlinearity == "tanh":
        return 5.0 / 3
    if nonlinearity == "relu":
        return math.sqrt(2.0)
    if nonlinearity == "leaky_relu":
        slope = 0.01 if param is None else param
        if isinstance(slope, bool) or not isinstance(slope, (int, float)):
            raise ValueError(f"negative_slope {param} not a valid number")
        return math.sqrt(2.0 / (1 + slope**2))
    if nonlinearity == "selu":
        return 3.0 / 4
    raise ValueError(f"Unsupported nonlinearity {nonlinearity}")


def _filled(tensor: Tensor, values: Any) -> Tensor:
    tensor._check_overlap("init", tensor.array)
    tensor.array[...] = values
    tensor._bump_version()
    return tensor


def uniform_(tensor: Tensor, a: float = 0.0, b: float = 1.0, generator: Any = None) -> Tensor:
    """Uniform between a and b.

    >>> import autograd as torch
    >>> uniform_(torch.empty(2, 3), -0.1, 0.1).shape
    torch.Size([2, 3])
    """
    with autograd.no_grad():
        return tensor.uniform_(a, b, generator=generator)


def normal_(tensor: Tensor, mean: float = 0.0, std: float = 1.0, generator: Any = None) -> Tensor:
    """Normal.

    >>> import autograd as torch
    >>> normal_(torch.empty(2, 3), std=0.02).shape
    torch.Size([2, 3])
    """
    with autograd.no_grad():
        return tensor.normal_(mean, std, generator=generator)


def trunc_normal_(tensor: Tensor, mean: float = 0.0, std: float = 1.0, a: float = -2.0, b: float = 2.0, generator: Any = None) -> Tensor:
    """Normal, drawn again where outside [a, b].

    If few of the draws would fall inside, uniform proposals are accepted with the probability of the density instead.

    >>> import autograd as torch
    >>> (trunc_normal_(torch.empty(100)).abs() <= 2).all()
    tensor(True)
    """
    if mean < a - 2 * std or mean > b + 2 * std:
        warn("mean is more than 2 std from [a, b] in nn.init.trunc_normal_. The distribution of values may be incorrect.", stacklevel=2)
    accepted = (math.erf((b - mean) / (std * math.sqrt(2))) - math.erf((a - mean) / (std * math.sqrt(2)))) / 2
    if accepted > 0.3:
        normal_(tensor, mean, std, generator)
        while (outside := (tensor.array < a) | (tensor.array > b)).any():
            again = normal_(wrap(np.empty_like(tensor.array)), mean, std, generator)
            _filled(tensor, np.where(outside, again.array, tensor.array))
        return tensor
    peak = min(max(mean, a), b)  # where the density on [a, b] is highest
    pending = np.ones(tensor.array.shape, bool)
    while pending.any():
        proposal = uniform_(wrap(np.empty_like(tensor.array)), a, b, generator).array
        chance = uniform_(wrap(np.empty_like(tensor.array)), 0.0, 1.0, generator).array
        accept = pending & (np.log(chance) <= ((peak - mean) ** 2 - (proposal - mean) ** 2) / (2 * std**2))
        _filled(tensor, np.where(accept, proposal, tensor.array))
        pending &= ~accept
    return tensor


def constant_(tensor: Tensor, val: float) -> Tensor:
    """One value everywhere.

    >>> import autograd as torch
    >>> constant_(torch.empty(3), 0.5)
    tensor([0.5000, 0.5000, 0.5000])
    """
    return _filled(tensor, val)


def ones_(tensor: Tensor) -> Tensor:
    """Ones.

    >>> import autograd as torch
    >>> ones_(torch.empty(3))
    tensor([1., 1., 1.])
    """
    return _filled(tensor, 1.0)


def zeros_(tensor: Tensor) -> Tensor:
    """Zeros.

    >>> import autograd as torch
    >>> zeros_(torch.empty(3))
    tensor([0., 0., 0.])
    """
    return _filled(tensor, 0.0)


def eye_(tensor: Tensor) -> Tensor:
    """The identity matrix: ``tensor`` must have 2 dimensions.

    >>> import autograd as torch
    >>> eye_(torch.empty(2, 3))
    tensor([[1., 0., 0.],
            [0., 1., 0.]])
    """
    if tensor.ndim != 2:
        raise ValueError("Only tensors with 2 dimensions are supported")
    return _filled(tensor, np.eye(*tensor.shape))


def dirac_(tensor: Tensor, groups: int = 1) -> Tensor:
    """A convolution's weights (C_out, C_in, ...) that hand on the first channels of every group unchanged.

    >>> import autograd as torch
    >>> dirac_(torch.empty(1, 1, 3))
    tensor([[[0., 1., 0.]]])
    """
    if tensor.ndim not in (3, 4, 5):
        raise ValueError("Only tensors with 3, 4, or 5 dimensions are supported")
    if tensor.shape[0] % groups != 0:
        raise ValueError("dim 0 must be divisible by groups")
    out = tensor.shape[0] // groups
    zeros_(tensor)
    centre = tuple(n // 2 for n in tensor.shape[2:])
    for group in range(groups):
        for d in range(min(out, tensor.shape[1])):
            tensor.array[(group * out + d, d, *centre)] = 1
    return tensor


def _calculate_fan_in_and_fan_out(tensor: Tensor) -> tuple[int, int]:
    """How many inputs feed each output of weights (out, in, *kernel), and how many outputs each input feeds."""
    if tensor.ndim < 2:
        raise ValueError("Fan in and fan out can not be computed for tensor with fewer than 2 dimensions")
    field = math.prod(tensor.shape[2:])
    return tensor.shape[1] * field, tensor.shape[0] * field


def _calculate_correct_fan(tensor: Tensor, mode: str) -> int:
    """The fan in or the fan out."""
    if mode.lower() not in ("fan_in", "fan_out"):
        raise ValueError(f"Mode {mode} not supported, please use one of ['fan_in', 'fan_out']")
    return _calculate_fan_in_and_fan_out(tensor)[mode.lower() == "fan_out"]


def xavier_uniform_(tensor: Tensor, gain: float = 1.0, generator: Any = None) -> Tensor:
    """Uniform within ±gain·√(6 / (fan_in + fan_out)).  Glorot & Bengio 2010.

    >>> import autograd as torch
    >>> (xavier_uniform_(torch.empty(2, 4)).abs() <= 1).all()
    tensor(True)
    """
    std = gain * math.sqrt(2.0 / float(sum(_calculate_fan_in_and_fan_out(tensor))))
    bound = math.sqrt(3.0) * std
    return uniform_(tensor, -bound, bound, generator)


def xavier_normal_(tensor: Tensor, gain: float = 1.0, generator: Any = None) -> Tensor:
    """Normal with standard deviation gain·√(2 / (fan_in + fan_out)).  Glorot & Bengio 2010.

    >>> import autograd as torch
    >>> xavier_normal_(torch.empty(2, 4)).shape
    torch.Size([2, 4])
    """
    return normal_(tensor, 0.0, gain * math.sqrt(2.0 / float(sum(_calculate_fan_in_and_fan_out(tensor)))), generator)


def _kaiming_std(tensor: Tensor, a: float, mode: str, nonlinearity: str) -> float:
    """Standard deviation gain / √fan.  He et al. 2015."""
    if mode.lower() not in ("fan_in", "fan_out"):
        raise ValueError(f"Mode {mode.lower()} not supported, please use one of ['fan_in', 'fan_out']")
    fan_in, fan_out = _calculate_fan_in_and_fan_out(tensor)
    return calculate_gain(nonlinearity, a) / math.sqrt(fan_in if mode.lower() == "fan_in" else fan_out)


def _is_empty(tensor: Tensor) -> bool:
    if 0 in tensor.shape:
        warn("Initializing zero-element tensors is a no-op", stacklevel=3)
    return 0 in tensor.shape


def kaiming_uniform_(tensor: Tensor, a: float = 0, mode: str = "fan_in", nonlinearity: str = "leaky_relu", generator: Any = None) -> Tensor:
    """Uniform within ±gain·√(3 / fan); ``a`` is the slope of the leaky ReLU that follows.  He et al. 2015.

    >>> import autograd as torch
    >>> kaiming_uniform_(torch.empty(2, 4), nonlinearity="relu").shape
    torch.Size([2, 4])
    """
    if _is_empty(tensor):
        return tensor
    bound = math.sqrt(3.0) * _kaiming_std(tensor, a, mode, nonlinearity)
    return uniform_(tensor, -bound, bound, generator)


def kaiming_normal_(tensor: Tensor, a: float = 0, mode: str = "fan_in", nonlinearity: str = "leaky_relu", generator: Any = None) -> Tensor:
    """Normal with standard deviation gain / √fan; ``a`` is the slope of the leaky ReLU that follows.  He et al. 2015.

    >>> import autograd as torch
    >>> kaiming_normal_(torch.empty(2, 4), mode="fan_out", nonlinearity="relu").shape
    torch.Size([2, 4])
    """
    if _is_empty(tensor):
        return tensor
    return normal_(tensor, 0.0, _kaiming_std(tensor, a, mode, nonlinearity), generator)


def orthogonal_(tensor: Tensor, gain: float = 1, generator: Any = None) -> Tensor:
    """A matrix (further dimensions flattened into columns) with orthonormal rows or columns, times gain.  Saxe et al. 2013.

    >>> import autograd as torch
    >>> w = orthogonal_(torch.empty(2, 3))
    >>> (w @ w.T).abs().round(decimals=3)
    tensor([[1., 0.],
            [0., 1.]])
    """
    if tensor.ndim < 2:
        raise ValueError("Only tensors with 2 or more dimensions are supported")
    if tensor.numel() == 0:
        return tensor
    rows = tensor.shape[0]
    drawn = normal_(wrap(np.empty((rows, tensor.numel() // rows), tensor.array.dtype)), generator=generator).array
    wide = rows < drawn.shape[1]
    q, r = np.linalg.qr(drawn.T if wide else drawn)
    q = q * np.sign(np.diag(r))  # makes the decomposition unique, and the draw uniform
    return _filled(tensor, (q.T if wide else q).reshape(tensor.shape) * tensor.array.dtype.type(gain))


def sparse_(tensor: Tensor, sparsity: float, std: float = 0.01, generator: Any = None) -> Tensor:
    """Normal, with the fraction ``sparsity`` of each column set to zero.  Martens 2010.

    >>> import autograd as torch
    >>> (sparse_(torch.empty(10, 2), sparsity=0.5) == 0).sum()
    tensor(10)
    """
    if tensor.ndim != 2:
        raise ValueError("Only tensors with 2 dimensions are supported")
    rows, columns = tensor.shape
    normal_(tensor, 0.0, std, generator)
    for column in range(columns):
        order = autograd.randperm(rows)
        tensor.array[order.array[: math.ceil(sparsity * rows)], column] = 0
    return tensor


def _old_name(function: Any) -> Callable[..., Tensor]:
    """The name without the underscore, which PyTorch still has and warns about."""
    name = function.__name__[:-1]

    def deprecated(*args: Any, **kwargs: Any) -> Tensor:
        warn(f"`nn.init.{name}` is now deprecated in favor of `nn.init.{name}_`.", FutureWarning, stacklevel=2)
        return function(*args, **kwargs)

    deprecated.__name__ = deprecated.__qualname__ = name
    deprecated.__doc__ = f"Deprecated: say `{name}_`."
    return deprecated


uniform, normal, constant, eye, dirac = map(_old_name, (uniform_, normal_, constant_, eye_, dirac_))
xavier_uniform, xavier_normal, kaiming_uniform, kaiming_normal = map(_old_name, (xavier_uniform_, xavier_normal_, kaiming_uniform_, kaiming_normal_))
orthogonal, sparse = map(_old_name, (orthogonal_, sparse_))

_offer(globals(), "torch.nn.init")

# what libraries that draw weights themselves import
_no_grad_uniform_, _no_grad_normal_, _no_grad_trunc_normal_, _no_grad_fill_, _no_grad_zero_ = uniform_, normal_, trunc_normal_, constant_, zeros_
