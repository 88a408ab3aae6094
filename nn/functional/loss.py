"""Loss functions: how far the outputs of a network are from what they should be, as one number.

Each takes ``reduction``: "mean" (of all elements), "sum", or "none" for the losses one by one. The old arguments ``size_average`` and
``reduce`` are understood too, with PyTorch's warning.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from math import prod
from typing import Any

import numpy as np

import autograd
from autograd import Tensor, log_softmax, sigmoid
from autograd.core.errors import warn, wrong_kind
from autograd.core.methods import plain_number, whole_number
from autograd.core.op import Op, rounded_once
from autograd.core.strides import elementwise
from autograd.core.tensor import wrap
from autograd.machine.totals import inner_total, ones, total
from autograd.ops.comparison import masked
from autograd.ops.softmax import below_largest, inner, softmax_op

from .activation import logsigmoid, of_floats
from .distance import pairwise_distance

__all__ = [
    "binary_cross_entropy", "binary_cross_entropy_with_logits", "cosine_embedding_loss", "cross_entropy", "ctc_loss", "gaussian_nll_loss",
    "hinge_embedding_loss", "huber_loss", "kl_div", "l1_loss", "margin_ranking_loss", "mse_loss", "multi_margin_loss", "multilabel_margin_loss",
    "multilabel_soft_margin_loss", "nll_loss", "poisson_nll_loss", "smooth_l1_loss", "soft_margin_loss", "triplet_margin_loss",
    "triplet_margin_with_distance_loss",
]  # fmt: skip


def reduction_named(size_average: bool | None, reduce: bool | None, reduction: str) -> str:
    """The reduction that the arguments ask for, the two old ones included; ValueError if there is none of that name."""
    if isinstance(size_average, Tensor) or isinstance(reduce, Tensor):  # PyTorch complains of the truth of the tensor
        raise RuntimeError("a loss got a tensor for size_average, a setting: first make the loss, then call it, MSELoss()(input, target)")
    if size_average is not None or reduce is not None:
        reduction = "none" if reduce is False else "sum" if size_average is False else "mean"
        warn(f"size_average and reduce args will be deprecated, please use reduction='{reduction}' instead.", stacklevel=3)
    if reduction not in ("none", "mean", "sum"):
        raise ValueError(f"{reduction} is not a valid value for reduction: use 'none', 'mean' or 'sum'")
    return reduction


def reduced(losses: Tensor, reduction: str) -> Tensor:
    """The losses, their mean, or their sum."""
    result: Tensor = losses.mean() if reduction == "mean" else losses.sum() if reduction == "sum" else losses
    return result


# ---------------------------------------------------------------------------------------------------------------- classes


def class_dim(x: Any) -> int:
    """The dimension of scores (C), (N, C) or (N, C, d1, ...) along which the classes are."""
    return 0 if x.ndim == 1 else 1


def _class_index(target: Any, dim: int) -> tuple[Any, ...]:
    """The index that picks, from scores with their classes along ``dim``, those of the target classes."""
    if target.ndim == 0:
        return (target,)
    if target.ndim == 1:
        return np.arange(target.size), target
    others = list(np.ogrid[tuple(slice(n) for n in target.shape)])
    return (*others[:dim], target, *others[dim:])


def _keep_class_dim(a: Any, dim: int) -> Any:
    """Numbers per sample, with a dimension of size 1 for the classes."""
    return a[:, None] if dim else a[None]


def _reduce(losses: Any, divisor: float | None, dim: int) -> Any:
    """Losses with classes along ``dim`` of size 1: one by one if ``divisor`` is None, else their sum divided by it."""
    return losses.squeeze(dim) if divisor is None else total(losses) / divisor


def _where_counted(losses: Any, counted: Any) -> Any:
    """The losses, and 0 for the samples to ignore, whatever is there."""
    return losses if counted is None else masked.apply(losses, counted)


def _per_sample(g: Any, share: Any, counted: Any, divisor: float | None) -> Any:
    """The gradient of each sample's loss, from that of the (reduced) loss."""
    return _where_counted(g.reshape(share.shape) * share if divisor is None else g * (share / divisor), counted)


def _cross_entropy(x: Any, target: Any, share: Any, counted: Any, *, divisor: float | None) -> tuple[Any, Any]:
    dim = class_dim(x)
    powers = below_largest(x, dim)
    wanted = _keep_class_dim(powers[_class_index(target, dim)], dim)
    np.exp(powers, powers)
    sums = total(powers, dim, True)
    losses = _where_counted((np.log(sums) - wanted) * share, counted)
    powers /= sums  # now they are the probabilities
    return _reduce(losses, divisor, dim), powers


def _nll_loss(x: Any, target: Any, share: Any, counted: Any, *, divisor: float | None) -> Any:
    dim = class_dim(x)
    return _reduce(_where_counted(-_keep_class_dim(x[_class_index(target, dim)], dim) * share, counted), divisor, dim)


def _minus_one_hot(p: Any, scale: Any, target: Any) -> Any:
    dim = class_dim(p)
    out = p * scale
    out[_class_index(target, dim)] -= scale.squeeze(dim)
    return out


def _at_target(scale: Any, target: Any, *, shape: tuple[int, ...]) -> Any:
    out = np.zeros(shape, scale.dtype)
    out[_class_index(target, class_dim(out))] = 0 - scale.squeeze(class_dim(out))  # no -0 where it is 0
    return out


def _of_target(g: Any, target: Any) -> Any:
    """-g of the target classes, with a dimension of size 1 for the classes."""
    ones = np.ones([1 if d == class_dim(g) else n for d, n in enumerate(g.shape)], g.dtype)
    return nll_op.apply(g, target, ones, None, divisor=None).reshape(ones.shape)


minus_one_hot = Op(
    _minus_one_hot,
    wide=True,
    p=lambda g, scale: g * scale,
    scale=lambda g, p, target: inner.apply(g, p, dim=class_dim(g)) + _of_target(g, target),
    doc="(p - one_hot(target)) * scale: the gradient of cross-entropy, from the probabilities p.",
)
cross_entropy_op = Op(
    _cross_entropy,
    wide=True,
    name="cross_entropy",
    title="NllLoss",
    keeps={"probabilities": lambda x: softmax_op(x, dim=class_dim(x))},
    x=lambda g, x, target, share, counted, divisor, probabilities: minus_one_hot.apply(
        probabilities, _per_sample(g, share, counted, divisor), target
    ),
)
at_target = Op(
    _at_target,
    wide=True,
    scale=lambda g, target: _of_target(g, target),
    doc="-scale at the target classes, 0 at the others: the gradient of the negative log-likelihood.",
)
nll_op: Op = Op(
    _nll_loss,
    wide=True,
    name="nll_loss",
    piecewise_linear=True,
    x=lambda g, target, share, counted, divisor, x_shape: at_target.apply(_per_sample(g, share, counted, divisor), target, shape=x_shape),
)


