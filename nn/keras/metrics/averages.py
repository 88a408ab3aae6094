"""Metrics that are the mean of one figure for each sample: accuracies, errors, correlations, and losses."""

from __future__ import annotations

import inspect
from typing import Any, ClassVar

import numpy as np

from .. import losses
from .base import Array, Mean, MeanMetricWrapper, array, of_one_shape

__all__ = [
    "Accuracy", "BinaryAccuracy", "BinaryCrossentropy", "CategoricalAccuracy", "CategoricalCrossentropy", "CategoricalHinge",
    "ConcordanceCorrelation", "CosineSimilarity", "Hinge", "KLDivergence", "LogCoshError", "MeanAbsoluteError", "MeanAbsolutePercentageError",
    "MeanSquaredError", "MeanSquaredLogarithmicError", "PearsonCorrelation", "Poisson", "RootMeanSquaredError", "SparseCategoricalAccuracy",
    "SparseCategoricalCrossentropy", "SparseTopKCategoricalAccuracy", "SquaredHinge", "TopKCategoricalAccuracy", "accuracy", "binary_accuracy",
    "categorical_accuracy", "concordance_correlation", "pearson_correlation", "sparse_categorical_accuracy", "sparse_top_k_categorical_accuracy",
    "top_k_categorical_accuracy",
]  # fmt: skip


def _labels(y_true: Any, y_pred: Array) -> Array:
    """Class numbers: (N, 1) is taken for (N,)."""
    labels = array(y_true)
    return labels[..., 0] if labels.ndim == y_pred.ndim and labels.shape[-1] == 1 else labels


def sparse_categorical_accuracy(y_true: Any, y_pred: Any) -> Array:
    """1 where the most probable class is the true one, whose number is given, else 0."""
    y_pred = array(y_pred)
    return (y_pred.argmax(-1) == _labels(y_true, y_pred)).astype(np.float32)


def categorical_accuracy(y_true: Any, y_pred: Any) -> Array:
    """1 where the most probable class is the true one, given as one-hot, else 0."""
    return (array(y_pred).argmax(-1) == array(y_true).argmax(-1)).astype(np.float32)


def binary_accuracy(y_true: Any, y_pred: Any, threshold: float = 0.5) -> Array:
    """The share of predictions that are on the true side of the threshold, over the last axis."""
    y_true, y_pred = array(y_true), array(y_pred)
    y_true = y_true[..., None] if y_true.ndim == y_pred.ndim - 1 and y_pred.shape[-1] == 1 else y_true
    return ((y_pred > threshold) == y_true).astype(np.float32).mean(-1)


def accuracy(y_true: Any, y_pred: Any) -> Array:
    """The share of predictions that are equal to the truth, over the last axis."""
    y_true, y_pred = array(y_true), array(y_pred)
    y_true = y_true[..., None] if y_true.ndim == y_pred.ndim - 1 and y_pred.shape[-1] == 1 else y_true
    equal = (y_true == y_pred).astype(np.float32)
    return equal.mean(-1) if equal.ndim > 1 else equal


def sparse_top_k_categorical_accuracy(y_true: Any, y_pred: Any, k: int = 5) -> Array:
    """1 where fewer than k classes are more probable than the true one, whose number is given, else 0."""
    y_pred = array(y_pred)
    labels = _labels(y_true, y_pred).astype(np.int64)
    own = np.take_along_axis(y_pred, labels[..., None], -1)
    return ((y_pred > own).sum(-1) < k).astype(np.float32)


def top_k_categorical_accuracy(y_true: Any, y_pred: Any, k: int = 5) -> Array:
    """1 where fewer than k classes are more probable than the true one, given as one-hot, else 0."""
    return sparse_top_k_categorical_accuracy(array(y_true).argmax(-1), y_pred, k)


def cosine_similarity(y_true: Any, y_pred: Any, axis: int = -1) -> Array:
    """The cosine of the angle between y_true and y_pred along an axis; the loss of this name is its negative."""
    return -array(losses.cosine_similarity(y_true, y_pred, axis))


