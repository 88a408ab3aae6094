"""Intersection over union, of classes, and R²: metrics of sums over all samples."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import Any

import numpy as np

from .base import Metric, array, of_one_shape, ratio, spread

__all__ = ["BinaryIoU", "IoU", "MeanIoU", "OneHotIoU", "OneHotMeanIoU", "R2Score"]


class IoU(Metric):
    """True positives / (true positives + false positives + false negatives): the mean over the classes in ``target_class_ids``.

    y_true and y_pred are class numbers, or with ``sparse_y_true`` and ``sparse_y_pred`` False one figure for each class along ``axis``. Classes
    outside 0 to num_classes - 1, and ``ignore_class``, are left out; so are classes that do not occur. Weights count as they are (Keras cuts
    them to whole numbers unless dtype is a float type).
    """

    _direction = "up"

    def __init__(
        self,
        num_classes: int,
        target_class_ids: Sequence[int],
        name: str | None = None,
        dtype: Any = None,
        ignore_class: int | None = None,
        sparse_y_true: bool = True,
        sparse_y_pred: bool = True,
        axis: int = -1,
    ) -> None:
        super().__init__(name, dtype)
        if max(target_class_ids) >= num_classes:
            raise ValueError(f"Target class id {max(target_class_ids)} is out of range, which is [0, {num_classes})")
        self.num_classes, self.target_class_ids, self.ignore_class = num_classes, list(target_class_ids), ignore_class
        self.sparse_y_true, self.sparse_y_pred, self.axis = sparse_y_true, sparse_y_pred, axis
        self.reset_state()

    def reset_state(self) -> None:
        """Forget all batches."""
        self.total_cm = np.zeros((self.num_classes, self.num_classes))

    def update_state(self, y_true: Any, y_pred: Any, sample_weight: Any = None) -> None:
        """Take in a batch."""
        truth, prediction = array(y_true), array(y_pred)
        truth = (truth if self.sparse_y_true else truth.argmax(self.axis)).astype(np.int64)
        prediction = (prediction if self.sparse_y_pred else prediction.argmax(self.axis)).astype(np.int64)
        if truth.size != prediction.size:
            raise ValueError(f"{type(self).__name__}: labels of shape {truth.shape} do not fit predicted classes of shape {prediction.shape}")
        weight = spread(sample_weight, truth.shape).ravel()
        truth, prediction, n = truth.ravel(), prediction.ravel(), self.num_classes
        counted = (
            (truth >= 0) & (truth < n) & (prediction >= 0) & (prediction < n) & (truth != (-1 if self.ignore_class is None else self.ignore_class))
        )
        cells = truth[counted] * n + prediction[counted]
        self.total_cm += np.bincount(cells, weight[counted], minlength=n * n).reshape(n, n)

    def result(self) -> float:
        """The mean over the classes so far."""
        both = np.diag(self.total_cm)
        either = self.total_cm.sum(0) + self.total_cm.sum(1) - both
        shares, present = ratio(both, either)[self.target_class_ids], either[self.target_class_ids] > 0
        return float(ratio(shares.sum(), present.sum()))


class BinaryIoU(IoU):
    """`IoU` of the classes 0 and 1, or one of them, for predictions from 0 to 1: those of at least ``threshold`` are 1."""

    def __init__(self, target_class_ids: Sequence[int] = (0, 1), threshold: float = 0.5, name: str | None = None, dtype: Any = None) -> None:
        super().__init__(2, target_class_ids, name, dtype)
        self.threshold = threshold

    def update_state(self, y_true: Any, y_pred: Any, sample_weight: Any = None) -> None:
        """Take in a batch."""
        super().update_state(y_true, array(y_pred) >= self.threshold, sample_weight)


class MeanIoU(IoU):
    """`IoU`, the mean over all classes."""

    def __init__(self, num_classes: int, name: str | None = None, dtype: Any = None, ignore_class: int | None = None, sparse_y_true: bool = True,
                 sparse_y_pred: bool = True, axis: int = -1) -> None:  # fmt: skip
        super().__init__(num_classes, range(num_classes), name, dtype, ignore_class, sparse_y_true, sparse_y_pred, axis)


class OneHotIoU(IoU):
    """`IoU` for one-hot labels, and one figure for each class as the prediction."""

    def __init__(self, num_classes: int, target_class_ids: Sequence[int], name: str | None = None, dtype: Any = None,
                 ignore_class: int | None = None, sparse_y_pred: bool = False, axis: int = -1) -> None:  # fmt: skip
        super().__init__(num_classes, target_class_ids, name, dtype, ignore_class, False, sparse_y_pred, axis)


class OneHotMeanIoU(OneHotIoU):
    """`MeanIoU` for one-hot labels, and one figure for each class as the prediction."""

    def __init__(self, num_classes: int, name: str | None = None, dtype: Any = None, ignore_class: int | None = None,
                 sparse_y_pred: bool = False, axis: int = -1) -> None:  # fmt: skip
        super().__init__(num_classes, range(num_classes), name, dtype, ignore_class, sparse_y_pred, axis)


class R2Score(Metric):
    """R² = 1 - Σ (y_true - y_pred)² / Σ (y_true - mean of y_true)², of each column of y_true (N, columns).

    ``class_aggregation``: "uniform_average" the mean of the columns, "variance_weighted_average" weighted by their variances, None an array with
    each. ``num_regressors`` p > 0: adjusted, 1 - (1 - R²)(n - 1) / (n - p - 1).

    >>> from nn.keras import metrics
    >>> metrics.R2Score()([[1.0], [2], [3]], [[1.0], [2], [2]])
    0.5
    """

    _direction = "up"

    def __init__(
        self, class_aggregation: str | None = "uniform_average", num_regressors: int = 0, name: str | None = "r2_score", dtype: Any = None
    ) -> None:
        super().__init__(name, dtype)
        ways = (None, "uniform_average", "variance_weighted_average")
        if class_aggregation not in ways:
            raise ValueError(f"R2Score: class_aggregation must be one of {ways}. Received: class_aggregation={class_aggregation!r}")
        if num_regressors < 0:
            raise ValueError(f"R2Score: num_regressors must not be negative. Received: num_regressors={num_regressors}")
        self.class_aggregation, self.num_regressors = class_aggregation, num_regressors
        self.count, self.num_samples = np.zeros(()), 0
        self.reset_state()

    def reset_state(self) -> None:
        """Forget all batches."""
        self.count = self.mean = self.deviations = self.errors = np.zeros_like(self.count)
        self.num_samples = 0

    def update_state(self, y_true: Any, y_pred: Any, sample_weight: Any = None) -> None:
        """Take in a batch."""
        truth, prediction = (values.astype(np.float64) for values in of_one_shape("R2Score", y_true, y_pred))
        if truth.ndim != 2:
            raise ValueError(f"R2Score: y_true and y_pred must be of shape (N, columns), got {truth.shape}")
        weight = spread(sample_weight, truth.shape)
        count = weight.sum(0)
        mean = ratio((weight * truth).sum(0), count)
        away = mean - self.mean  # the sums about a common mean: no figures are lost where the mean is large
        total = self.count + count
        self.deviations = self.deviations + (weight * (truth - mean) ** 2).sum(0) + away**2 * ratio(self.count * count, total)
        self.mean, self.count = self.mean + away * ratio(count, total), total
        self.errors = self.errors + (weight * (truth - prediction) ** 2).sum(0)
        self.num_samples += truth.size

    def result(self) -> Any:
        """R² so far: a number, or an array with one for each column; nan of no samples."""
        with np.errstate(divide="ignore", invalid="ignore"):
            scores = 1 - self.errors / self.deviations
            scores = np.where(np.isinf(scores), 0, scores)
            score = scores if self.class_aggregation is None else scores.mean()
            if self.class_aggregation == "variance_weighted_average":
                score = (self.deviations * scores).sum() / self.deviations.sum()
        n, p = self.num_samples, self.num_regressors
        if p and p >= n - 1:
            warnings.warn("R2Score: adjusting takes more samples than regressors + 1: the plain score is given", stacklevel=2)
        elif p:
            score = 1 - (1 - score) * (n - 1) / (n - p - 1)
        return score if np.ndim(score) else float(score)
