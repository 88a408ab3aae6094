"""Loss functions: how far the outputs of a network are from what they should be, as one number.

Each takes ``reduction``: "mean" (of all elements), "sum", or "none" for the losses one by one. The old arguments ``size_average`` and
``reduce`` are understood too, with PyTorch's warning.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

import autograd
from autograd import Tensor, log_softmax, wrap
from autograd.op import Op
from autograd.ops.softmax import exponentials, inner, softmax_op, total

__all__ = ["cross_entropy", "mse_loss", "nll_loss"]


def reduction_named(size_average: bool | None, reduce: bool | None, reduction: str) -> str:
    """The reduction that the arguments ask for, the two old ones included; ValueError if there is none of that name."""
    if size_average is not None or reduce is not None:
        reduction = "none" if reduce is False else "sum" if size_average is False else "mean"
        warnings.warn(f"size_average and reduce args will be deprecated, please use reduction='{reduction}' instead.", stacklevel=3)
    if reduction not in ("none", "mean", "sum"):
        raise ValueError(f"{reduction} is not a valid value for reduction: use 'none', 'mean' or 'sum'")
    return reduction


def reduced(losses: Tensor, reduction: str) -> Tensor:
    """The losses, their mean, or their sum."""
    result: Tensor = losses.mean() if reduction == "mean" else losses.sum() if reduction == "sum" else losses  # type: ignore[attr-defined]
    return result


# ---------------------------------------------------------------------------------------------------------------- classes


def class_dim(x: Any) -> int:
    """The dimension of scores (C), (N, C) or (N, C, d1, ...) along which the classes are."""
    return 0 if x.ndim == 1 else 1


def _at(target: Any, dim: int) -> tuple[Any, ...]:
    """The index that picks, from scores with their classes along ``dim``, those of the target classes."""
    if target.ndim == 0:
        return (target,)
    if target.ndim == 1:
        return np.arange(target.size), target
    others = list(np.ogrid[tuple(slice(n) for n in target.shape)])
    return (*others[:dim], target, *others[dim:])


def _divided(losses: Any, divisor: float | None, dim: int) -> Any:
    """Losses with classes along ``dim`` of size 1: one by one if ``divisor`` is None, else their sum divided by it."""
    return losses.squeeze(dim) if divisor is None else losses.sum() / divisor


def _each(g: Any, share: Any, divisor: float | None) -> Any:
    """The gradient of each sample's loss, from that of the (reduced) loss."""
    return g.reshape(share.shape) * share if divisor is None else g * (share / (divisor or 1))


def _cross_entropy(x: Any, target: Any, share: Any, *, divisor: float | None) -> tuple[Any, Any]:
    dim = class_dim(x)
    shifted, probabilities = exponentials(x, dim)
    sums = total(probabilities, dim)
    losses = (np.log(sums) - np.expand_dims(shifted[_at(target, dim)], dim)) * share
    probabilities /= sums
    return _divided(losses, divisor, dim), probabilities


def _nll_loss(x: Any, target: Any, share: Any, *, divisor: float | None) -> Any:
    dim = class_dim(x)
    return _divided(-np.expand_dims(x[_at(target, dim)], dim) * share, divisor, dim)


def _less_one_hot(p: Any, scale: Any, target: Any) -> Any:
    dim = class_dim(p)
    out = p * scale
    out[_at(target, dim)] -= scale.squeeze(dim)
    return out


less_one_hot = Op(
    _less_one_hot,
    p=lambda g, scale: g * scale,
    scale=lambda g, p, target: inner.apply(g, p, dim=class_dim(g)) + nll_op.apply(g, target, _ones(g), divisor=None).reshape(_ones(g).shape),
    doc="(p - one_hot(target)) * scale: the gradient of cross-entropy, from the probabilities p.",
)
cross_entropy_op = Op(
    _cross_entropy,
    name="cross_entropy",
    keeps={"probabilities": lambda x: softmax_op(x, dim=class_dim(x))},
    x=lambda g, x, target, share, divisor, probabilities: less_one_hot.apply(probabilities, _each(g, share, divisor), target),
)
nll_op = Op(
    _nll_loss,
    name="nll_loss",
    x=lambda g, target, share, divisor, x_shape: less_one_hot.apply(np.zeros(x_shape, g.dtype), _each(g, share, divisor), target),
)