def _check_classes(name: str, input: Tensor, target: Tensor, weight: Tensor | None) -> Tensor:
    """The target classes, one for each sample, after what PyTorch checks of shapes and types."""
    x, y = input.array, target.array
    if x.ndim == 0:
        raise ValueError(f"{name}: Expected 1 or more dimensions (got 0): the input must have a dimension of classes")
    if x.ndim > 1 and y.shape[:1] != x.shape[:1]:
        got = y.shape[0] if y.ndim else "no"
        raise ValueError(f"{name}: Expected input batch_size ({x.shape[0]}) to match target batch_size ({got}).")
    if (y.dtype.kind, y.itemsize) not in (("i", 8), ("u", 1)):
        raise RuntimeError(
            f"{name}: expected target dtype to be Long or Byte (class numbers), but got {target.dtype!r}: convert it with .long(). "
            f"Probabilities as targets must have the shape of the input, {x.shape}, and this target has {y.shape}"
        )
    if x.ndim == 1:
        if y.size != 1 or y.ndim > 1:
            raise RuntimeError(f"{name}: 0D or 1D target tensor expected, multi-target not supported: got {y.shape} for one sample: reshape it to ()")
        target = target.reshape(())
    elif x.ndim == 2 and y.ndim != 1:
        raise RuntimeError(
            f"{name}: 0D or 1D target tensor expected, multi-target not supported: got {y.shape} for input {x.shape}: give one class number "
            "for each sample, with .squeeze(1) of a column, or .argmax(1) of one-hot rows"
        )
    elif y.shape != x.shape[:1] + x.shape[2:]:
        raise RuntimeError(f"{name}: size mismatch (got input: {x.shape}, target: {y.shape}): the target must be {x.shape[:1] + x.shape[2:]}")
    classes = x.shape[class_dim(x)]
    if weight is not None:
        if weight.array.shape != (classes,):
            raise RuntimeError(
                f"{name}: weight tensor should be defined either for all {classes} classes or no classes "
                f"but got weight tensor of shape: {list(weight.shape)}"
            )
        if weight.array.dtype != x.dtype:
            raise RuntimeError(f"{name}: expected weight of dtype {input.dtype!r} as the input, but found {weight.dtype!r}")
        _refuse_gradient(name, weight)
    return target


def _ignored(name: str, x: Any, target: Tensor, ignore_index: int) -> tuple[Tensor, Any]:
    """The target classes, with class 0 for the samples to ignore, and which samples count (None: all). IndexError if there is no such class."""
    y, last, ignore_index = target.array, x.shape[class_dim(x)] - 1, whole_number(name, "ignore_index", ignore_index)
    if not y.size or (y.min() >= 0 and y.max() <= last and not 0 <= ignore_index <= last):  # then none can be one to ignore
        return target, None
    counted = y != ignore_index
    if not counted.all():
        y = np.where(counted, y, 0)
        target = wrap(y)
    if y.min() < 0 or y.max() > last:
        raise IndexError(f"Target {y.min() if y.min() < 0 else y.max()} is out of bounds. {name}: the input {x.shape} has classes 0 to {last}")
    return target, counted


def _shares(
    name: str, input: Tensor, target: Tensor, weight: Tensor | None, ignore_index: int, reduction: str
) -> tuple[Tensor, Any, Any, float | None]:
    """The target classes, the share of each sample in the loss, which count (None: all), and what the sum is to be divided by (None: no sum)."""
    x, dim = input.array, class_dim(input)
    target, counted = _ignored(name, x, _check_classes(name, input, target, weight), ignore_index)
    if weight is None and counted is None and reduction == "mean":
        return target, _keep_class_dim(ones(target.array.size, x.dtype).reshape(target.array.shape), dim), None, float(target.array.size)
    share = np.ones(target.array.shape, x.dtype) if weight is None else weight.array[target.array]
    if counted is not None:
        share, counted = masked.forward(share, counted), _keep_class_dim(counted, dim)
    divisor = None if reduction == "none" else 1.0 if reduction == "sum" else float(share.sum(dtype=np.float64))
    return target, _keep_class_dim(share, dim), counted, divisor


def _refuse_gradient(name: str, weight: Tensor) -> None:
    """RuntimeError if a gradient of the class weights is wanted: there is none, in PyTorch neither."""
    if weight.requires_grad:
        raise RuntimeError(f"{name}: not differentiable with respect to argument 'weight'. This input cannot have requires_grad True.")


@of_floats
def nll_loss(
    input: Tensor,
    target: Tensor,
    weight: Tensor | None = None,
    size_average: bool | None = None,
    ignore_index: int = -100,
    reduce: bool | None = None,
    reduction: str = "mean",
) -> Tensor:
    """The negative of the log-probability that ``input`` gives to the target class: what `log_softmax` is followed by.

    input: (C), (N, C) or (N, C, d1, ...), target: (), (N) or (N, d1, ...) of class numbers. ``weight`` (C) weighs the classes; the mean
    is then the weighted one. Samples of class ``ignore_index`` do not count. IndexError for a class number out of range.

    >>> import autograd
    >>> nll_loss(autograd.tensor([[0.5, 0.5], [0.25, 0.75]]).log(), autograd.tensor([0, 1]), reduction="none")
    tensor([0.6931, 0.2877])
    """
    reduction = reduction_named(size_average, reduce, reduction)
    target, share, counted, divisor = _shares("nll_loss", input, target, weight, ignore_index, reduction)
    return nll_op(input, target, share, counted, divisor=divisor)


