"""Metrics of the four counts: true and false positives, true and false negatives, at one threshold or at many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from .base import Array, Metric, array, of_one_shape, ratio, spread

__all__ = [
    "AUC", "F1Score", "FBetaScore", "FalseNegatives", "FalsePositives", "Precision", "PrecisionAtRecall", "Recall", "RecallAtPrecision",
    "SensitivityAtSpecificity", "SpecificityAtSensitivity", "TrueNegatives", "TruePositives",
]  # fmt: skip

EPSILON = 1e-7


def _checked(caller: str, thresholds: Any, default: float) -> list[float]:
    """Thresholds as a list of numbers between 0 and 1."""
    if thresholds is None:
        return [default]
    values = [float(t) for t in (thresholds if isinstance(thresholds, Sequence) or np.ndim(thresholds) else [thresholds])]
    if wrong := [t for t in values if not 0 <= t <= 1]:
        raise ValueError(f"{caller}: thresholds must be between 0 and 1. Received: {wrong}")
    return values


def _inner(count: int) -> list[float]:
    """The thresholds between 0 and 1 that divide this into count - 1 equal parts."""
    return [i / (count - 1) for i in range(1, count - 1)]


class _Counts(Metric):
    """The weighted counts at each threshold: a prediction is positive if it is greater than the threshold.

    y_true: (*), anything but 0 is true; y_pred: (*); sample_weight: (N), or as y_pred. Each count is an array (thresholds), with
    ``labels`` (thresholds, labels).
    """

    top_k: int | None = None
    class_id: int | None = None
    labels: int | None = None  # one curve for each label, if not None

    def __init__(self, thresholds: Sequence[float], name: str | None, dtype: Any) -> None:
        super().__init__(name, dtype)
        self.thresholds = list(thresholds)
        even = np.linspace(0, 1, len(self.thresholds))
        self._even = len(self.thresholds) > 2 and bool(np.allclose(self.thresholds, even, rtol=1e-5, atol=EPSILON))
        self.reset_state()

    def reset_state(self) -> None:
        """Forget all batches."""
        shape = (len(self.thresholds),) if self.labels is None else (len(self.thresholds), self.labels)
        self.true_positives, self.false_positives, self.true_negatives, self.false_negatives = (np.zeros(shape) for _ in range(4))

    def update_state(self, y_true: Any, y_pred: Any, sample_weight: Any = None) -> None:
        """Take in a batch."""
        truth, prediction = of_one_shape(type(self).__name__, y_true, y_pred)
        truth, prediction = truth != 0, prediction.astype(np.float32)
        if self.top_k is not None:
            ranks = np.argsort(np.argsort(-prediction, -1, kind="stable"), -1)
            prediction = np.where(ranks < self.top_k, prediction, -np.inf).astype(np.float32)
        if self.class_id is not None:
            if prediction.ndim < 2:
                raise ValueError(f"{type(self).__name__}: class_id needs y_pred of shape (N, classes), got {prediction.shape}")
            truth, prediction = truth[..., self.class_id, None], prediction[..., self.class_id, None]
        weight = self._weight(sample_weight, prediction.shape)
        if self.labels is None:
            positives, negatives = (self._above(prediction.ravel(), (weight * side).ravel()) for side in (truth, ~truth))
        else:
            positives, negatives = (
                np.stack([self._above(prediction[:, i], (weight * side)[:, i]) for i in range(self.labels)], 1) for side in (truth, ~truth)
            )
        axis = None if self.labels is None else 0
        self.true_positives += positives
        self.false_positives += negatives
        self.false_negatives += (weight * truth).sum(axis) - positives
        self.true_negatives += (weight * ~truth).sum(axis) - negatives

    def _weight(self, sample_weight: Any, shape: tuple[int, ...]) -> Array:
        return spread(sample_weight, shape)

    def _above(self, prediction: Array, weight: Array) -> Array:
        """The sum of the weights of the predictions above each threshold."""
        if not self._even:
            return np.array([weight[prediction > np.float32(t)].sum() for t in self.thresholds])
        count = len(self.thresholds)  # evenly spread: each prediction is put between two thresholds, in float32 as Keras does it
        above = np.ceil(np.clip(prediction, 0, 1) * np.float32(count - 1)).astype(np.int64)  # how many thresholds each is above
        if self.thresholds[0] < 0:
            above = np.maximum(above, 1)
        sums = np.bincount(above, weight, minlength=count + 1)[1:]
        return np.cumsum(sums[::-1])[::-1]

    def _shown(self, values: Array) -> Any:
        return float(values[0]) if len(self.thresholds) == 1 else values.copy()


class _Count(_Counts):
    """One of the four counts."""

    counted: str

    def __init__(self, thresholds: Any = None, name: str | None = None, dtype: Any = None) -> None:
        super().__init__(_checked(type(self).__name__, thresholds, 0.5), name, dtype)

    def result(self) -> Any:
        """The count so far: a number, or an array with one for each threshold."""
        return self._shown(getattr(self, self.counted))


class TruePositives(_Count):
    """How many predictions are above the threshold (0.5, or one or several between 0 and 1), and true."""

    counted = "true_positives"


class FalsePositives(_Count):
    """How many predictions are above the threshold, and false."""

    counted = "false_positives"


class TrueNegatives(_Count):
    """How many predictions are not above the threshold, and false."""

    counted = "true_negatives"


class FalseNegatives(_Count):
    """How many predictions are not above the threshold, and true."""

    counted = "false_negatives"


class Precision(_Counts):
    """True positives / all that are predicted positive; 0 if there are none.

    ``top_k``: only the k largest predictions of a sample may be positive; ``class_id``: only this class counts. For logits say thresholds=0.

    >>> from nn.keras import metrics
    >>> metrics.Precision()([1, 0, 1, 1], [0.9, 0.8, 0.7, 0.1])
    0.6666666666666666
    """

    _direction = "up"

    def __init__(
        self, thresholds: Any = None, top_k: int | None = None, class_id: int | None = None, name: str | None = None, dtype: Any = None
    ) -> None:
        super().__init__(_checked(type(self).__name__, thresholds, 0.5 if top_k is None else -1e10), name, dtype)
        self.top_k, self.class_id = top_k, class_id

    def result(self) -> Any:
        """The precision so far: a number, or an array with one for each threshold."""
        return self._shown(ratio(self.true_positives, self.true_positives + self.false_positives))


class Recall(Precision):
    """True positives / all that are true; 0 if there are none. Settings as those of `Precision`."""

    def result(self) -> Any:
        """The recall so far: a number, or an array with one for each threshold."""
        return self._shown(ratio(self.true_positives, self.true_positives + self.false_negatives))


class _At(_Counts):
    """The best of one figure over all thresholds at which another is at least ``value``; 0 if that is so at none."""

    _direction = "up"

    def __init__(self, value: float, num_thresholds: int = 200, class_id: int | None = None, name: str | None = None, dtype: Any = None) -> None:
        caller = type(self).__name__
        if not 0 <= value <= 1:
            raise ValueError(f"{caller}: the value to be reached must be between 0 and 1. Received: {value}")
        if num_thresholds <= 0:
            raise ValueError(f"{caller}: num_thresholds must be positive. Received: num_thresholds={num_thresholds}")
        super().__init__([0.5] if num_thresholds == 1 else [0.0, *_inner(num_thresholds), 1.0], name, dtype)
        self.at, self.num_thresholds, self.class_id = value, num_thresholds, class_id

    def _best(self, wanted: Array, given: Array) -> float:
        return float(np.where(given.astype(np.float32) >= np.float32(self.at), wanted, 0).max(initial=0))

    @property
    def _recall(self) -> Array:
        return ratio(self.true_positives, self.true_positives + self.false_negatives)

    @property
    def _precision(self) -> Array:
        return ratio(self.true_positives, self.true_positives + self.false_positives)

    @property
    def _specificity(self) -> Array:
        return ratio(self.true_negatives, self.true_negatives + self.false_positives)


class SensitivityAtSpecificity(_At):
    """The best recall at which the specificity, true negatives / all that are false, is at least ``value``."""

    def result(self) -> float:
        """The best so far."""
        return self._best(self._recall, self._specificity)


class SpecificityAtSensitivity(_At):
    """The best specificity at which the recall is at least ``value``."""

    def result(self) -> float:
        """The best so far."""
        return self._best(self._specificity, self._recall)


class PrecisionAtRecall(_At):
    """The best precision at which the recall is at least ``value``."""

    def result(self) -> float:
        """The best so far."""
        return self._best(self._precision, self._recall)


class RecallAtPrecision(_At):
    """The best recall at which the precision is at least ``value``."""

    def result(self) -> float:
        """The best so far."""
        return self._best(self._recall, self._precision)


class AUC(_Counts):
    """The area under a curve: "ROC" (recall over false positive rate), "PR" (precision over recall) or "PRGAIN".

    It is a sum over ``num_thresholds`` thresholds, or the given ones: "interpolation" takes the mean of both ends of each part, for "PR" the
    curve of Davis and Goadrich 2006; "minoring" the lower end, "majoring" the upper one. ``multi_label``: the mean of one area for each label, with
    ``label_weights``.

    >>> from nn.keras import metrics
    >>> metrics.AUC()([0, 0, 1, 1], [0.1, 0.5, 0.3, 0.9])
    0.75
    """

    _direction = "up"

    def __init__(
        self,
        num_thresholds: int = 200,
        curve: str = "ROC",
        summation_method: str = "interpolation",
        name: str | None = None,
        dtype: Any = None,
        thresholds: Sequence[float] | None = None,
        multi_label: bool = False,
        num_labels: int | None = None,
        label_weights: Any = None,
        from_logits: bool = False,
    ) -> None:
        methods = ("interpolation", "minoring", "majoring")
        if curve not in ("ROC", "PR", "PRGAIN"):
            raise ValueError(f"AUC: curve must be 'ROC', 'PR' or 'PRGAIN'. Received: curve={curve!r}")
        if summation_method not in methods:
            raise ValueError(f"AUC: summation_method must be one of {methods}. Received: summation_method={summation_method!r}")
        if num_labels and not multi_label:
            raise ValueError("AUC: num_labels is for multi_label=True")
        if thresholds is None and num_thresholds <= 1:
            raise ValueError(f"AUC: num_thresholds must be greater than 1. Received: num_thresholds={num_thresholds}")
        inner = _inner(num_thresholds) if thresholds is None else sorted(thresholds)
        self.curve, self.summation_method, self.multi_label, self.from_logits = curve, summation_method, multi_label, from_logits
        self.label_weights = None if label_weights is None else np.asarray(label_weights, np.float64)
        self.labels = num_labels
        super().__init__([-EPSILON, *inner, 1 + EPSILON], name, dtype)

    def update_state(self, y_true: Any, y_pred: Any, sample_weight: Any = None) -> None:
        """Take in a batch."""
        prediction = array(y_pred)
        if self.from_logits:
            prediction = 1 / (1 + np.exp(-prediction.astype(np.float32)))
        if self.multi_label:
            if prediction.ndim != 2:
                raise ValueError(f"AUC: with multi_label=True y_pred must be of shape (N, labels), got {prediction.shape}")
            if self.labels is None:
                self.labels = prediction.shape[1]
                self.reset_state()
        super().update_state(y_true, prediction, sample_weight)

    def _weight(self, sample_weight: Any, shape: tuple[int, ...]) -> Array:
        weight = super()._weight(sample_weight, shape)
        return weight if self.label_weights is None or self.multi_label else weight * self.label_weights

    def result(self) -> float:
        """The area so far."""
        parts = self._interpolated() if (self.curve, self.summation_method) == ("PR", "interpolation") else self._riemann()
        areas = parts.sum(0)
        if not self.multi_label or self.labels is None:
            return float(areas)
        return float(areas.mean() if self.label_weights is None else ratio((areas * self.label_weights).sum(), self.label_weights.sum()))

    def _interpolated(self) -> Array:
        """Between two thresholds the true positives rise linearly with the predicted ones: the integral of precision over recall."""
        true, predicted = self.true_positives, self.true_positives + self.false_positives
        risen = true[:-1] - true[1:]
        slope = ratio(risen, np.maximum(predicted[:-1] - predicted[1:], 0))
        intercept = true[1:] - slope * predicted[1:]
        both = (predicted[:-1] > 0) & (predicted[1:] > 0)
        growth = np.log(np.where(both, ratio(predicted[:-1], predicted[1:]), 1))
        return ratio(slope * (risen + intercept * growth), true[1:] + self.false_negatives[1:])

    def _riemann(self) -> Array:
        """Width times height of the part between each two thresholds."""
        true, false = self.true_positives, self.false_positives
        recall = ratio(true, true + self.false_negatives)
        if self.curve == "ROC":
            x, y = ratio(false, false + self.true_negatives), recall
        elif self.curve == "PR":
            x, y = recall, ratio(true, true + false)
        else:  # Flach and Kull 2015; where there is no true positive the recall gain is 0, the precision gain 1
            odds = ratio(true + self.false_negatives, self.true_negatives + false)
            x = np.where(true == 0, 0, np.maximum(1 - odds * ratio(self.false_negatives, true), 0))
            y = np.where(true == 0, 1, 1 - odds * ratio(false, true))
        ends = y[:-1], y[1:]
        heights = {"interpolation": (ends[0] + ends[1]) / 2, "minoring": np.minimum(*ends), "majoring": np.maximum(*ends)}
        return np.asarray((x[:-1] - x[1:]) * heights[self.summation_method])


class FBetaScore(Metric):
    """(1 + beta²) · precision · recall / (beta² · precision + recall), for one-hot or multi-label y_true (N, classes).

    ``average``: None one score for each class, "macro" their mean, "weighted" their mean by the number of true samples, "micro" that of all classes
    together. Predictions above ``threshold`` are positive; with None the largest of each sample is.
    """

    _direction = "up"

    def __init__(
        self, average: str | None = None, beta: float = 1.0, threshold: float | None = None, name: str | None = "fbeta_score", dtype: Any = None
    ) -> None:
        super().__init__(name, dtype)
        caller = type(self).__name__
        if average not in (None, "micro", "macro", "weighted"):
            raise ValueError(f"{caller}: average must be None, 'micro', 'macro' or 'weighted'. Received: average={average!r}")
        if not isinstance(beta, float) or beta <= 0:
            raise ValueError(f"{caller}: beta must be a positive float. Received: beta={beta!r}")
        if threshold is not None and not (isinstance(threshold, float) and 0 < threshold <= 1):
            raise ValueError(f"{caller}: threshold must be a float above 0 and at most 1. Received: threshold={threshold!r}")
        self.average, self.beta, self.threshold = average, beta, threshold
        self.true_positives = self.false_positives = self.false_negatives = np.zeros(())

    def reset_state(self) -> None:
        """Forget all batches."""
        self.true_positives = self.false_positives = self.false_negatives = np.zeros_like(self.true_positives)

    def update_state(self, y_true: Any, y_pred: Any, sample_weight: Any = None) -> None:
        """Take in a batch."""
        truth, prediction = array(y_true).astype(np.float64), array(y_pred)
        if truth.ndim != 2 or truth.shape != prediction.shape:
            raise ValueError(
                f"{type(self).__name__}: y_true and y_pred must be of shape (N, classes). Received: y_pred.shape={prediction.shape} and "
                f"y_true.shape={truth.shape}"
            )
        if self.threshold is None:
            positive = (prediction >= prediction.max(-1, keepdims=True)) & (abs(prediction) > 1e-9)
        else:
            positive = prediction > self.threshold
        weight, axis = spread(sample_weight, truth.shape), None if self.average == "micro" else 0
        self.true_positives = self.true_positives + (weight * positive * truth).sum(axis)
        self.false_positives = self.false_positives + (weight * positive * (1 - truth)).sum(axis)
        self.false_negatives = self.false_negatives + (weight * ~positive * truth).sum(axis)

    def result(self) -> Any:
        """The score so far: a number, or an array with one for each class."""
        precision = self.true_positives / (self.true_positives + self.false_positives + EPSILON)
        recall = self.true_positives / (self.true_positives + self.false_negatives + EPSILON)
        score = (1 + self.beta**2) * precision * recall / (self.beta**2 * precision + recall + EPSILON)
        if self.average is None:
            return score
        support = self.true_positives + self.false_negatives
        return float((score * support / (support.sum() + EPSILON)).sum() if self.average == "weighted" else score.mean())


class F1Score(FBetaScore):
    """2 · precision · recall / (precision + recall): `FBetaScore` with beta 1."""

    def __init__(self, average: str | None = None, threshold: float | None = None, name: str | None = "f1_score", dtype: Any = None) -> None:
        super().__init__(average, 1.0, threshold, name, dtype)
