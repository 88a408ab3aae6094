"""Losses by Keras's names: functions ``loss(y_true, y_pred)`` of one value per sample, and classes that average them.

A cross-entropy of the output of a softmax or sigmoid layer is computed from what went into that layer: the same value without loss of digits, and
a gradient that does not vanish. Of other probabilities the logarithm is taken after bringing them between 1e-7 and 1 - 1e-7, as Keras does.
"""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable
from typing import Any, ClassVar

import numpy as np

import autograd
from autograd import Tensor
from autograd.core.tensor import wrap

from .. import functional as F
from .lookup import look_up, snake_case

__all__ = [
    "CTC", "BinaryCrossentropy", "BinaryFocalCrossentropy", "CategoricalCrossentropy", "CategoricalFocalCrossentropy", "CategoricalHinge",
    "CosineSimilarity", "Hinge", "Huber", "KLDivergence", "LogCosh", "Loss", "MeanAbsoluteError", "MeanAbsolutePercentageError",
    "MeanSquaredError", "MeanSquaredLogarithmicError", "Poisson", "SparseCategoricalCrossentropy", "SquaredHinge", "binary_crossentropy",
    "binary_focal_crossentropy", "categorical_crossentropy", "categorical_focal_crossentropy", "categorical_hinge", "cosine_similarity", "ctc", "get",
    "hinge", "huber", "kl_divergence", "log_cosh", "mean_absolute_error", "mean_absolute_percentage_error", "mean_squared_error",
    "mean_squared_logarithmic_error", "poisson", "sparse_categorical_crossentropy", "squared_hinge",
]  # fmt: skip

EPSILON = 1e-7


def tensor(values: Any) -> Tensor:
    """A Tensor of an array, list or number; floats become the default float type. A Tensor is returned as it is."""
    if isinstance(values, Tensor):
        return values
    array = np.asarray(values)
    if array.dtype.kind == "O":
        raise ValueError("expected an array of numbers, got objects: are the samples all of one shape?")
    if array.dtype.kind == "f" and array.dtype.itemsize != 4:
        array = array.astype(autograd.core.dtypes.resolve(autograd.get_default_dtype()))
    elif array.dtype.kind == "u" and array.dtype.itemsize > 1:
        array = array.astype(np.int64)
    return wrap(np.ascontiguousarray(array).reshape(array.shape))


def same_rank(y_true: Tensor, y_pred: Tensor) -> tuple[Tensor, Tensor]:
    """Give (N,) and (N, 1) the same number of dimensions, so that they do not broadcast to (N, N)."""
    if y_pred.ndim == y_true.ndim + 1 and y_pred.shape[-1] == 1:
        y_true = y_true.unsqueeze(-1)
    elif y_true.ndim == y_pred.ndim + 1 and y_true.shape[-1] == 1:
        y_pred = y_pred.unsqueeze(-1) if y_pred.ndim == 1 else y_pred
        y_true = y_true if y_pred.ndim == y_true.ndim else y_true.squeeze(-1)
    return y_true, y_pred


def _alike(caller: str, y_true: Any, y_pred: Any) -> tuple[Tensor, Tensor]:
    """Both as floats of one shape."""
    y_pred = tensor(y_pred)
    y_pred = y_pred if y_pred.is_floating_point() else y_pred.float()
    y_true, y_pred = same_rank(tensor(y_true).to(y_pred.dtype), y_pred)
    if y_true.shape != y_pred.shape:
        hint = ": for labels that are numbers say loss='sparse_categorical_crossentropy'" if caller == "categorical_crossentropy" else ""
        raise ValueError(f"{caller}: y_true of shape {tuple(y_true.shape)} and y_pred of shape {tuple(y_pred.shape)} must be of one shape{hint}")
    return y_true, y_pred


def _log_probabilities(y_pred: Tensor, from_logits: bool) -> Tensor:
    logits = y_pred if from_logits else getattr(y_pred, "softmax_of", None)
    if logits is not None:
        return F.log_softmax(logits, -1)
    return (y_pred / y_pred.sum(-1, keepdim=True)).clamp(EPSILON, 1 - EPSILON).log()