def cross_entropy(
    input: Tensor,
    target: Tensor,
    weight: Tensor | None = None,
    size_average: bool | None = None,
    ignore_index: int = -100,
    reduce: bool | None = None,
    reduction: str = "mean",
    label_smoothing: float = 0.0,
) -> Tensor:
    """The negative log-probability of the target classes, where ``input`` holds scores (logits) whose softmax is the probabilities.

    input: (C), (N, C) or (N, C, d1, ...). The target is either class numbers, (), (N) or (N, d1, ...), or probabilities of the input's
    shape and float. ``weight`` (C) weighs the classes; samples of class ``ignore_index`` do not count; ``label_smoothing`` mixes that
    much of the uniform distribution into the target.

    >>> import autograd
    >>> scores = autograd.tensor([[2.0, 0.0, 0.0], [0.0, 0.0, 0.0]])
    >>> cross_entropy(scores, autograd.tensor([0, 1]))
    tensor(0.6691)
    """
    reduction = reduction_named(size_average, reduce, reduction)
    _check_tensors("cross_entropy", input, target)
    if not 0 <= label_smoothing <= 1:
        raise RuntimeError(f"cross_entropy: label_smoothing must be between 0.0 and 1.0. Got: {label_smoothing}")
    if target.array.shape == input.array.shape and input.array.ndim:
        if ignore_index >= 0 and target.array.dtype.kind == "f":
            raise RuntimeError("cross_entropy: ignore_index is not supported for floating point target")
        return _soft_cross_entropy(input, target, weight, reduction, label_smoothing)
    if label_smoothing:
        return _smoothed_cross_entropy(input, target, weight, ignore_index, reduction, label_smoothing)
    target, share, counted, divisor = _shares("cross_entropy", input, target, weight, ignore_index, reduction)
    if input.array.dtype.kind != "f":
        raise NotImplementedError(f"cross_entropy: not implemented for an input of {input.dtype!r}: make it float first")
    return cross_entropy_op(input, target, share, counted, divisor=divisor)


@rounded_once
def _smoothed_cross_entropy(
    input: Tensor, target: Tensor, weight: Tensor | None, ignore_index: int, reduction: str, label_smoothing: float
) -> Tensor:
    """Cross-entropy where the targets are class numbers, and some of every class."""
    target, share, counted, divisor = _shares("cross_entropy", input, target, weight, ignore_index, reduction)
    return _expected(input, _smoothed(input, target, weight, share, label_smoothing), counted, divisor)


def _smoothed(input: Tensor, target: Tensor, weight: Tensor | None, share: Any, label_smoothing: float) -> Tensor:
    """The weights of all classes in the losses, of the input's shape: of the target classes by far the largest."""
    dim, classes = class_dim(input), input.array.shape[class_dim(input)]
    weights = np.ones(classes, input.array.dtype) if weight is None else weight.array
    probabilities = np.empty_like(input.array)
    probabilities[...] = weights.reshape(-1, *[1] * (input.ndim - 1 - dim)) * (label_smoothing / classes)
    probabilities[_class_index(target.array, dim)] += (1 - label_smoothing) * share.squeeze(dim)
    return wrap(probabilities)


@rounded_once
def _soft_cross_entropy(input: Tensor, target: Tensor, weight: Tensor | None, reduction: str, label_smoothing: float) -> Tensor:
    """Cross-entropy where the targets are probabilities of the input's shape."""
    if target.array.dtype.kind != "f":
        raise RuntimeError(
            f"cross_entropy: Expected floating point type for target with class probabilities, got {target.dtype!r}: "
            "give the class numbers, .argmax(1) of one-hot rows, or convert the target with .float()"
        )
    classes = input.array.shape[class_dim(input)]
    if label_smoothing > 0:
        target = target * (1 - label_smoothing) + label_smoothing / classes
    if weight is not None:
        target = target * weight.reshape(-1, *[1] * (input.ndim - 1 - class_dim(input)))
    divisor = None if reduction == "none" else 1.0 if reduction == "sum" else input.array.size / classes
    return _expected(input, target, None, divisor)


def _expected(input: Tensor, probabilities: Any, counted: Any, divisor: float | None) -> Tensor:
    """The negative log-probability expected under ``probabilities``, one by one or summed and divided."""
    losses = _where_counted(-(log_softmax(input, class_dim(input)) * probabilities).sum(class_dim(input), True), counted).squeeze(class_dim(input))
    return losses if divisor is None else losses.sum() / divisor


# ---------------------------------------------------------------------------------------------------------------- differences


def _mse_loss(x: Any, y: Any, *, divisor: float | None) -> Any:
    difference = x - y
    return difference * difference if divisor is None else inner_total(difference.reshape(-1), difference.reshape(-1))[0] / divisor


def _huber(x: Any, y: Any, *, delta: float) -> Any:
    distance = np.absolute(x - y)
    near = np.minimum(distance, delta)
    return near * (distance - 0.5 * near)


mse_op = Op(
    _mse_loss,
    wide=True,
    name="mse_loss",
    promote="same",
    x=lambda g, x, y, divisor: g * (2 / (divisor or 1)) * (x - y),
    y=lambda g, x, y, divisor: g * (2 / (divisor or 1)) * (y - x),
)
huber_slope = Op(
    lambda difference, *, delta: np.minimum(np.maximum(difference, -delta), delta),
    name="huber_loss_backward",
    difference=lambda g, difference, delta: masked.apply(g, np.absolute(difference) < delta),
)
huber_op = Op(
    _huber,
    wide=True,
    name="huber_loss",
    promote="same",
    x=lambda g, x, y, delta: g * huber_slope.apply(x - y, delta=delta),
    y=lambda g, x, y, delta: g * huber_slope.apply(y - x, delta=delta),
)


def _check_tensors(name: str, input: Any, target: Any) -> None:
    if not isinstance(input, Tensor):
        raise wrong_kind(name, "input", 0, input)
    if not isinstance(target, Tensor):
        raise wrong_kind(name, "target", 1, target)


def _beside(name: str, input: Tensor, target: Tensor) -> tuple[Tensor, Tensor]:
    """The two, broadcast with a warning: of a 0-dim tensor the type then counts as much as the other's."""
    _check_tensors(name, input, target)
    if input.array.shape != target.array.shape:
        warn(
            f"Using a target size ({target.shape}) that is different to the input size ({input.shape}). "
            "This will likely lead to incorrect results due to broadcasting. Please ensure they have the same size.",
            stacklevel=3,
        )
    if input.array.dtype != target.array.dtype:
        input, target = autograd.broadcast_tensors(input, target)
    return input, target


def _refuse_integers(name: str, input: Tensor, target: Tensor) -> None:
    if input.array.dtype.kind != "f" and target.array.dtype.kind != "f":
        raise NotImplementedError(f"{name}: not implemented for {input.dtype!r}: make the tensors float first")


def _weighted(losses: Tensor, weight: Tensor, input: Tensor, reduction: str) -> Tensor:
    """The losses times their weights; the mean is the weighted one."""
    if weight.shape != input.shape:
        raise ValueError(f"Weights and input must have the same size: got {tuple(weight.shape)} and {tuple(input.shape)}")
    weighted = reduced(losses * weight, "sum" if reduction == "mean" else reduction)
    return weighted / weight.sum() if reduction == "mean" else weighted


