"""What all metrics share, and the mean and the sum of given values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograd import Tensor

from .. import losses
from ..lookup import unique_name

__all__ = ["Mean", "MeanMetricWrapper", "Metric", "Sum"]

Array = np.ndarray[Any, np.dtype[Any]]


def array(values: Any) -> Array:
    """The array of a Tensor, of a list or of a number."""
    return values.array if isinstance(values, Tensor) else np.asarray(values)


def of_one_shape(caller: str, y_true: Any, y_pred: Any) -> tuple[Array, Array]:
    """Labels and predictions as arrays of one shape: (N) beside (N, 1) is taken for (N, 1)."""
    truth, prediction = array(y_true), array(y_pred)
    if prediction.ndim == truth.ndim + 1 and prediction.shape[-1] == 1:
        truth = truth[..., None]
    elif truth.ndim == prediction.ndim + 1 and truth.shape[-1] == 1:
        prediction = prediction[..., None]
    if truth.shape != prediction.shape:
        hint = ": make one-hot labels with to_categorical" if truth.shape == prediction.shape[:-1] else ""
        raise ValueError(f"{caller}: y_true of shape {truth.shape} and y_pred of shape {prediction.shape} must be of one shape{hint}")
    return truth, prediction


def spread(sample_weight: Any, shape: tuple[int, ...]) -> Array:
    """Weights of samples for values of this shape: (N) or (N, 1) for (N, ...); 1 if there are none."""
    weight = np.asarray(1.0 if sample_weight is None else array(sample_weight), np.float64)
    weight = weight[..., 0] if weight.ndim == len(shape) + 1 and weight.shape[-1] == 1 else weight
    return np.broadcast_to(weight.reshape((*weight.shape, *[1] * (len(shape) - weight.ndim))), shape)


def ratio(part: Any, whole: Any) -> Array:
    """part / whole, 0 where whole is 0."""
    part, whole = np.asarray(part, np.float64), np.asarray(whole, np.float64)
    return np.divide(part, whole, out=np.zeros(np.broadcast(part, whole).shape), where=whole != 0)


class Metric:
    """Something to report: a subclass defines ``update_state(y_true, y_pred, sample_weight)``, ``result()`` and ``reset_state()``.

    The result is a number, an array, or a dictionary of several figures by their names. Without a name a metric is called as its class, and
    numbered from the second on: precision, precision_1.
    """

    _direction: str | None = None  # "up" if more is better, "down" if less is: Keras's name, for callbacks with mode="auto"

    def __init__(self, name: str | None = None, dtype: Any = None) -> None:
        self.name = name or unique_name(self)

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


class Sum(Metric):
    """The sum of given values, each times its weight."""

    def __init__(self, name: str | None = "sum", dtype: Any = None) -> None:
        super().__init__(name, dtype)
        self.reset_state()

    def reset_state(self) -> None:
        """Forget all values."""
        self.total = 0.0

    def update_state(self, values: Any, sample_weight: Any = None) -> None:
        """Take in values."""
        values = array(values)
        self.total += float((values * spread(sample_weight, values.shape)).sum(dtype=np.float64))

    def result(self) -> float:
        """The sum so far."""
        return self.total


class Mean(Sum):
    """The mean of given values."""

    def __init__(self, name: str | None = "mean", dtype: Any = None) -> None:
        super().__init__(name, dtype)

    def reset_state(self) -> None:
        """Forget all values."""
        self.total, self.count = 0.0, 0.0

    def update_state(self, values: Any, sample_weight: Any = None) -> None:
        """Take in values, each as often as its weight says."""
        values = array(values)
        if sample_weight is None:
            self.total += float(values.sum(dtype=np.float64))
            self.count += values.size
            return
        weight = spread(sample_weight, values.shape)
        self.total += float((values * weight).sum(dtype=np.float64))
        self.count += float(weight.sum())

    def result(self) -> float:
        """The mean so far, 0 of no values."""
        return self.total / self.count if self.count else 0.0


class MeanMetricWrapper(Mean):
    """The mean of a function of (y_true, y_pred) over all samples."""

    def __init__(self, fn: Callable[..., Any], name: str | None = None, dtype: Any = None, **settings: Any) -> None:
        super().__init__(name, dtype)
        self.fn, self.settings = fn, settings
        if isinstance(fn, losses.Loss) or fn in losses.NAMES.values():
            self._direction = "down"

    def update_state(self, y_true: Any, y_pred: Any, sample_weight: Any = None) -> None:  # type: ignore[override]
        """Take in a batch."""
        super().update_state(self.fn(y_true, y_pred, **self.settings), sample_weight)