def sparse_categorical_crossentropy(y_true: Any, y_pred: Any, from_logits: bool = False, ignore_class: int | None = None) -> Tensor:
    """-log p of the true class. y_true: (*) class numbers, y_pred: (*, classes) -> (*)."""
    y_pred, labels = tensor(y_pred), tensor(y_true)
    if labels.ndim == y_pred.ndim and labels.shape[-1] == 1:
        labels = labels.squeeze(-1)
    if labels.shape != y_pred.shape[:-1]:
        hint = ": for one-hot labels say loss='categorical_crossentropy'" if labels.shape == y_pred.shape else ""
        raise ValueError(
            f"sparse_categorical_crossentropy: y_pred of shape {tuple(y_pred.shape)} needs y_true of shape {tuple(y_pred.shape[:-1])}, "
            f"got {tuple(labels.shape)}{hint}"
        )
    numbers, classes = labels.array, y_pred.shape[-1]
    if numbers.size and not (numbers.min() >= 0 and numbers.max() < classes) and ignore_class is None:
        raise ValueError(
            f"sparse_categorical_crossentropy: labels must be between 0 and {classes - 1}, for y_pred of shape {tuple(y_pred.shape)}; "
            f"there are labels from {numbers.min()} to {numbers.max()}"
        )
    target = wrap(numbers.astype(np.int64, copy=False).reshape(-1))
    logits = y_pred if from_logits else getattr(y_pred, "softmax_of", None)
    ignored = -100 if ignore_class is None else ignore_class
    if logits is not None:
        losses = F.cross_entropy(logits.reshape(-1, classes), target, ignore_index=ignored, reduction="none")
    else:
        losses = F.nll_loss(_log_probabilities(y_pred, False).reshape(-1, classes), target, ignore_index=ignored, reduction="none")
    return losses if labels.ndim == 1 else losses.reshape(labels.shape)


def categorical_crossentropy(y_true: Any, y_pred: Any, from_logits: bool = False, label_smoothing: float = 0.0) -> Tensor:
    """-Σ y log p. y_true: (*, classes) one-hot or probabilities, y_pred: (*, classes) -> (*)."""
    y_true, y_pred = _alike("categorical_crossentropy", y_true, y_pred)
    if label_smoothing:
        y_true = y_true * (1 - label_smoothing) + label_smoothing / y_true.shape[-1]
    return -(y_true * _log_probabilities(y_pred, from_logits)).sum(-1)


def binary_crossentropy(y_true: Any, y_pred: Any, from_logits: bool = False, label_smoothing: float = 0.0) -> Tensor:
    """-(y log p + (1 - y) log(1 - p)), the mean over the last axis. y_true, y_pred: (*, n) -> (*)."""
    logits = y_pred if from_logits else getattr(y_pred, "sigmoid_of", None)
    y_true, y_pred = _alike("binary_crossentropy", y_true, y_pred if logits is None else logits)
    if label_smoothing:
        y_true = y_true * (1 - label_smoothing) + label_smoothing / 2
    if logits is not None:
        return _last_mean(F.binary_cross_entropy_with_logits(y_pred, y_true, reduction="none"))
    return _last_mean(F.binary_cross_entropy(y_pred.clamp(EPSILON, 1 - EPSILON), y_true, reduction="none"))


def binary_focal_crossentropy(
    y_true: Any,
    y_pred: Any,
    apply_class_balancing: bool = False,
    alpha: float = 0.25,
    gamma: float = 2.0,
    from_logits: bool = False,
    label_smoothing: float = 0.0,
) -> Tensor:
    """(1 - p)^gamma times the binary cross-entropy, p being what the true class was given: the mean over the last axis.  Lin et al. 2017.

    With ``apply_class_balancing`` times alpha for class 1, and 1 - alpha for class 0.
    """
    y_true, y_pred = _alike("binary_focal_crossentropy", y_true, y_pred)
    if label_smoothing:
        y_true = y_true * (1 - label_smoothing) + label_smoothing / 2
    if from_logits:
        y_pred = y_pred.sigmoid()
    losses = F.binary_cross_entropy(y_pred.clamp(EPSILON, 1 - EPSILON), y_true, reduction="none")
    losses = losses * (1 - (y_true * y_pred + (1 - y_true) * (1 - y_pred))) ** gamma
    return _last_mean(losses * (y_true * alpha + (1 - y_true) * (1 - alpha)) if apply_class_balancing else losses)