def mse_loss(
    input: Tensor, target: Tensor, size_average: bool | None = None, reduce: bool | None = None, reduction: str = "mean", weight: Tensor | None = None
) -> Tensor:
    """(input - target)², the squared error.

    input, target: of one shape (else they broadcast, with a warning). ``weight``, of that shape too, makes the mean a weighted one.

    >>> import autograd
    >>> mse_loss(autograd.tensor([1.0, 2.0]), autograd.tensor([1.0, 4.0]))
    tensor(2.)
    """
    reduction = reduction_named(size_average, reduce, reduction)
    input, target = _beside("mse_loss", input, target)
    if weight is not None:
        return _weighted(mse_op(input, target, divisor=None), weight, input, reduction)
    _refuse_integers("mse_loss", input, target)
    if reduction == "mean":
        shape = input.array.shape
        divisor: int | None = prod(shape if shape == target.array.shape else autograd.broadcast_shapes(shape, target.array.shape))
    else:
        divisor = None if reduction == "none" else 1
    return mse_op(input, target, divisor=divisor)


def l1_loss(
    input: Tensor, target: Tensor, size_average: bool | None = None, reduce: bool | None = None, reduction: str = "mean", weight: Tensor | None = None
) -> Tensor:
    """|input - target|, the absolute error. Shapes and ``weight`` as in `mse_loss`.

    Two tensors of one shape -> a scalar, or that shape with reduction="none".

    >>> import autograd
    >>> l1_loss(autograd.tensor([1.0, 2.0]), autograd.tensor([1.0, 4.0]))
    tensor(1.)
    """
    reduction = reduction_named(size_average, reduce, reduction)
    input, target = _beside("l1_loss", input, target)
    losses = (input - target).abs()
    return reduced(losses, reduction) if weight is None else _weighted(losses, weight, input, reduction)


def huber_loss(input: Tensor, target: Tensor, reduction: str = "mean", delta: float = 1.0, weight: Tensor | None = None) -> Tensor:
    """d²/2 where the distance d = |input - target| is below ``delta``, delta * (d - delta/2) where it is above.  Huber 1964.

    Two tensors of one shape -> a scalar, or that shape with reduction="none".

    >>> import autograd
    >>> huber_loss(autograd.tensor([0.0, 0.0]), autograd.tensor([0.5, 3.0]), reduction="none")
    tensor([0.1250, 2.5000])
    """
    reduction = reduction_named(None, None, reduction)
    input, target = _beside("huber_loss", input, target)
    if delta <= 0:
        raise RuntimeError(f"huber_loss does not support non-positive values for delta, got {delta}")
    _refuse_integers("huber_loss", input, target)
    if input.array.dtype.kind != "f":
        raise RuntimeError(f"huber_loss: result type {target.dtype.name} can't be cast to the desired output type {input.dtype.name}")
    losses = huber_op(input, target, delta=delta).to(input.dtype)
    if weight is None:
        return reduced(losses, reduction)
    if weight.shape != input.shape:
        raise ValueError(f"Weights and input must have the same size: got {tuple(weight.shape)} and {tuple(input.shape)}")
    return reduced(losses * weight, reduction)


def smooth_l1_loss(
    input: Tensor, target: Tensor, size_average: bool | None = None, reduce: bool | None = None, reduction: str = "mean", beta: float = 1.0
) -> Tensor:
    """The `huber_loss` with delta = beta, divided by beta: the absolute error, but rounded off within ``beta`` of 0.  Girshick 2015.

    Two tensors of one shape -> a scalar, or that shape with reduction="none".

    >>> import autograd
    >>> smooth_l1_loss(autograd.tensor([0.0, 0.0]), autograd.tensor([0.5, 3.0]), reduction="none")
    tensor([0.1250, 2.5000])
    """
    reduction = reduction_named(size_average, reduce, reduction)
    input, target = _beside("smooth_l1_loss", input, target)
    beta = plain_number("smooth_l1_loss", "beta", beta)
    if beta < 0:
        raise RuntimeError(f"smooth_l1_loss does not support negative values for beta, got {beta}")
    if beta == 0:
        return reduced((input - target).abs(), reduction)
    _refuse_integers("smooth_l1_loss", input, target)
    return reduced(huber_op(input, target, delta=beta) / beta, reduction)


def _check_variance(variance: Tensor) -> None:
    if (variance.array < 0).any():
        raise ValueError("gaussian_nll_loss: var has negative entry/entries")


def gaussian_nll_loss(input: Tensor, target: Tensor, var: Tensor | float, full: bool = False, eps: float = 1e-6, reduction: str = "mean") -> Tensor:
    """The negative log-likelihood of the target under a normal distribution of mean ``input`` and variance ``var``.

    var: a number, or of the input's shape, or of that shape without the last size or with one size 1; it is taken as at least ``eps``,
    and its gradient flows as if it were not. ``full`` adds the constant log(2π)/2.  Nix & Weigend 1994.

    >>> import autograd
    >>> gaussian_nll_loss(autograd.tensor([0.0]), autograd.tensor([2.0]), autograd.tensor([1.0]))
    tensor(2.)
    """
    variance = var if isinstance(var, Tensor) else autograd.full_like(input, var)
    _check_variance(variance)
    if variance.shape != input.shape:
        if variance.shape == input.shape[:-1]:
            variance = variance.unsqueeze(-1)
        elif variance.ndim != input.ndim or [n for m, n in zip(input.shape, variance.shape, strict=True) if m != n] != [1]:
            raise ValueError(
                f"gaussian_nll_loss: var is of incorrect size: {tuple(variance.shape)} for input {tuple(input.shape)}: give it the same sizes, "
                "or leave out the last one, or let one be 1"
            )
    reduction = reduction_named(None, None, reduction)
    variance = variance.clone()
    with autograd.no_grad():
        variance.clamp_(min=eps)
    losses = 0.5 * (variance.log() + (input - target) ** 2 / variance)
    return reduced(losses + 0.5 * math.log(2 * math.pi) if full else losses, reduction)


def poisson_nll_loss(
    input: Tensor,
    target: Tensor,
    log_input: bool = True,
    full: bool = False,
    size_average: bool | None = None,
    eps: float = 1e-8,
    reduce: bool | None = None,
    reduction: str = "mean",
) -> Tensor:
    """The negative log-likelihood of the target, a count, under a Poisson distribution of rate exp(input).

    Two tensors of one shape -> a scalar, or that shape with reduction="none".

    With ``log_input=False`` the rate is ``input`` itself. The constant log(target!) is left out; ``full`` adds Stirling's approximation
    to it where target > 1.

    >>> import autograd
    >>> poisson_nll_loss(autograd.tensor([0.0, 1.0]), autograd.tensor([1.0, 2.0]))
    tensor(0.8591)
    """
    reduction = reduction_named(size_average, reduce, reduction)
    losses = input.exp() - target * input if log_input else input - target * (input + eps).log()
    if full:
        stirling = target * target.log() - target + 0.5 * (2 * math.pi * target).log()
        losses = losses + stirling.masked_fill(target <= 1, 0)
    return reduced(losses, reduction)