def _ones(x: Any) -> Any:
    """A share of 1 for every sample of scores like ``x``."""
    return np.ones([1 if d == class_dim(x) else n for d, n in enumerate(x.shape)], x.dtype)


def _counted(
    name: str, input: Tensor, target: Tensor, weight: Tensor | None, ignore_index: int, reduction: str
) -> tuple[Tensor, Any, float | None]:
    """The target classes, the share of each sample in the loss, and what their sum is to be divided by (None: no sum).

    Checks them as PyTorch does. A sample to ignore has share 0, and some class that exists.
    """
    x, y = input.array, target.array
    if x.ndim == 0:
        raise ValueError(f"{name}: Expected 1 or more dimensions (got 0): the input must have a dimension of classes")
    if x.ndim > 1 and y.shape[:1] != x.shape[:1]:
        got = y.shape[0] if y.ndim else "no"
        raise ValueError(f"{name}: Expected input batch_size ({x.shape[0]}) to match target batch_size ({got}).")
    if y.dtype not in (np.int64, np.uint8):
        raise RuntimeError(
            f"{name}: expected target dtype to be Long or Byte (class numbers), but got {target.dtype!r}: convert it with .long(). "
            f"Probabilities as targets must have the shape of the input, {x.shape}, and this target has {y.shape}"
        )
    if x.ndim == 1:
        if y.size != 1 or y.ndim > 1:
            raise RuntimeError(f"{name}: 0D or 1D target tensor expected, multi-target not supported: got {y.shape} for one sample")
        target = target.reshape(())  # type: ignore[attr-defined]
    elif x.ndim == 2 and y.ndim != 1:
        raise RuntimeError(f"{name}: 0D or 1D target tensor expected, multi-target not supported: got {y.shape} for input {x.shape}")
    elif y.shape != x.shape[:1] + x.shape[2:]:
        raise RuntimeError(f"{name}: size mismatch (got input: {x.shape}, target: {y.shape}): the target must be {x.shape[:1] + x.shape[2:]}")
    dim = class_dim(x)
    if weight is not None:
        if weight.array.shape != (x.shape[dim],):
            raise RuntimeError(
                f"{name}: weight tensor should be defined either for all {x.shape[dim]} classes or no classes "
                f"but got weight tensor of shape: {list(weight.shape)}"
            )
        if weight.array.dtype != x.dtype:
            raise RuntimeError(f"{name}: expected weight of dtype {input.dtype!r} as the input, but found {weight.dtype!r}")
        if weight.requires_grad:
            raise RuntimeError(f"{name}: not differentiable with respect to argument 'weight'. This input cannot have requires_grad True.")
    counted = target.array != ignore_index
    everything = bool(counted.all())
    if not everything:
        target = wrap(np.where(counted, target.array, 0))
    y = target.array
    if y.size and (y.min() < 0 or y.max() >= x.shape[dim]):
        wrong = y.min() if y.min() < 0 else y.max()
        raise IndexError(f"Target {wrong} is out of bounds. {name}: the input {x.shape} has classes 0 to {x.shape[dim] - 1}")
    share = np.ones(y.shape, x.dtype) if weight is None else weight.array[y]
    if not everything:
        share = share * counted
    divisor = None if reduction == "none" else 1.0 if reduction == "sum" else float(share.sum())
    return target, np.expand_dims(share, dim), divisor


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
    """
    reduction = reduction_named(size_average, reduce, reduction)
    target, share, divisor = _counted("nll_loss", input, target, weight, ignore_index, reduction)
    return nll_op(input, target, share, divisor=divisor)  # type: ignore[no-any-return]


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
    if not isinstance(target, Tensor):
        raise TypeError(f"cross_entropy: argument 'target' must be Tensor, not {type(target).__name__}: make one with autograd.tensor(...)")
    if not 0 <= label_smoothing <= 1:
        raise RuntimeError(f"cross_entropy: label_smoothing must be between 0.0 and 1.0. Got: {label_smoothing}")
    if target.array.shape == input.array.shape and input.array.ndim:
        return _soft_cross_entropy(input, target, weight, reduction, label_smoothing)
    given = target.array
    target, share, divisor = _counted("cross_entropy", input, target, weight, ignore_index, reduction)
    if label_smoothing == 0:
        if input.array.dtype.kind != "f":
            raise NotImplementedError(f"cross_entropy: not implemented for an input of {input.dtype!r}: make it float first")
        return cross_entropy_op(input, target, share, divisor=divisor)  # type: ignore[no-any-return]
    dim, classes = class_dim(input), input.array.shape[class_dim(input)]
    probabilities = np.expand_dims(given != ignore_index, dim) * (_along(weight, input) * (label_smoothing / classes))
    probabilities[_at(target.array, dim)] += (1 - label_smoothing) * share.squeeze(dim)
    return _expected(input, probabilities, divisor)


def _soft_cross_entropy(input: Tensor, target: Tensor, weight: Tensor | None, reduction: str, label_smoothing: float) -> Tensor:
    """Cross-entropy where the targets are probabilities of the input's shape."""
    if target.array.dtype.kind != "f":
        raise RuntimeError(f"cross_entropy: Expected floating point type for target with class probabilities, got {target.dtype!r}")
    classes = input.array.shape[class_dim(input)]
    if label_smoothing > 0:
        target = target * (1 - label_smoothing) + label_smoothing / classes
    if weight is not None:
        target = target * _along(weight, input)
    divisor = None if reduction == "none" else 1.0 if reduction == "sum" else input.array.size / classes
    return _expected(input, target, divisor)