def categorical_focal_crossentropy(
    y_true: Any, y_pred: Any, alpha: Any = 0.25, gamma: float = 2.0, from_logits: bool = False, label_smoothing: float = 0.0
) -> Tensor:
    """-Σ alpha (1 - p)^gamma y log p. y_true: (*, classes) one-hot, y_pred: (*, classes) -> (*). ``alpha`` may have a number for each class.

    Lin et al. 2017.
    """
    y_true, y_pred = _alike("categorical_focal_crossentropy", y_true, y_pred)
    if label_smoothing:
        y_true = y_true * (1 - label_smoothing) + label_smoothing / y_true.shape[-1]
    if from_logits:
        y_pred = y_pred.softmax(-1)
    p = (y_pred / y_pred.sum(-1, keepdim=True)).clamp(EPSILON, 1 - EPSILON)
    weights = tensor(alpha).to(p.dtype) if np.ndim(alpha) else alpha
    return -((1 - p) ** gamma * weights * y_true * p.log()).sum(-1)


def ctc(y_true: Any, y_pred: Any) -> Tensor:
    """Connectionist temporal classification: -log of the probability of all ways to spell the labels.  Graves et al. 2006.

    y_true: (N, L) class numbers, filled up with 0, which is the blank; y_pred: (N, T, classes) logits -> (N).
    """
    labels, logits = tensor(y_true), tensor(y_pred)
    if labels.ndim != 2 or logits.ndim != 3:
        raise ValueError(f"ctc: Targets `y_true` must be (N, L), and outputs (N, T, classes); got {tuple(labels.shape)} and {tuple(logits.shape)}")
    count, steps, _ = logits.shape
    lengths = (labels != 0).sum(-1)
    return F.ctc_loss(F.log_softmax(logits, -1).transpose(0, 1), labels.long(), [steps] * count, lengths, reduction="none")


def _last_mean(values: Tensor) -> Tensor:
    return values.mean(-1) if values.ndim else values


def mean_squared_error(y_true: Any, y_pred: Any) -> Tensor:
    """The mean of (y_true - y_pred)² over the last axis."""
    y_true, y_pred = _alike("mean_squared_error", y_true, y_pred)
    difference = y_pred - y_true
    return _last_mean(difference * difference)


def mean_absolute_error(y_true: Any, y_pred: Any) -> Tensor:
    """The mean of |y_true - y_pred| over the last axis."""
    y_true, y_pred = _alike("mean_absolute_error", y_true, y_pred)
    return _last_mean((y_true - y_pred).abs())


def mean_absolute_percentage_error(y_true: Any, y_pred: Any) -> Tensor:
    """The mean of 100 · |y_true - y_pred| / |y_true| over the last axis."""
    y_true, y_pred = _alike("mean_absolute_percentage_error", y_true, y_pred)
    return _last_mean(((y_true - y_pred) / y_true.abs().clamp(min=EPSILON)).abs()) * 100


def mean_squared_logarithmic_error(y_true: Any, y_pred: Any) -> Tensor:
    """The mean of (log(y_true + 1) - log(y_pred + 1))² over the last axis."""
    y_true, y_pred = _alike("mean_squared_logarithmic_error", y_true, y_pred)
    difference = y_pred.clamp(min=EPSILON).log1p() - y_true.clamp(min=EPSILON).log1p()
    return _last_mean(difference * difference)


def huber(y_true: Any, y_pred: Any, delta: float = 1.0) -> Tensor:
    """The mean of e² / 2 for small errors, delta · (|e| - delta / 2) for large ones, over the last axis.  Huber 1964."""
    y_true, y_pred = _alike("huber", y_true, y_pred)
    return _last_mean(F.huber_loss(y_pred, y_true, reduction="none", delta=delta))


def log_cosh(y_true: Any, y_pred: Any) -> Tensor:
    """The mean of log cosh(y_pred - y_true) over the last axis."""
    y_true, y_pred = _alike("log_cosh", y_true, y_pred)
    error = y_pred - y_true
    return _last_mean(error + F.softplus(error * -2) - math.log(2))


def _signs(y_true: Tensor) -> Tensor:
    """Labels 0 and 1 as -1 and 1."""
    labels = y_true.array
    return y_true * 2 - 1 if ((labels == 0) | (labels == 1)).all() else y_true


def hinge(y_true: Any, y_pred: Any) -> Tensor:
    """The mean of max(0, 1 - y_true · y_pred) over the last axis, labels -1 and 1 (0 counts as -1)."""
    y_true, y_pred = _alike("hinge", y_true, y_pred)
    return _last_mean((1 - _signs(y_true) * y_pred).clamp(min=0))