def kl_div(
    input: Tensor, target: Tensor, size_average: bool | None = None, reduce: bool | None = None, reduction: str = "mean", log_target: bool = False
) -> Tensor:
    """target * (log(target) - input), where ``input`` holds log-probabilities: summed, the Kullback-Leibler divergence.

    Two tensors of one shape -> a scalar, or that shape with reduction="none".

    ``reduction="batchmean"``, the sum divided by the first size, is what mathematics means; "mean" divides by all sizes. With
    ``log_target=True`` the target holds log-probabilities too.

    >>> import autograd
    >>> kl_div(autograd.tensor([[0.5, 0.5]]).log(), autograd.tensor([[0.25, 0.75]]), reduction="batchmean")
    tensor(0.1308)
    """
    if size_average is None and reduce is None and reduction == "mean":
        warn(
            "reduction: 'mean' divides the total loss by both the batch size and the support size."
            "'batchmean' divides only by the batch size, and aligns with the KL div math definition."
            "'mean' will be changed to behave the same as 'batchmean' in the next major release.",
            stacklevel=2,
        )
    _check_tensors("kl_div", input, target)
    if input.array.dtype.kind != "f" or target.array.dtype.kind != "f":
        raise RuntimeError("kl_div: Integral inputs not supported: convert them with .float() first")
    batchmean = reduction == "batchmean"
    reduction = reduction_named(size_average, reduce, "sum" if batchmean else reduction)
    result = reduced(target.exp() * (target - input) if log_target else autograd.xlogy(target, target) - target * input, reduction)
    return result / input.size(0) if batchmean and input.ndim else result


# ---------------------------------------------------------------------------------------------------------------- yes or no


def _binary_cross_entropy(x: Any, y: Any) -> Any:
    return -(y * np.maximum(np.log(x), -100) + (1 - y) * np.maximum(np.log1p(-x), -100))


def _logits(x: Any, y: Any) -> Any:
    return ((x >= 0) - y) * x + np.log1p(np.exp(-np.absolute(x)))


SMALLEST = 1e-12  # of a probability by which is divided


def _bce_slope(x: Any, y: Any) -> Any:
    return (x - y) / np.maximum((1 - x) * x, SMALLEST)


bce_slope = Op(  # with a rule of its own, since 1 / (x (1 - x)) is large where it cancels: -log(1 - x) and -log(x) are both of 0
    _bce_slope,
    wide=True,
    name="binary_cross_entropy_backward",
    x=lambda g, x, y: g * (y / np.maximum(x, SMALLEST) ** 2 + (1 - y) / np.maximum(1 - x, SMALLEST) ** 2),
    y=lambda g, x: -g / np.maximum((1 - x) * x, SMALLEST),
)
bce_op = Op(
    _binary_cross_entropy,
    wide=True,
    name="binary_cross_entropy",
    layout=elementwise,
    x=lambda g, x, y: g * bce_slope.apply(x, y),
    y=lambda g, x: g * (np.log1p(-x) - np.log(x)),
)
bce_with_logits_op = Op(
    _logits,
    wide=True,
    name="binary_cross_entropy_with_logits",
    promote="float",
    layout=lambda out, inputs: elementwise(out, inputs[::-1]),
    x=lambda g, x, y: g * (sigmoid.apply(x) - y),
    y=lambda g, x: -g * x,
)


def binary_cross_entropy(
    input: Tensor, target: Tensor, weight: Tensor | None = None, size_average: bool | None = None, reduce: bool | None = None, reduction: str = "mean"
) -> Tensor:
    """-(target * log(input) + (1 - target) * log(1 - input)), for probabilities ``input``; logarithms below -100 count as -100.

    Of any shape -> a scalar, or the shape with reduction="none".

    Where there are scores, `binary_cross_entropy_with_logits` is more exact.

    >>> import autograd
    >>> binary_cross_entropy(autograd.tensor([0.5, 0.9]), autograd.tensor([1.0, 1.0]))
    tensor(0.3993)
    """
    reduction = reduction_named(size_average, reduce, reduction)
    if input.shape != target.shape:
        raise ValueError(
            f"Using a target size ({target.shape}) that is different to the input size ({input.shape}) is deprecated. "
            f"Please ensure they have the same size: {_of_one_shape(input, target)}"
        )
    if input.dtype != target.dtype:
        raise RuntimeError(
            f"binary_cross_entropy: input and target must have one dtype, but got {input.dtype!r} and {target.dtype!r}: convert one with .to(...)"
        )
    _check_probabilities(input)
    losses = bce_op(input, target)
    return reduced(losses if weight is None else losses * weight, reduction)


def _of_one_shape(input: Tensor, target: Tensor) -> str:
    """What to do about a target of another shape."""
    return "reshape one of them" if input.numel() == target.numel() else "each number of the input needs one of the target"


def _check_probabilities(input: Tensor) -> None:
    if not ((input.array >= 0) & (input.array <= 1)).all():
        raise RuntimeError(
            "binary_cross_entropy: all elements of input should be between 0 and 1: apply a sigmoid first, or use the form _with_logits"
        )


@of_floats
def binary_cross_entropy_with_logits(
    input: Tensor,
    target: Tensor,
    weight: Tensor | None = None,
    size_average: bool | None = None,
    reduce: bool | None = None,
    reduction: str = "mean",
    pos_weight: Tensor | None = None,
) -> Tensor:
    """`binary_cross_entropy` of sigmoid(input), computed without rounding the sigmoid; ``pos_weight`` weighs the target's ones.

    Of any shape -> a scalar, or the shape with reduction="none".

    >>> import autograd
    >>> binary_cross_entropy_with_logits(autograd.tensor([0.0, 100.0]), autograd.tensor([1.0, 1.0]))
    tensor(0.3466)
    """
    reduction = reduction_named(size_average, reduce, reduction)
    if input.shape != target.shape:
        raise ValueError(f"Target size ({target.shape}) must be the same as input size ({input.shape}): {_of_one_shape(input, target)}")
    if target.array.dtype.kind != "f":
        raise RuntimeError(
            f"binary_cross_entropy_with_logits: result type Float can't be cast to the desired output type {target.dtype.name}: "
            "convert the target with .float()"
        )
    losses = bce_with_logits_op(input, target) if pos_weight is None else _with_pos_weight(input, target, pos_weight)
    if weight is not None:
        losses = losses * weight
    return reduced(losses.to(target.dtype), reduction)  # which PyTorch computes in place, in 1 - target