def _deviations(caller: str, y_true: Any, y_pred: Any, axis: Any) -> tuple[Array, Array, Array]:
    """Both minus their means along an axis, in float64, and the difference of the means."""
    truth, prediction = (values.astype(np.float64) for values in of_one_shape(caller, y_true, y_pred))
    means = truth.mean(axis, keepdims=True), prediction.mean(axis, keepdims=True)
    return truth - means[0], prediction - means[1], (means[0] - means[1]).squeeze(axis)


def pearson_correlation(y_true: Any, y_pred: Any, axis: int = -1) -> Array:
    """The covariance of y_true and y_pred along an axis, over the product of their standard deviations; nan where one of them is constant."""
    a, b, _ = _deviations("pearson_correlation", y_true, y_pred, axis)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray((a * b).mean(axis) / np.sqrt((a * a).mean(axis) * (b * b).mean(axis)))


def concordance_correlation(y_true: Any, y_pred: Any, axis: int = -1) -> Array:
    """2 · covariance / (both variances + the squared difference of the means), along an axis: 1 where both are equal.  Lin 1989."""
    a, b, between = _deviations("concordance_correlation", y_true, y_pred, axis)
    return np.asarray(2 * (a * b).mean(axis) / ((a * a).mean(axis) + (b * b).mean(axis) + between**2 + losses.EPSILON))


def fitting_accuracy(y_true: Any, y_pred: Any) -> Array:
    """ "accuracy": binary for one output, else by class number or one-hot, whichever the labels are."""
    truth, prediction = array(y_true), array(y_pred)
    if prediction.ndim == 0 or prediction.shape[-1] == 1 or prediction.ndim == 1:
        return binary_accuracy(truth, prediction) if prediction.ndim > 1 else accuracy(truth, prediction > 0.5)
    if truth.ndim < prediction.ndim or truth.shape[-1] == 1:
        return sparse_categorical_accuracy(truth, prediction)
    return categorical_accuracy(truth, prediction)


class _Average(MeanMetricWrapper):
    """The mean of the class's own function. Its settings are given by name."""

    function: ClassVar[Any]
    default_name: ClassVar[str]

    def __init__(self, name: str | None = None, dtype: Any = None, **settings: Any) -> None:
        inspect.signature(self.function).bind(None, None, **settings)  # a TypeError for what it does not know
        super().__init__(type(self).function, name or self.default_name, dtype, **settings)


class _Rising(_Average):
    _direction = "up"


class Accuracy(_Rising):
    """How often predictions are equal to labels."""

    function, default_name = staticmethod(accuracy), "accuracy"


class BinaryAccuracy(_Rising):
    """How often predictions are on the true side of the threshold. Settings: threshold=0.5."""

    function, default_name = staticmethod(binary_accuracy), "binary_accuracy"


class CategoricalAccuracy(_Rising):
    """How often the most probable class is the true one, labels one-hot."""

    function, default_name = staticmethod(categorical_accuracy), "categorical_accuracy"


class SparseCategoricalAccuracy(_Rising):
    """How often the most probable class is the true one, labels as class numbers."""

    function, default_name = staticmethod(sparse_categorical_accuracy), "sparse_categorical_accuracy"


class CosineSimilarity(_Rising):
    """The cosine of the angle between y_true and y_pred: 1 where they point the same way. Settings: axis=-1."""

    function, default_name = staticmethod(cosine_similarity), "cosine_similarity"


class PearsonCorrelation(_Rising):
    """The correlation of y_true and y_pred in each sample, from -1 to 1. Settings: axis=-1."""

    function, default_name = staticmethod(pearson_correlation), "pearson_correlation"


class ConcordanceCorrelation(_Rising):
    """How close y_true and y_pred are to being equal, in each sample, from -1 to 1. Settings: axis=-1."""

    function, default_name = staticmethod(concordance_correlation), "concordance_correlation"