def squared_hinge(y_true: Any, y_pred: Any) -> Tensor:
    """The mean of max(0, 1 - y_true · y_pred)² over the last axis, labels -1 and 1 (0 counts as -1)."""
    y_true, y_pred = _alike("squared_hinge", y_true, y_pred)
    return _last_mean((1 - _signs(y_true) * y_pred).clamp(min=0) ** 2)


def categorical_hinge(y_true: Any, y_pred: Any) -> Tensor:
    """max(0, 1 + the largest output of a wrong class - that of the true class), labels one-hot: (*, classes) -> (*)."""
    y_true, y_pred = _alike("categorical_hinge", y_true, y_pred)
    return ((1 - y_true) * y_pred).amax(-1).sub((y_true * y_pred).sum(-1)).add(1).clamp(min=0)


def kl_divergence(y_true: Any, y_pred: Any) -> Tensor:
    """Σ y_true · log(y_true / y_pred) over the last axis."""
    y_true, y_pred = (y.clamp(EPSILON, 1) for y in _alike("kl_divergence", y_true, y_pred))
    return (y_true * (y_true / y_pred).log()).sum(-1)


def poisson(y_true: Any, y_pred: Any) -> Tensor:
    """The mean of y_pred - y_true · log y_pred over the last axis."""
    y_true, y_pred = _alike("poisson", y_true, y_pred)
    return _last_mean(y_pred - y_true * (y_pred + EPSILON).log())


def cosine_similarity(y_true: Any, y_pred: Any, axis: int = -1) -> Tensor:
    """Minus the cosine of the angle between y_true and y_pred along an axis."""
    y_true, y_pred = _alike("cosine_similarity", y_true, y_pred)
    return -(F.normalize(y_true, dim=axis) * F.normalize(y_pred, dim=axis)).sum(axis)


class Loss:
    """The average of a loss function: ``loss(y_true, y_pred)`` is a scalar with ``reduction="sum_over_batch_size"`` (the mean, whatever the weights).

    A subclass defines ``call(y_true, y_pred)``, one value per sample. ``reduction``: also "mean_with_sample_weight" (over the sum of the weights),
    "sum" and "none".
    """

    function: ClassVar[Any] = None
    default_name: ClassVar[str | None] = None

    def __init__(self, *settings: Any, name: str | None = None, reduction: str | None = "sum_over_batch_size", **named: Any) -> None:
        reductions = ("sum_over_batch_size", "mean", "mean_with_sample_weight", "sum", "none", None)
        if reduction not in reductions:
            raise ValueError(f"Invalid value for reduction: {reduction!r}. There are {', '.join(map(repr, reductions))}")
        self.reduction, self.name = reduction, name or self.default_name or snake_case(type(self).__name__)
        self.settings: dict[str, Any] = named
        if self.function is not None:
            self.settings = inspect.signature(self.function).bind(None, None, *settings, **named).arguments
            del self.settings["y_true"], self.settings["y_pred"]

    def call(self, y_true: Any, y_pred: Any) -> Tensor:
        """One value per sample."""
        if self.function is None:
            raise NotImplementedError(f"{type(self).__name__} needs a method call(y_true, y_pred)")
        return type(self).function(y_true, y_pred, **self.settings)

    def __call__(self, y_true: Any, y_pred: Any, sample_weight: Any = None) -> Tensor:
        return reduced(self.call(y_true, y_pred), sample_weight, self.reduction)


def reduced(values: Tensor, sample_weight: Any = None, reduction: str | None = "sum_over_batch_size") -> Tensor:
    """Losses of samples times their weights, then as one number."""
    if sample_weight is not None:
        weight = tensor(sample_weight).to(values.dtype)
        if weight.ndim == values.ndim + 1 and weight.shape[-1] == 1:  # (N, 1) for (N): without this, N × N products
            weight = weight.squeeze(-1)
        if values.ndim and (weight.ndim > values.ndim or any(n not in (1, m) for n, m in zip(weight.shape, values.shape, strict=False))):
            raise ValueError(f"sample_weight of shape {tuple(weight.shape)} does not fit losses of shape {tuple(values.shape)}")
        values = values * weight.reshape(*weight.shape, *[1] * (values.ndim - weight.ndim))
        if reduction == "mean_with_sample_weight":
            return values.sum() / weight.sum()
    return values if reduction in ("none", None) else values.sum() if reduction == "sum" else values.mean()