def _with_pos_weight(input: Tensor, target: Tensor, pos_weight: Tensor) -> Tensor:
    return (1 - target) * input - (1 + (pos_weight - 1) * target) * logsigmoid(input)


def soft_margin_loss(input: Tensor, target: Tensor, size_average: bool | None = None, reduce: bool | None = None, reduction: str = "mean") -> Tensor:
    """log(1 + exp(-target * input)), for targets 1 and -1. Two tensors of one shape -> a scalar, or that shape with reduction="none".

    >>> import autograd
    >>> soft_margin_loss(autograd.tensor([0.0, 2.0]), autograd.tensor([1.0, -1.0]))
    tensor(1.4100)
    """
    _check_tensors("soft_margin_loss", input, target)
    if input.array.dtype.kind != "f":
        raise RuntimeError(f"soft_margin_loss: result type Float can't be cast to the desired output type {input.dtype.name}")
    losses = -logsigmoid(target * input)
    if losses.shape != input.shape:  # (N, 1) against (N,) would be (N, N)
        raise RuntimeError(f"soft_margin_loss: a target of shape {tuple(target.shape)} does not broadcast to the input's, {tuple(input.shape)}")
    return reduced(losses, reduction_named(size_average, reduce, reduction))


def multilabel_soft_margin_loss(
    input: Tensor, target: Tensor, weight: Tensor | None = None, size_average: bool | None = None, reduce: bool | None = None, reduction: str = "mean"
) -> Tensor:
    """`binary_cross_entropy_with_logits`, averaged over the classes: input, target: (*, C) -> (*).

    >>> import autograd
    >>> multilabel_soft_margin_loss(autograd.tensor([[0.0, 2.0]]), autograd.tensor([[1.0, 0.0]]))
    tensor(1.4100)
    """
    reduction = reduction_named(size_average, reduce, reduction)
    losses = -(target * logsigmoid(input) + (1 - target) * logsigmoid(-input))
    if weight is not None:
        losses = losses * weight
    return reduced(losses.sum(input.ndim - 1) / input.size(-1), reduction)  # the input's last dimension, also where the target has more


# ---------------------------------------------------------------------------------------------------------------- margins and embeddings


def hinge_embedding_loss(
    input: Tensor, target: Tensor, margin: float = 1.0, size_average: bool | None = None, reduce: bool | None = None, reduction: str = "mean"
) -> Tensor:
    """The input, a distance, where the target is 1; max(0, margin - input) where it is -1.

    Two tensors of one shape -> a scalar, or that shape with reduction="none".

    >>> import autograd
    >>> hinge_embedding_loss(autograd.tensor([0.5, 0.5]), autograd.tensor([1, -1]), reduction="none")
    tensor([0.5000, 0.5000])
    """
    reduction = reduction_named(size_average, reduce, reduction)
    near = autograd.where(target != -1, input, 0)
    far = autograd.where(target != 1, (margin - input).clamp_min(0), 0)
    return reduced(near + far, reduction)


def margin_ranking_loss(
    input1: Tensor,
    input2: Tensor,
    target: Tensor,
    margin: float = 0,
    size_average: bool | None = None,
    reduce: bool | None = None,
    reduction: str = "mean",
) -> Tensor:
    """max(0, -target * (input1 - input2) + margin): the target is 1 if input1 should rank higher, else -1.

    Three tensors of one shape -> a scalar, or that shape with reduction="none".

    >>> import autograd
    >>> margin_ranking_loss(autograd.tensor([1.0]), autograd.tensor([3.0]), autograd.tensor([1.0]))
    tensor(2.)
    """
    reduction = reduction_named(size_average, reduce, reduction)
    if not input1.ndim == input2.ndim == target.ndim:
        raise RuntimeError(
            f"margin_ranking_loss: All input tensors should have same dimension but got sizes: input1: {input1.shape}, "
            f"input2: {input2.shape}, target: {target.shape}"
        )
    return reduced((-target * (input1 - input2) + plain_number("margin_ranking_loss", "margin", margin)).clamp_min(0), reduction)


def cosine_embedding_loss(
    input1: Tensor,
    input2: Tensor,
    target: Tensor,
    margin: float = 0,
    size_average: bool | None = None,
    reduce: bool | None = None,
    reduction: str = "mean",
) -> Tensor:
    """1 - cos where the target is 1, max(0, cos - margin) where it is -1: cos is the cosine between the two inputs.

    input1, input2: (D) and target: (), or input1, input2: (N, D) and target: (N).

    >>> import autograd
    >>> cosine_embedding_loss(autograd.tensor([[1.0, 0.0]]), autograd.tensor([[0.0, 2.0]]), autograd.tensor([1.0]))
    tensor(1.)
    """
    reduction = reduction_named(size_average, reduce, reduction)
    if target.ndim > 1 or input1.ndim != target.ndim + 1 or input2.ndim != target.ndim + 1:
        raise RuntimeError(
            f"cosine_embedding_loss: {target.ndim}D target tensor expects {target.ndim + 1}D input tensors and is at most 1D, but found "
            f"inputs with sizes {list(input1.shape)} and {list(input2.shape)}."
        )
    tiny = 1e-12
    squares = ((input1 * input1).sum(-1) + tiny) * ((input2 * input2).sum(-1) + tiny)
    cosine = (input1 * input2).sum(-1) / squares.sqrt()
    near = autograd.where(target == 1, 1 - cosine, 0)
    far = autograd.where(target == -1, (cosine - margin).clamp_min(0), 0)
    return reduced(near + far, reduction)


def triplet_margin_loss(
    anchor: Tensor,
    positive: Tensor,
    negative: Tensor,
    margin: float = 1.0,
    p: float = 2,
    eps: float = 1e-6,
    swap: bool = False,
    size_average: bool | None = None,
    reduce: bool | None = None,
    reduction: str = "mean",
) -> Tensor:
    """max(0, d(anchor, positive) - d(anchor, negative) + margin), with d the `pairwise_distance` of power ``p``.

    Three (N, D) -> a scalar, or (N) with reduction="none".

    With ``swap``, the negative's distance from the positive counts where that is smaller.  Balntas et al. 2016.

    >>> import autograd
    >>> triplet_margin_loss(autograd.tensor([[0.0, 0.0]]), autograd.tensor([[0.0, 1.0]]), autograd.tensor([[0.0, 1.5]]))
    tensor(0.5000)
    """
    return triplet_margin_with_distance_loss(
        anchor,
        positive,
        negative,
        distance_function=lambda x, y: pairwise_distance(x, y, p, eps),
        margin=margin,
        swap=swap,
        reduction=reduction_named(size_average, reduce, reduction),
    )