def _along(weight: Tensor | None, input: Tensor) -> Any:
    """The weights of the classes, shaped to broadcast with scores; ones if there are none."""
    dim = class_dim(input)
    array = np.ones(input.array.shape[dim], input.array.dtype) if weight is None else weight.array
    return np.expand_dims(array, tuple(range(1, input.array.ndim - dim)))


def _expected(input: Tensor, probabilities: Any, divisor: float | None) -> Tensor:
    """The negative log-probability expected under ``probabilities``, one by one or summed and divided."""
    losses = -(log_softmax(input, class_dim(input)) * probabilities).sum(class_dim(input))
    return losses if divisor is None else losses.sum() / divisor


# ---------------------------------------------------------------------------------------------------------------- differences


def _mse_loss(x: Any, y: Any, *, divisor: float | None) -> Any:
    difference = x - y
    return difference * difference if divisor is None else np.vdot(difference, difference) / divisor


mse_op = Op(
    _mse_loss,
    name="mse_loss",
    promote="same",
    x=lambda g, x, y, divisor: g * (2 / (divisor or 1)) * (x - y),
    y=lambda g, x, y, divisor: g * (2 / (divisor or 1)) * (y - x),
)


def mse_loss(
    input: Tensor,
    target: Tensor,
    size_average: bool | None = None,
    reduce: bool | None = None,
    reduction: str = "mean",
    weight: Tensor | None = None,
) -> Tensor:
    """The mean of (input - target)², the squared error."""
    reduction = reduction_named(size_average, reduce, reduction)
    if weight is not None:
        raise NotImplementedError
    divisor = None if reduction == "none" else 1 if reduction == "sum" else input.array.size
    return mse_op(input, target, divisor=divisor)  # type: ignore[no-any-return]
