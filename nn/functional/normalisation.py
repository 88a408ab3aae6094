"""Normalisation: values brought to mean 0 and variance 1 (or to norm 1), over the features, the batch, or groups of channels.

The gradient of all of them has one form. With x̂ = (x - mean) / σ and the gradient ĝ of x̂,

    ∂L/∂x = (ĝ - mean(ĝ) - x̂ * mean(ĝ * x̂)) / σ        (Ioffe & Szegedy 2015, section 3)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from math import prod
from typing import Any

import numpy as np

import autograd
from autograd import Tensor
from autograd.core.methods import of_tensors, plain_number
from autograd.core.op import Op, into
from autograd.core.strides import contiguous, is_channels_last, like_input
from autograd.distributed import ReduceOp
from autograd.distributed.nn.functional import all_reduce_op
from autograd.machine.threads import cut, each, long_product
from autograd.machine.totals import channels_total, columns_total, finite, ones, total
from autograd.ops.softmax import inner

from .activation import of_floats
from .planes import Matrix, along, in_layout_of, stretches
from .pooling import refuse_integers

__all__ = ["batch_norm", "group_norm", "instance_norm", "layer_norm", "local_response_norm", "normalize", "rms_norm"]


# ---------------------------------------------------------------------------------------------------------------- over the features


def _outer(column: Any, row: Any) -> Any:
    """column * row, (N, 1) * (C) -> (N, C). As a product of (N, 2) and (2, C), the second of each zeros, it takes a quarter of the time."""
    if isinstance(column, Tensor) or isinstance(row, Tensor):
        return column * row
    left, right = np.zeros((len(column), 2), column.dtype), np.zeros((2, len(row)), row.dtype)
    left[:, :1], right[0] = column, row
    return left @ right


def _centred(rows: Any) -> Any:
    """Each row less its mean."""
    return rows - _outer(total(rows, -1, True) / rows.shape[-1], ones(rows.shape[-1], rows.dtype))


def _factor(centred: Any, eps: float) -> Any:
    """1/σ of each row, (N, 1)."""
    return 1 / np.sqrt(_products_total(_rows_inner, centred, centred) / centred.shape[-1] + eps)


def _rows_inner(x: Any, y: Any) -> Any:
    return inner.apply(x, y, dim=-1)


def _products_total(inner: Callable[[Any, Any], Any], x: Any, y: Any) -> Any:
    """Sums of the products of x and y; in float64, and of that type, if they are too large for float32."""
    sums = inner(x, y)
    if type(sums) is np.ndarray and not finite(sums) and sums.dtype == np.float32:
        return inner(x.astype(np.float64), y.astype(np.float64))
    return sums


def _weighted_total(weights: Any, rows: Any) -> Any:
    """The sum of the rows times their weights, (N, 1) and (N, C) -> (1, C); as exact as other sums also if they are many."""
    return long_product(weights.T, rows) if len(rows) > 128 and type(rows) is np.ndarray else weights.T @ rows


def _layer_norm(x: Any, weight: Any, bias: Any, *, count: int, eps: float) -> tuple[Any, Any, Any]:
    centred = _centred(x.reshape(x.size // count if count else 0, count))
    factor = _factor(centred, eps)
    out = centred * _outer(factor, ones(count, x.dtype) if weight is None else weight.reshape(count))
    if bias is not None:
        out += bias.reshape(count)
    return out.reshape(x.shape).astype(x.dtype, copy=False), centred, factor


def _layer_norm_gradients(
    g: Any, x: Any, weight: Any, count: int, eps: float, bias_shape: Any, centred: Any, factor: Any
) -> tuple[Any, Any | None, Any | None]:
    g = g.reshape(centred.shape)
    one = ones(count, g.dtype)
    row = one if weight is None else weight.reshape(count)  # ĝ = g * row, and x̂ = centred * factor
    product = g * centred
    for_weight = None if weight is None else _weighted_total(factor, product).reshape(weight.shape)
    for_bias = None if bias_shape is None else columns_total(g).reshape(bias_shape)
    scaled = g * _outer(factor, row)  # ĝ / σ
    slope = factor * (factor * (factor * ((product @ row)[:, None] / count)))  # in this order, as factor**3 may be too small for the type
    for_x = scaled - (centred * _outer(slope, one) + _outer(total(scaled, -1, True) / count, one))
    return for_x.reshape(x.shape), for_weight, for_bias


layer_norm_op = Op(
    _layer_norm,
    wide=True,
    name="layer_norm",
    title="NativeLayerNorm",
    keeps={
        "centred": lambda x, count: _centred(x.reshape(-1, count)),
        "factor": lambda x, count, eps: _factor(_centred(x.reshape(-1, count)), eps),
    },
    joint={("x", "weight", "bias"): _layer_norm_gradients},
)


@of_floats
def layer_norm(input: Tensor, normalized_shape: Sequence[int], weight: Tensor | None = None, bias: Tensor | None = None, eps: float = 1e-5) -> Tensor:
    """The input brought to mean 0 and variance 1 over its last dimensions, those of ``normalized_shape``; then times weight, plus bias.

    weight, bias: of shape ``normalized_shape``.  Ba et al. 2016.

    >>> import autograd
    >>> layer_norm(autograd.tensor([[1.0, 2.0, 3.0]]), (3,))
    tensor([[-1.2247,  0.0000,  1.2247]])
    """
    shape = _normalized_shape("layer_norm", input, normalized_shape, weight, bias)
    if _mixed("layer_norm", input, weight, bias):
        return layer_norm(input.float(), shape, weight, bias, eps).to(input.dtype)
    return layer_norm_op(input, weight, bias, count=prod(shape), eps=plain_number("layer_norm", "eps", eps))


@of_tensors
def rms_norm(input: Tensor, normalized_shape: Sequence[int], weight: Tensor | None = None, eps: float | None = None) -> Tensor:
    """The input divided by the root of the mean of its squares over the last dimensions, times weight: (..., *normalized_shape).

    ``eps``, added to the mean, is by default the smallest step of the dtype.  Zhang & Sennrich 2019.

    >>> import autograd
    >>> rms_norm(autograd.tensor([[3.0, 4.0]]), (2,))
    tensor([[0.8485, 1.1314]])
    """
    shape = _normalized_shape("rms_norm", input, normalized_shape, weight)
    if eps is None:
        eps = float(np.finfo(input.array.dtype).eps)
    dims = tuple(range(-len(shape), 0))
    input = input.contiguous()
    x = input.float() if input.dtype == autograd.float16 else input
    result = x * ((x * x).mean(dims, keepdim=True) + eps).rsqrt()
    return (result if weight is None else result * weight).to(input.dtype)


def _normalized_shape(name: str, input: Tensor, normalized_shape: Sequence[int], *parameters: Tensor | None) -> tuple[int, ...]:
    """The sizes to normalise over, checked against the input and the parameters."""
    shape = tuple(normalized_shape) if isinstance(normalized_shape, Iterable) else (normalized_shape,)
    if not shape:
        raise RuntimeError(f"{name}: Expected normalized_shape to be at least 1-dimensional, i.e., containing at least one element")
    for parameter in parameters:
        if parameter is not None and tuple(parameter.shape) != shape:
            raise RuntimeError(
                f"{name}: Expected weight (and bias) to be of same shape as normalized_shape, but got {tuple(parameter.shape)} and "
                f"normalized_shape = {list(shape)}"
            )
    if tuple(input.shape[-len(shape) :]) != shape:
        raise RuntimeError(
            f"{name}: Given normalized_shape={list(shape)}, expected input with shape [*, {', '.join(map(str, shape))}], but got input of "
            f"size {list(input.shape)}"
        )
    return shape


# ---------------------------------------------------------------------------------------------------------------- over the batch

MORE_VALUES = "give more than one sample, or call eval() of the model first, if this is no training"
ROW = 4096  # numbers: a longer row makes NumPy no faster


def _beside(column: Any, x: Any) -> Any:
    """A number per channel, (C, 1), for x (N, C, L): beside a row of them NumPy takes two thirds of the time if rows are short and many."""
    short = 1 < x.shape[2] < ROW and len(x) > 3
    return np.repeat(column, x.shape[2], axis=1) if short and not isinstance(column, Tensor) else column


def _channel_statistics(x: Any, count: int, group: Any, out: Any = None) -> tuple[Any, Any, Any]:
    """x (N, C, L) less the mean of each channel, in ``out``; the means, and the variances, each (C, 1), over ``count`` numbers of a channel."""
    mean = _across(channels_total(x), group) / count
    centred = x - mean if out is None else np.subtract(x, _beside(mean, x), out=out)
    return centred, mean, _across(_channel_inner(centred, centred), group) / count


def _across(sums: Any, group: Any) -> Any:
    """The sums of what the processes of a group have; None is this process alone."""
    return sums if group is None else all_reduce_op.apply(sums, op=ReduceOp.SUM, group=group)


def _channel_inner(x: Any, y: Any) -> Any:
    """The sum of x * y over N and L, as (C, 1); for images without storing the products."""
    return _products_total(lambda x, y: channels_total(x * y if x.shape[2] == 1 else _rows_inner(x, y)), x, y)


def _by_channels(function: Callable[..., Any], *arrays: Any, group: Any) -> Any:
    """``function`` of arrays (N, C, L) and columns (C, ...) or None, large ones in parts of the channels; its last argument is for its first result.

    With a group of processes not in parts, as all of them have to send the same sums. That argument is None for Tensors.
    """
    x = arrays[0]
    if type(x) is not np.ndarray:
        return function(*arrays, None)
    whole = np.empty(x.shape, x.dtype)

    def of_some(part: slice) -> Any:
        return function(*[a[:, part] if a is not None and a.ndim == 3 else a if a is None else a[part] for a in (*arrays, whole)])[1:]

    apart = len(x) == 1 or x.shape[2] >= ROW  # half of the channels of short rows take nearly as long as all
    columns = each(of_some, cut(x.shape[1], 2 * x.size) if group is None and apart else [slice(None)])
    return (whole, *(columns[0] if len(columns) == 1 else map(np.concatenate, zip(*columns, strict=True))))


def _batch_norm(
    x: Any, weight: Any, bias: Any, *, eps: float, note: Callable[[Any, Any], None], count: int, group: Any = None
) -> tuple[Any, Any, Any]:
    def of_some(x: Any, weight: Any, bias: Any, out: Any) -> tuple[Any, ...]:
        centred, mean, variance = _channel_statistics(x, count, group, out)
        factor = 1 / np.sqrt(variance + eps)
        centred *= _beside(factor if weight is None else factor * weight[:, None], x)
        if bias is not None:
            centred += _beside(bias[:, None], x)
        return centred, mean, variance, factor

    out, mean, variance, factor = _by_channels(of_some, x, weight, bias, group=group)
    note(mean[:, 0], variance[:, 0])
    return out, mean, factor


def _batch_norm_gradients(g: Any, x: Any, weight: Any, eps: float, count: int, group: Any, mean: Any, factor: Any) -> tuple[Any, Any, Any]:
    def of_some(g: Any, x: Any, weight: Any, mean: Any, factor: Any, out: Any) -> tuple[Any, Any, Any]:
        centred = x - mean if out is None else np.subtract(x, _beside(mean, x), out=out)
        for_weight, for_bias = _channel_inner(g, centred) * factor, channels_total(g)  # and x̂ = centred * factor
        scale = factor if weight is None else factor * weight[:, None]
        both = _across(for_bias, group) / count, factor * _across(for_weight, group) / count
        if out is None:
            return (centred * -both[1] + g - both[0]) * scale, for_weight[:, 0], for_bias[:, 0]
        out *= _beside(-both[1], g)
        out += g
        out -= _beside(both[0], g)
        out *= _beside(scale, g)
        return out, for_weight[:, 0], for_bias[:, 0]

    for_x, for_weight, for_bias = _by_channels(of_some, g, x, weight, mean, factor, group=group)
    return for_x, for_weight, for_bias


batch_norm_op = Op(
    _batch_norm,
    wide=True,
    name="batch_norm",
    title="NativeBatchNorm",
    layout=contiguous,
    keeps={
        "mean": lambda x, count, group: _channel_statistics(x, count, group)[1],
        "factor": lambda x, eps, count, group: 1 / np.sqrt(_channel_statistics(x, count, group)[2] + eps),
    },
    joint={("x", "weight", "bias"): _batch_norm_gradients},
)


@of_floats
def batch_norm(
    input: Tensor,
    running_mean: Tensor | None,
    running_var: Tensor | None,
    weight: Tensor | None = None,
    bias: Tensor | None = None,
    training: bool = False,
    momentum: float = 0.1,
    eps: float = 1e-5,
    *,
    group: Any = None,
) -> Tensor:
    """Each channel brought to mean 0 and variance 1 over the batch; then times weight, plus bias.

    input: (N, C) or (N, C, ...), the others: (C). In training the batch's own mean and variance serve, and the running ones are moved
    towards them, in place, by ``momentum`` (the variance as unbiased estimate); otherwise the running ones serve. With a ``group`` of
    processes the batch is what all of them have.  Ioffe & Szegedy 2015.

    >>> import autograd
    >>> batch_norm(autograd.tensor([[1.0], [3.0]]), None, None, training=True)
    tensor([[-1.0000],
            [ 1.0000]])
    """
    shape = input.array.shape
    if input.array.size == 0 and group is None:
        return input.clone()
    if len(shape) < 2:
        raise RuntimeError(f"batch_norm: the input must have at least 2 dimensions, (N, C, ...), got shape {shape}")
    count = int(_across(np.array(prod(shape[:1] + shape[2:])), group))
    if training and count == 1:
        raise ValueError(f"Expected more than 1 value per channel when training, got input size {input.shape}: {MORE_VALUES}")
    if eps < 0 or (training and eps == 0):
        raise ValueError(f"batch_norm: eps must be positive during training, and never negative, but got {eps}")
    if _check_channels("batch_norm", input, running_mean=running_mean, running_var=running_var, weight=weight, bias=bias):
        return batch_norm(input.float(), running_mean, running_var, weight, bias, training, momentum, eps, group=group).to(input.dtype)
    if not training:
        return _with_running_statistics(input, running_mean, running_var, weight, bias, eps)

    def note(mean: Any, variance: Any) -> None:
        _move(running_mean, mean, momentum)
        _move(running_var, variance * (count / (count - 1)), momentum)

    x = input.reshape(shape[0], shape[1], prod(shape[2:]))
    result = batch_norm_op(x, weight, bias, eps=eps, note=note, count=count, group=group).reshape(shape)
    return in_layout_of(result, input) if is_channels_last(input.array) and not input.array.flags.c_contiguous else result


def _move(running: Tensor | None, towards: Any, momentum: float) -> None:
    """Move a running mean, in place: running += momentum * (towards - running)."""
    if running is not None:
        running.array[...] = (1 - momentum) * running.array + momentum * towards
        running._bump_version()


def _normalised(x: Any, mean: Any, variance: Any, weight: Any, bias: Any, *, eps: float) -> Any:
    out = x - mean  # first, as of large numbers that are near their mean x * scale would keep fewer digits
    out *= _scale(variance, weight, eps)
    if bias is not None:
        out += bias
    return out


def _scale(variance: Any, weight: Any, eps: float) -> Any:
    factor = 1 / np.sqrt(variance + eps)
    return factor if weight is None else factor * weight


normalised = Op(
    _normalised,
    wide=True,
    promote="same",
    name="batch_norm",
    title="NativeBatchNorm",
    layout=like_input,
    x=lambda g, variance, weight, eps: g * _scale(variance, weight, eps),
    weight=lambda g, x, mean, variance, eps: g * (x - mean) * _scale(variance, None, eps),
    bias=lambda g: g,
)


def _with_running_statistics(
    input: Tensor, mean: Tensor | None, variance: Tensor | None, weight: Tensor | None, bias: Tensor | None, eps: float
) -> Tensor:
    """Normalise with means and variances known before."""
    if mean is None or variance is None:
        raise RuntimeError("batch_norm: Expected running_mean and running_var to be defined when training=False")
    along = (-1, *[1] * (input.ndim - 2))
    columns = [t if t is None else t.reshape(along) for t in (mean, variance, weight, bias)]
    return normalised(input, *columns, eps=eps)


def _check_channels(name: str, input: Tensor, **parameters: Tensor | None) -> bool:
    """Refuse parameters that do not fit the input; whether they are of another type, as they may be (see `_mixed`)."""
    channels = input.array.shape[1]
    for which, parameter in parameters.items():
        if parameter is not None and parameter.array.size != channels:
            raise RuntimeError(f"{name}: {which} should contain {channels} elements, one per channel, not {parameter.array.size}")
    return _mixed(name, input, *parameters.values())


def _mixed(name: str, input: Tensor, *parameters: Tensor | None) -> bool:
    """Whether the parameters are of float32 and the input of float16, of which the result is then; else all must be of one type."""
    dtype = input.array.dtype
    types = {p.array.dtype for p in parameters if p is not None}
    if not types or types == {dtype}:
        return False
    if dtype == np.float16 and types == {np.dtype(np.float32)}:
        return True
    raise RuntimeError(
        f"{name}: mixed dtypes: expected the parameters to have the type of the input, {input.dtype!r}, or all of them torch.float32 beside "
        f"torch.float16, got {', '.join(sorted(t.name for t in types))}: convert the input or the layer with .to(...)"
    )


# ---------------------------------------------------------------------------------------------------------------- over groups of channels


@of_floats
def group_norm(input: Tensor, num_groups: int, weight: Tensor | None = None, bias: Tensor | None = None, eps: float = 1e-5) -> Tensor:
    """Each sample's channels, in groups, brought to mean 0 and variance 1; then times weight, plus bias, per channel.

    input: (N, C, ...), weight, bias: (C); ``num_groups`` divides C.  Wu & He 2018.

    >>> import autograd
    >>> group_norm(autograd.tensor([[1.0, 3.0, 0.0, 8.0]]), 2)
    tensor([[-1.0000,  1.0000, -1.0000,  1.0000]])
    """
    if input.ndim < 2:
        raise RuntimeError(f"group_norm: Expected at least 2 dimensions for input tensor but received {input.ndim}")
    shape = input.array.shape
    samples, channels = shape[:2]
    if num_groups <= 0 or channels % num_groups:
        raise RuntimeError(f"group_norm: Expected number of channels in input to be divisible by num_groups, but got {channels} and {num_groups}")
    if prod((samples * channels // num_groups, *shape[2:])) == 1:
        raise ValueError(f"Expected more than 1 value per channel when training, got input size {input.shape}: fewer groups have more values each")
    if _check_channels("group_norm", input, weight=weight, bias=bias):
        return group_norm(input.float(), num_groups, weight, bias, eps).to(input.dtype)
    count, eps = prod(shape[1:]) // num_groups, plain_number("group_norm", "eps", eps)
    result = layer_norm_op(input.reshape(samples * num_groups, count), None, None, count=count, eps=eps).reshape(shape)
    along = (-1, *[1] * (input.ndim - 2))
    if weight is not None:
        result = result * weight.reshape(along)
    return result if bias is None else result + bias.reshape(along)


@of_floats
def instance_norm(
    input: Tensor,
    running_mean: Tensor | None = None,
    running_var: Tensor | None = None,
    weight: Tensor | None = None,
    bias: Tensor | None = None,
    use_input_stats: bool = True,
    momentum: float = 0.1,
    eps: float = 1e-5,
) -> Tensor:
    """Each channel of each sample brought to mean 0 and variance 1; then times weight, plus bias.

    input: (N, C, ...), the others: (C). The running statistics move towards the means over the samples; they serve instead of the
    sample's own if ``use_input_stats`` is False.  Ulyanov et al. 2016.

    >>> import autograd
    >>> instance_norm(autograd.tensor([[[1.0, 3.0]]]))
    tensor([[[-1.0000,  1.0000]]])
    """
    shape = input.array.shape
    if not use_input_stats:
        return batch_norm(input, running_mean, running_var, weight, bias, False, momentum, eps)
    if prod(shape[2:]) == 1:
        raise ValueError(f"Expected more than 1 spatial element when training, got input size {input.shape}: {MORE_VALUES}")
    _check_channels("instance_norm", input, running_mean=running_mean, running_var=running_var, weight=weight, bias=bias)
    if running_mean is not None or running_var is not None:
        _move_both(running_mean, running_var, input, momentum)
    return group_norm(input, shape[1], weight, bias, eps)


def _move_both(running_mean: Tensor | None, running_var: Tensor | None, input: Tensor, momentum: float) -> None:
    """Move the running statistics of `instance_norm` towards the means over the samples of theirs."""
    x = input.array.reshape(*input.array.shape[:2], -1)
    centred = x - total(x, 2, True) / x.shape[2]
    _move(running_mean, total(x, (0, 2)) / (x.size / x.shape[1]), momentum)
    _move(running_var, total(centred * centred, (0, 2)) / (len(x) * (x.shape[2] - 1)), momentum)


@lru_cache(maxsize=16)
def _neighbours(channels: int, size: int) -> Matrix:
    """The matrix that adds up ``size`` channels around each."""
    places = np.arange(channels)
    rows, columns = stretches(np.maximum(places - size // 2, 0), np.minimum(places + (size + 1) // 2, channels))
    return Matrix((channels, channels), rows, columns, np.ones(len(rows)))


def local_response_norm(input: Tensor, size: int, alpha: float = 1e-4, beta: float = 0.75, k: float = 1.0) -> Tensor:
    """The input divided by (k + alpha * m)**beta, where m is the mean of the squares over ``size`` neighbouring channels.

    input: (N, C, ...).  Krizhevsky et al. 2012, section 3.3.

    >>> import autograd
    >>> local_response_norm(autograd.ones(1, 3, 2, 2), 2).shape
    torch.Size([1, 3, 2, 2])
    """
    if input.ndim < 3:
        raise ValueError(f"local_response_norm: Expected 3D or higher dimensionality input (got {input.ndim} dimensions)")
    if input.numel() == 0:
        return input
    refuse_integers("local_response_norm", input)
    sums = along(input * input, matrix=_neighbours(input.array.shape[1], size), axis=1)
    means = autograd.div(sums, size, rounding_mode=None if input.is_floating_point() else "trunc")
    return input / (means * alpha + k) ** beta


# ---------------------------------------------------------------------------------------------------------------- to norm 1


def normalize(input: Tensor, p: float = 2.0, dim: int = 1, eps: float = 1e-12, out: Tensor | None = None) -> Tensor:
    """The input divided by its p-norm along ``dim``, or by ``eps`` where the norm is smaller. The shape stays.

    >>> import autograd
    >>> normalize(autograd.tensor([3.0, 4.0]), dim=0)
    tensor([0.6000, 0.8000])
    """
    return into(out, "normalize", input / input.norm(p, dim, keepdim=True).clamp_min(eps))