def triplet_margin_with_distance_loss(
    anchor: Tensor,
    positive: Tensor,
    negative: Tensor,
    *,
    distance_function: Callable[[Tensor, Tensor], Tensor] | None = None,
    margin: float = 1.0,
    swap: bool = False,
    reduction: str = "mean",
) -> Tensor:
    """`triplet_margin_loss` with a distance of one's own. Three (N, D) -> a scalar, or (N) with reduction="none".

    >>> import autograd
    >>> triplet_margin_with_distance_loss(autograd.zeros(1, 2), autograd.ones(1, 2), autograd.ones(1, 2))
    tensor(1.0000)
    """
    reduction = reduction_named(None, None, reduction)
    if margin <= 0:
        raise ValueError(f"margin must be greater than 0, got {margin}")
    if not anchor.ndim == positive.ndim == negative.ndim:
        raise RuntimeError(
            "The anchor, positive, and negative tensors are expected to have the same number of dimensions, but got: "
            f"anchor {anchor.ndim}D, positive {positive.ndim}D, and negative {negative.ndim}D inputs"
        )
    distance = distance_function or pairwise_distance
    near, far = distance(anchor, positive), distance(anchor, negative)
    if swap:
        far = autograd.minimum(far, distance(positive, negative))
    return reduced((margin + near - far).clamp_min(0), reduction)


def multi_margin_loss(
    input: Tensor,
    target: Tensor,
    p: int = 1,
    margin: float = 1.0,
    weight: Tensor | None = None,
    size_average: bool | None = None,
    reduce: bool | None = None,
    reduction: str = "mean",
) -> Tensor:
    """The mean over the classes j of max(0, margin - input[target] + input[j])**p, without j = target.

    input: (C) or (N, C), target: () or (N) of class numbers; ``weight`` (C) weighs the target classes.

    >>> import autograd
    >>> multi_margin_loss(autograd.tensor([[0.5, 1.0, 0.0]]), autograd.tensor([0]))
    tensor(0.6667)
    """
    reduction = reduction_named(size_average, reduce, reduction)
    if p not in (1, 2):
        raise ValueError(f"multi_margin_loss: only p == 1 and p == 2 supported, got {p}")
    if weight is not None and weight.ndim != 1:
        raise ValueError(f"multi_margin_loss: weight must be one-dimensional, got {weight.ndim} dimensions")
    classes = input.size(-1) if input.ndim else 1
    if input.ndim > 2 or (input.numel() == 0 and (input.ndim < 2 or classes == 0)):
        raise RuntimeError(f"multi_margin_loss: Expected non-empty vector or matrix with optional 0-dim batch size, but got: {list(input.shape)}")
    samples = input.size(0) if input.ndim == 2 else 1
    if target.ndim > 1 or target.numel() != samples:
        raise RuntimeError(f"multi_margin_loss: inconsistent target size, expected {samples} but got {list(target.shape)}")
    if weight is not None and weight.numel() != classes:
        raise RuntimeError(f"multi_margin_loss: inconsistent weight size, expected {classes} but got {list(weight.shape)}")
    scores, wanted = input.reshape(samples, classes), target.reshape(samples, 1)
    _check_range(wanted, classes)
    excess = margin - scores.gather(1, wanted) + scores
    losses = masked(excess, (excess > 0).scatter(1, wanted, False)) ** p
    if weight is not None:
        _refuse_gradient("multi_margin_loss", weight)
        losses = losses * weight[wanted]
    result = losses.sum(1) / classes
    return reduced(result.reshape(target.shape) if reduction == "none" else result, reduction)


def _check_range(target: Tensor, classes: int) -> None:
    if target.array.size and not 0 <= target.array.min() <= target.array.max() < classes:
        raise RuntimeError(f"multi_margin_loss: target out of range: class numbers must be from 0 to {classes - 1}")


def multilabel_margin_loss(
    input: Tensor, target: Tensor, size_average: bool | None = None, reduce: bool | None = None, reduction: str = "mean"
) -> Tensor:
    """The sum over the target classes i and the other classes j of max(0, 1 - (input[i] - input[j])), divided by the number of classes.

    input, target: (C) or (N, C); each row of the target lists class numbers up to the first -1.

    >>> import autograd
    >>> multilabel_margin_loss(autograd.tensor([[0.1, 0.2, 0.4, 0.8]]), autograd.tensor([[3, 0, -1, 1]]))
    tensor(0.8500)
    """
    reduction = reduction_named(size_average, reduce, reduction)
    if input.shape != target.shape and (input.numel() != 1 or target.numel() != 1):
        raise RuntimeError(f"multilabel_margin_loss: inconsistent size {list(target.shape)} for target, expected {list(input.shape)}")
    if input.ndim > 2 or (input.ndim and input.size(-1) == 0):
        raise RuntimeError(f"multilabel_margin_loss: Expected non-empty vector or matrix with optional 0-dim batch size, got {list(input.shape)}")
    classes = input.size(-1) if input.ndim else 1
    scores = input.reshape(-1, classes)
    chosen, pairs = _listed(target.reshape(-1, classes))
    excess = 1 - (scores.gather(1, chosen).unsqueeze(2) - scores.unsqueeze(1))  # (N, target, other)
    losses = masked(excess, pairs & (excess > 0)).sum((1, 2)) / classes
    return reduced(losses if input.ndim == 2 else losses.reshape(()), reduction)


def _listed(target: Tensor) -> tuple[Tensor, Tensor]:
    """Of rows of class numbers up to the first -1: these, with 0 for what follows, and the pairs of one of them and a class that is none of them."""
    listed, classes = target.array, target.array.shape[1]
    counts = np.logical_and.accumulate(listed >= 0, axis=1)  # the entries before the first -1
    chosen = np.where(counts, listed, 0)
    if listed.size and listed.max() >= classes:
        raise RuntimeError(f"multilabel_margin_loss: target out of range: class numbers must be from 0 to {classes - 1}")
    others = np.ones(listed.shape, np.bool_)
    rows = np.broadcast_to(np.arange(len(listed))[:, None], listed.shape)
    others[rows[counts], chosen[counts]] = False
    return wrap(chosen), wrap(counts[:, :, None] & others[:, None, :])


# ---------------------------------------------------------------------------------------------------------------- sequences


def _shifted(a: Any, steps: int) -> Any:
    """a moved ``steps`` places to the right (left if negative) along the last dimension; -inf moves in."""
    out = np.full_like(a, -np.inf)
    if steps > 0:
        out[..., steps:] = a[..., :-steps]
    else:
        out[..., :steps] = a[..., -steps:]
    return out