class SparseCategoricalCrossentropy(Loss):
    """-log p of the true class, whose number is given. Settings: from_logits=False, ignore_class=None; what is ignored does not count in the mean."""

    function = staticmethod(sparse_categorical_crossentropy)

    def __call__(self, y_true: Any, y_pred: Any, sample_weight: Any = None) -> Tensor:
        ignored = self.settings.get("ignore_class")
        if ignored is not None and self.reduction in ("sum_over_batch_size", "mean"):
            counted = tensor(y_true).array.reshape(tensor(y_pred).shape[:-1]) != ignored
            share = (counted * (counted.size / max(counted.sum(), 1))).astype(np.float32)
            sample_weight = share if sample_weight is None else share * tensor(sample_weight).array
        return super().__call__(y_true, y_pred, sample_weight)


class CategoricalCrossentropy(Loss):
    """-Σ y log p, for one-hot labels. Settings: from_logits=False, label_smoothing=0."""

    function = staticmethod(categorical_crossentropy)


class BinaryCrossentropy(Loss):
    """-(y log p + (1 - y) log(1 - p)). Settings: from_logits=False, label_smoothing=0."""

    function = staticmethod(binary_crossentropy)


class BinaryFocalCrossentropy(Loss):
    """(1 - p)^gamma times the binary cross-entropy.

    Settings: apply_class_balancing=False, alpha=0.25, gamma=2, from_logits=False, label_smoothing=0.
    """

    function = staticmethod(binary_focal_crossentropy)


class CategoricalFocalCrossentropy(Loss):
    """-Σ alpha (1 - p)^gamma y log p, for one-hot labels. Settings: alpha=0.25, gamma=2, from_logits=False, label_smoothing=0."""

    function = staticmethod(categorical_focal_crossentropy)


class CTC(Loss):
    """-log of the probability of all ways to spell labels that are not aligned with the outputs."""

    function = staticmethod(ctc)


class MeanSquaredError(Loss):
    """(y_true - y_pred)²."""

    function = staticmethod(mean_squared_error)


class MeanAbsoluteError(Loss):
    """|y_true - y_pred|."""

    function = staticmethod(mean_absolute_error)


class MeanAbsolutePercentageError(Loss):
    """100 · |y_true - y_pred| / |y_true|."""

    function = staticmethod(mean_absolute_percentage_error)


class MeanSquaredLogarithmicError(Loss):
    """(log(y_true + 1) - log(y_pred + 1))²."""

    function = staticmethod(mean_squared_logarithmic_error)


class Huber(Loss):
    """e² / 2 for small errors, linear for large ones. Settings: delta=1."""

    function = staticmethod(huber)
    default_name = "huber_loss"


class LogCosh(Loss):
    """log cosh(y_pred - y_true)."""

    function = staticmethod(log_cosh)


class Hinge(Loss):
    """max(0, 1 - y_true · y_pred)."""

    function = staticmethod(hinge)


class SquaredHinge(Loss):
    """max(0, 1 - y_true · y_pred)²."""

    function = staticmethod(squared_hinge)


class CategoricalHinge(Loss):
    """max(0, 1 + the largest output of a wrong class - that of the true class), labels one-hot."""

    function = staticmethod(categorical_hinge)


class KLDivergence(Loss):
    """Σ y_true · log(y_true / y_pred)."""

    function = staticmethod(kl_divergence)


class Poisson(Loss):
    """y_pred - y_true · log y_pred."""

    function = staticmethod(poisson)


class CosineSimilarity(Loss):
    """Minus the cosine of the angle between y_true and y_pred."""

    function = staticmethod(cosine_similarity)


bce = BCE = binary_crossentropy
mse = MSE = mean_squared_error
mae = MAE = mean_absolute_error
mape = MAPE = mean_absolute_percentage_error
msle = MSLE = mean_squared_logarithmic_error
kld = KLD = kullback_leibler_divergence = kl_divergence
logcosh = log_cosh
NAMES = {
    name: value
    for name, value in globals().items()
    if name in __all__ or name.lower() in ("bce", "mse", "mae", "mape", "msle", "kld", "logcosh", "kullback_leibler_divergence")
    if name not in ("Loss", "get")
}


def get(loss: Any) -> Callable[..., Tensor]:
    """A loss by its name; an object or a function of (y_true, y_pred) is returned as it is."""
    found = look_up("loss", loss, NAMES) if isinstance(loss, str) else loss
    if isinstance(found, type):
        found = found()
    if not callable(found):
        raise ValueError(f"Could not interpret loss: {loss!r}. Give a name, a Loss, or a function of (y_true, y_pred)")
    return found
