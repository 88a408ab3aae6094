"""What is reported beside the loss: the mean over all samples seen since the metric was last reset."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograd import Tensor

from . import losses
from .lookup import look_up, snake_case

__all__ = [
    "Accuracy", "BinaryAccuracy", "CategoricalAccuracy", "Mean", "MeanMetricWrapper", "Metric", "RootMeanSquaredError",
    "SparseCategoricalAccuracy", "SparseTopKCategoricalAccuracy", "TopKCategoricalAccuracy", "accuracy", "binary_accuracy", "categorical_accuracy",
    "get", "sparse_categorical_accuracy", "sparse_top_k_categorical_accuracy", "top_k_categorical_accuracy",
]  # fmt: skip

Array = np.ndarray[Any, np.dtype[Any]]


def _array(values: Any) -> Array:
    return values.array if isinstance(values, Tensor) else np.asarray(values)


def _labels(y_true: Any, y_pred: Array) -> Array:
    """Class numbers: (N, 1) is taken for (N,)."""
    labels = _array(y_true)
    return labels[..., 0] if labels.ndim == y_pred.ndim and labels.shape[-1] == 1 else labels


def sparse_categorical_accuracy(y_true: Any, y_pred: Any) -> Array:
    """1 where the most probable class is the true one, whose number is given, else 0."""
    y_pred = _array(y_pred)
    return (y_pred.argmax(-1) == _labels(y_true, y_pred)).astype(np.float32)


def categorical_accuracy(y_true: Any, y_pred: Any) -> Array:
    """1 where the most probable class is the true one, given as one-hot, else 0."""
    return (_array(y_pred).argmax(-1) == _array(y_true).argmax(-1)).astype(np.float32)


def binary_accuracy(y_true: Any, y_pred: Any, threshold: float = 0.5) -> Array:
    """The share of predictions that are on the true side of the threshold, over the last axis."""
    y_true, y_pred = _array(y_true), _array(y_pred)
    y_true = y_true[..., None] if y_true.ndim == y_pred.ndim - 1 and y_pred.shape[-1] == 1 else y_true
    return ((y_pred > threshold) == y_true).astype(np.float32).mean(-1)


def accuracy(y_true: Any, y_pred: Any) -> Array:
    """The share of predictions that are equal to the truth, over the last axis."""
    y_true, y_pred = _array(y_true), _array(y_pred)
    y_true = y_true[..., None] if y_true.ndim == y_pred.ndim - 1 and y_pred.shape[-1] == 1 else y_true
    equal = (y_true == y_pred).astype(np.float32)
    return equal.mean(-1) if equal.ndim > 1 else equal


def sparse_top_k_categorical_accuracy(y_true: Any, y_pred: Any, k: int = 5) -> Array:
    """1 where fewer than k classes are more probable than the true one, whose number is given, else 0."""
    y_pred = _array(y_pred)
    labels = _labels(y_true, y_pred).astype(np.int64)
    own = np.take_along_axis(y_pred, labels[..., None], -1)
    return ((y_pred > own).sum(-1) < k).astype(np.float32)


def top_k_categorical_accuracy(y_true: Any, y_pred: Any, k: int = 5) -> Array:
    """1 where fewer than k classes are more probable than the true one, given as one-hot, else 0."""
    return sparse_top_k_categorical_accuracy(_array(y_true).argmax(-1), y_pred, k)


class Metric:
    """Something to report: a subclass defines ``update_state(y_true, y_pred, sample_weight)``, ``result()`` and ``reset_state()``."""

    _direction: str | None = None  # "up" if more is better, "down" if less is: Keras's name, for callbacks with mode="auto"

    def __init__(self, name: str | None = None) -> None:
        self.name = name or snake_case(type(self).__name__)

    def update_state(self, *args: Any, **kwargs: Any) -> None:
        """Take in a batch."""
        raise NotImplementedError(f"{type(self).__name__} needs a method update_state(y_true, y_pred, sample_weight=None)")

    def result(self) -> Any:
        """The value so far."""
        raise NotImplementedError(f"{type(self).__name__} needs a method result()")

    def reset_state(self) -> None:
        """Forget all batches."""
        raise NotImplementedError(f"{type(self).__name__} needs a method reset_state()")

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        self.update_state(*args, **kwargs)
        return self.result()


class Mean(Metric):
    """The mean of given values."""

    def __init__(self, name: str | None = None) -> None:
        super().__init__(name)
        self.reset_state()

    def reset_state(self) -> None:
        """Forget all values."""
        self.total, self.count = 0.0, 0.0

    def update_state(self, values: Any, sample_weight: Any = None) -> None:
        """Take in values, each as often as its weight says."""
        values = _array(values)
        if sample_weight is None:
            self.total += float(values.sum(dtype=np.float64))
            self.count += values.size
            return
        weight = np.asarray(_array(sample_weight))
        weight = weight[..., 0] if weight.ndim == values.ndim + 1 and weight.shape[-1] == 1 else weight
        weight = np.broadcast_to(weight.reshape((*weight.shape, *[1] * (values.ndim - weight.ndim))), values.shape)
        self.total += float((values * weight).sum(dtype=np.float64))
        self.count += float(weight.sum(dtype=np.float64))

    def result(self) -> float:
        """The mean so far, 0 of no values."""
        return self.total / self.count if self.count else 0.0


class MeanMetricWrapper(Mean):
    """The mean of a function of (y_true, y_pred) over all samples."""

    def __init__(self, fn: Callable[..., Any], name: str | None = None, **settings: Any) -> None:
        super().__init__(name or getattr(fn, "__name__", None) or getattr(fn, "name", None))
        self.fn, self.settings = fn, settings

    def update_state(self, y_true: Any, y_pred: Any, sample_weight: Any = None) -> None:  # type: ignore[override]
        """Take in a batch."""
        super().update_state(self.fn(y_true, y_pred, **self.settings), sample_weight)


class Accuracy(MeanMetricWrapper):
    """How often predictions are equal to labels."""

    def __init__(self, name: str = "accuracy") -> None:
        super().__init__(accuracy, name)


class BinaryAccuracy(MeanMetricWrapper):
    """How often predictions are on the true side of the threshold."""

    def __init__(self, name: str = "binary_accuracy", threshold: float = 0.5) -> None:
        super().__init__(binary_accuracy, name, threshold=threshold)


class CategoricalAccuracy(MeanMetricWrapper):
    """How often the most probable class is the true one, labels one-hot."""

    def __init__(self, name: str = "categorical_accuracy") -> None:
        super().__init__(categorical_accuracy, name)


class SparseCategoricalAccuracy(MeanMetricWrapper):
    """How often the most probable class is the true one, labels as class numbers."""

    def __init__(self, name: str = "sparse_categorical_accuracy") -> None:
        super().__init__(sparse_categorical_accuracy, name)


class TopKCategoricalAccuracy(MeanMetricWrapper):
    """How often the true class is among the k most probable, labels one-hot."""

    def __init__(self, k: int = 5, name: str = "top_k_categorical_accuracy") -> None:
        super().__init__(top_k_categorical_accuracy, name, k=k)


class SparseTopKCategoricalAccuracy(MeanMetricWrapper):
    """How often the true class is among the k most probable, labels as class numbers."""

    def __init__(self, k: int = 5, name: str = "sparse_top_k_categorical_accuracy") -> None:
        super().__init__(sparse_top_k_categorical_accuracy, name, k=k)


class RootMeanSquaredError(MeanMetricWrapper):
    """√ of the mean of (y_true - y_pred)²."""

    def __init__(self, name: str = "root_mean_squared_error") -> None:
        super().__init__(losses.mean_squared_error, name)

    def result(self) -> float:
        """The root of the mean so far."""
        return float(super().result() ** 0.5)


def _fitting_accuracy(y_true: Any, y_pred: Any) -> Array:
    """ "accuracy": binary for one output, else by class number or one-hot, whichever the labels are."""
    truth, prediction = _array(y_true), _array(y_pred)
    if prediction.ndim == 0 or prediction.shape[-1] == 1 or prediction.ndim == 1:
        return binary_accuracy(truth, prediction) if prediction.ndim > 1 else accuracy(truth, prediction > 0.5)
    if truth.ndim < prediction.ndim or truth.shape[-1] == 1:
        return sparse_categorical_accuracy(truth, prediction)
    return categorical_accuracy(truth, prediction)


def get(metric: Any, loss: Any = None) -> Metric:
    """A metric by its name, or of a function of (y_true, y_pred); an object is returned as it is. "accuracy" depends on the loss."""
    if isinstance(metric, Metric):
        return metric
    if isinstance(metric, type) and issubclass(metric, Metric):
        return metric()
    if not isinstance(metric, str):
        if not callable(metric):
            raise ValueError(f"Could not interpret metric: {metric!r}. Give a name, a Metric, or a function of (y_true, y_pred)")
        return MeanMetricWrapper(metric)
    if metric in ("accuracy", "acc"):
        binary = "binary" in str(loss if isinstance(loss, str) else getattr(loss, "name", None) or getattr(loss, "__name__", "")).lower()
        return MeanMetricWrapper(binary_accuracy if binary else _fitting_accuracy, metric)
    own = {name: value for name, value in globals().items() if name in __all__ and name not in ("Mean", "MeanMetricWrapper", "Metric", "get")}
    found = look_up("metric", metric, {**losses.NAMES, **own, "rmse": RootMeanSquaredError, "accuracy": accuracy, "acc": accuracy})
    if isinstance(found, type) and issubclass(found, losses.Loss):
        found = found.function
    if isinstance(found, type):
        made: Metric = found()
        made.name = metric
        return made
    return MeanMetricWrapper(found, metric)