def _labels(targets: Any, lengths: Any, blank: int) -> Any:
    """(N, 2S + 1), the targets with a blank before, between and after them."""
    longest = int(lengths.max(initial=0))
    if targets.ndim == 2 and targets.shape[1] < longest:
        raise RuntimeError(f"ctc_loss: Expected targets to have size at least {longest} at dimension 1, but got size {targets.shape[1]}")
    if targets.ndim == 1 and targets.size != lengths.sum():
        raise RuntimeError(f"ctc_loss: Expected targets of total length {lengths.sum()}, the sum of target_lengths, but got {targets.size}")
    labels = np.full((len(lengths), 2 * longest + 1), blank)
    inside = np.arange(longest) < lengths[:, None]
    labels[:, 1::2][inside] = targets[:, :longest][inside] if targets.ndim == 2 else targets
    return labels


def _ctc_loss(log_probs: Any, targets: Any, input_lengths: Any, target_lengths: Any, *, blank: int, zero_infinity: bool) -> tuple[Any, Any]:
    """The losses (N), and their gradients (T, N, C), by the forward-backward algorithm.

    ``ahead[t, n, s]`` is the log-probability of all ways to emit the first s labels by time t, ``behind`` that of all ways to go on from there.
    """
    steps, samples, _ = log_probs.shape
    if any((n < 0).any() for n in (input_lengths, target_lengths)) or (input_lengths > steps).any():
        raise RuntimeError(f"ctc_loss: Expected input_lengths to have value at most {steps}, and no length to be negative")
    labels = _labels(targets, target_lengths, blank)
    rows, last, places = np.arange(samples), 2 * target_lengths, labels.shape[1]
    emitted = np.take_along_axis(log_probs, np.broadcast_to(labels, (steps, *labels.shape)), 2)  # (T, N, 2S + 1)
    # a blank between two different labels may be skipped
    skips = np.where((labels != blank) & (labels != np.pad(labels, ((0, 0), (2, 0)), constant_values=blank)[:, :places]), 0, -np.inf)
    skips = skips.astype(log_probs.dtype)
    ahead = np.full_like(emitted, -np.inf)
    ahead[:1, :, :2] = emitted[:1, :, :2]
    for t in range(1, steps):
        before = ahead[t - 1]
        ways = np.logaddexp(np.logaddexp(before, _shifted(before, 1)), _shifted(before, 2) + skips)
        ahead[t] = ways + emitted[t]
    end = np.maximum(input_lengths - 1, 0)
    final = np.full((samples, places), -np.inf, log_probs.dtype)  # a sequence ends with its last label or the blank after it
    final[rows, last] = 0
    final[rows[last > 0], last[last > 0] - 1] = 0
    losses = -np.logaddexp.reduce(ahead[end, rows] + final, axis=1) if steps else np.full(samples, np.inf, log_probs.dtype)
    losses = np.where(input_lengths == 0, np.where(target_lengths == 0, 0, np.inf), losses).astype(log_probs.dtype)

    behind = np.full_like(emitted, -np.inf)
    for t in reversed(range(steps)):
        after = behind[t + 1] + emitted[t + 1] if t + 1 < steps else np.full_like(final, -np.inf)
        ways = np.logaddexp(np.logaddexp(after, _shifted(after, -1)), _shifted(after + skips, -2))
        behind[t] = np.where((end == t)[:, None], final, ways)
    slopes = np.exp(log_probs)
    shares = np.exp(ahead + behind + losses[:, None])  # of each place, at each time, in all ways
    np.subtract.at(slopes, (np.arange(steps)[:, None, None], rows[:, None], labels), shares)
    slopes[np.arange(steps)[:, None] >= input_lengths] = 0
    if zero_infinity:
        slopes[:, losses == np.inf] = 0
        losses = np.where(losses == np.inf, 0, losses)
    return losses, slopes


def _not_twice(g: Any) -> Any:
    raise RuntimeError("ctc_loss: the derivative of its gradient is not implemented, as in PyTorch: it can be differentiated only once")


ctc_slopes = Op(lambda log_probs, slopes: slopes, name="ctc_loss_backward", log_probs=_not_twice)
ctc_loss_op = Op(
    _ctc_loss,
    name="ctc_loss",
    keeps={"slopes": lambda log_probs, slopes: ctc_slopes(log_probs, slopes)},
    log_probs=lambda g, log_probs, slopes: g[:, None] * slopes,
)


def ctc_loss(
    log_probs: Tensor, targets: Tensor, input_lengths: Any, target_lengths: Any, blank: int = 0, reduction: str = "mean", zero_infinity: bool = False
) -> Tensor:
    """The negative log-probability of the target sequences, in any alignment with the longer inputs.  Graves et al. 2006.

    log_probs: (T, N, C) or (T, C), results of `log_softmax`: the gradient is right only through that. targets: (N, S), or all of them
    one after another; the lengths: (N). "mean" divides each loss by its target's length before averaging.

    >>> import autograd
    >>> ctc_loss(autograd.zeros(3, 1, 2).log_softmax(-1), autograd.tensor([[1]]), autograd.tensor([3]), autograd.tensor([1]))
    tensor(0.2877)
    """
    reduction = reduction_named(None, None, reduction)
    batched = log_probs.ndim == 3
    if log_probs.ndim not in (2, 3):
        raise RuntimeError(f"ctc_loss: log_probs must be (T, N, C) or (T, C), got shape {tuple(log_probs.shape)}")
    if not batched:
        log_probs = log_probs.unsqueeze(1)
        targets = targets.reshape(1, -1)
    lengths = [autograd.atleast_1d(n if isinstance(n, Tensor) else autograd.tensor(n)) for n in (input_lengths, target_lengths)]
    _, samples, classes = log_probs.shape
    if any(n.array.dtype.kind not in "iu" for n in lengths):
        raise RuntimeError("ctc_loss: input_lengths and target_lengths must be integral")
    if any(n.shape != (samples,) for n in lengths):
        raise RuntimeError(f"ctc_loss: input_lengths and target_lengths must be of size {samples}, one length per sample")
    if not 0 <= blank < classes:
        raise RuntimeError(f"ctc_loss: blank must be in label range, 0 to {classes - 1}, got {blank}")
    losses = ctc_loss_op(log_probs, targets, *lengths, blank=blank, zero_infinity=zero_infinity)
    if reduction == "mean":
        losses = losses / lengths[1].clamp(min=1).to(log_probs.dtype)
    return reduced(losses if batched or reduction != "none" else losses.squeeze(0), reduction)