class MeanSquaredError(_Average):
    """(y_true - y_pred)²."""

    function, default_name = staticmethod(losses.mean_squared_error), "mean_squared_error"


class MeanAbsoluteError(_Average):
    """|y_true - y_pred|."""

    function, default_name = staticmethod(losses.mean_absolute_error), "mean_absolute_error"


class MeanAbsolutePercentageError(_Average):
    """100 · |y_true - y_pred| / |y_true|."""

    function, default_name = staticmethod(losses.mean_absolute_percentage_error), "mean_absolute_percentage_error"


class MeanSquaredLogarithmicError(_Average):
    """(log(y_true + 1) - log(y_pred + 1))²."""

    function, default_name = staticmethod(losses.mean_squared_logarithmic_error), "mean_squared_logarithmic_error"


class LogCoshError(_Average):
    """log cosh(y_pred - y_true)."""

    function, default_name = staticmethod(losses.log_cosh), "logcosh"


class Hinge(_Average):
    """max(0, 1 - y_true · y_pred)."""

    function, default_name = staticmethod(losses.hinge), "hinge"


class SquaredHinge(_Average):
    """max(0, 1 - y_true · y_pred)²."""

    function, default_name = staticmethod(losses.squared_hinge), "squared_hinge"


class CategoricalHinge(_Average):
    """max(0, 1 + the largest output of a wrong class - that of the true class), labels one-hot."""

    function, default_name = staticmethod(losses.categorical_hinge), "categorical_hinge"


class KLDivergence(_Average):
    """Σ y_true · log(y_true / y_pred)."""

    function, default_name = staticmethod(losses.kl_divergence), "kl_divergence"


class Poisson(_Average):
    """y_pred - y_true · log y_pred."""

    function, default_name = staticmethod(losses.poisson), "poisson"


class BinaryCrossentropy(_Average):
    """-(y log p + (1 - y) log(1 - p)). Settings: from_logits=False, label_smoothing=0."""

    function, default_name = staticmethod(losses.binary_crossentropy), "binary_crossentropy"


class CategoricalCrossentropy(_Average):
    """-Σ y log p, for one-hot labels. Settings: from_logits=False, label_smoothing=0."""

    function, default_name = staticmethod(losses.categorical_crossentropy), "categorical_crossentropy"


class SparseCategoricalCrossentropy(_Average):
    """-log p of the true class, whose number is given. Settings: from_logits=False."""

    function, default_name = staticmethod(losses.sparse_categorical_crossentropy), "sparse_categorical_crossentropy"


class TopKCategoricalAccuracy(_Rising):
    """How often the true class is among the k most probable, labels one-hot."""

    function, default_name = staticmethod(top_k_categorical_accuracy), "top_k_categorical_accuracy"

    def __init__(self, k: int = 5, name: str | None = None, dtype: Any = None) -> None:
        super().__init__(name, dtype, k=k)


class SparseTopKCategoricalAccuracy(TopKCategoricalAccuracy):
    """How often the true class is among the k most probable, labels as class numbers."""

    function, default_name = staticmethod(sparse_top_k_categorical_accuracy), "sparse_top_k_categorical_accuracy"


class RootMeanSquaredError(Mean):
    """√ of the mean of (y_true - y_pred)²."""

    _direction = "down"

    def __init__(self, name: str | None = "root_mean_squared_error", dtype: Any = None) -> None:
        super().__init__(name, dtype)

    def update_state(self, y_true: Any, y_pred: Any, sample_weight: Any = None) -> None:  # type: ignore[override]
        """Take in a batch."""
        truth, prediction = of_one_shape("RootMeanSquaredError", y_true, y_pred)
        super().update_state(np.square(prediction.astype(np.float64) - truth), sample_weight)

    def result(self) -> float:
        """The root of the mean so far."""
        return float(super().result() ** 0.5)
