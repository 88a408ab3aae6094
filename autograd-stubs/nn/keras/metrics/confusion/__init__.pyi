"""Metrics of the four counts: true and false positives, true and false negatives, at one threshold or at many."""
from autograd.nn.keras.metrics.base import Metric as _Metric
from collections.abc import Sequence as _Sequence
from typing import Any as _Any
class _Counts(_Metric):
    """The weighted counts at each threshold: a prediction is positive if it is greater than the threshold.

    y_true: (*), anything but 0 is true; y_pred: (*); sample_weight: (N), or as y_pred. Each count is an array (thresholds), with
    ``labels`` (thresholds, labels)."""
    top_k: int | None
    class_id: int | None
    labels: int | None
    thresholds: _Any
    true_positives: _Any
    false_positives: _Any
    true_negatives: _Any
    false_negatives: _Any
    def __init__(self, thresholds: _Sequence[float], name: str | None, dtype: _Any) -> None: ...
    def reset_state(self) -> None: """Forget all batches."""
    def update_state(self, y_true: _Any, y_pred: _Any, sample_weight: _Any = None) -> None: """Take in a batch."""
class AUC(_Counts):
    """The area under a curve: "ROC" (recall over false positive rate), "PR" (precision over recall) or "PRGAIN".

    It is a sum over ``num_thresholds`` thresholds, or the given ones: "interpolation" takes the mean of both ends of each part, for "PR" the
    curve of Davis and Goadrich 2006; "minoring" the lower end, "majoring" the upper one. ``multi_label``: the mean of one area for each label, with
    ``label_weights``."""
    curve: str
    summation_method: str
    multi_label: bool
    from_logits: bool
    label_weights: _Any
    def __init__(self, num_thresholds: int = 200, curve: str = 'ROC', summation_method: str = 'interpolation', name: str | None = None, dtype: _Any = None, thresholds: _Sequence[float] | None = None, multi_label: bool = False, num_labels: int | None = None, label_weights: _Any = None, from_logits: bool = False) -> None: ...
    def update_state(self, y_true: _Any, y_pred: _Any, sample_weight: _Any = None) -> None: """Take in a batch."""
    def result(self) -> float: """The area so far."""
class F1Score(FBetaScore):
    """2 · precision · recall / (precision + recall): `FBetaScore` with beta 1."""
    def __init__(self, average: str | None = None, threshold: float | None = None, name: str | None = 'f1_score', dtype: _Any = None) -> None: ...
class FBetaScore(_Metric):
    """(1 + beta²) · precision · recall / (beta² · precision + recall), for one-hot or multi-label y_true (N, classes).

    ``average``: None one score for each class, "macro" their mean, "weighted" their mean by the number of true samples, "micro" that of all classes
    together. Predictions above ``threshold`` are positive; with None the largest of each sample is."""
    average: str | None
    beta: float
    threshold: float | None
    true_positives: _Any
    false_positives: _Any
    false_negatives: _Any
    def __init__(self, average: str | None = None, beta: float = 1.0, threshold: float | None = None, name: str | None = 'fbeta_score', dtype: _Any = None) -> None: ...
    def reset_state(self) -> None: """Forget all batches."""
    def update_state(self, y_true: _Any, y_pred: _Any, sample_weight: _Any = None) -> None: """Take in a batch."""
    def result(self) -> _Any: """The score so far: a number, or an array with one for each class."""
class _Count(_Counts):
    """One of the four counts."""
    counted: str
    def __init__(self, thresholds: _Any = None, name: str | None = None, dtype: _Any = None) -> None: ...
    def result(self) -> _Any: """The count so far: a number, or an array with one for each threshold."""
class FalseNegatives(_Count):
    """How many predictions are not above the threshold, and true."""
    counted: str
class FalsePositives(_Count):
    """How many predictions are above the threshold, and false."""
    counted: str
class Precision(_Counts):
    """True positives / all that are predicted positive; 0 if there are none.

    ``top_k``: only the k largest predictions of a sample may be positive; ``class_id``: only this class counts. For logits say thresholds=0."""
    def __init__(self, thresholds: _Any = None, top_k: int | None = None, class_id: int | None = None, name: str | None = None, dtype: _Any = None) -> None: ...
    def result(self) -> _Any: """The precision so far: a number, or an array with one for each threshold."""
class _At(_Counts):
    """The best of one figure over all thresholds at which another is at least ``value``; 0 if that is so at none."""
    at: float
    num_thresholds: int
    def __init__(self, value: float, num_thresholds: int = 200, class_id: int | None = None, name: str | None = None, dtype: _Any = None) -> None: ...
class PrecisionAtRecall(_At):
    """The best precision at which the recall is at least ``value``."""
    def result(self) -> float: """The best so far."""
class Recall(Precision):
    """True positives / all that are true; 0 if there are none. Settings as those of `Precision`."""
    def result(self) -> _Any: """The recall so far: a number, or an array with one for each threshold."""
class RecallAtPrecision(_At):
    """The best recall at which the precision is at least ``value``."""
    def result(self) -> float: """The best so far."""
class SensitivityAtSpecificity(_At):
    """The best recall at which the specificity, true negatives / all that are false, is at least ``value``."""
    def result(self) -> float: """The best so far."""
class SpecificityAtSensitivity(_At):
    """The best specificity at which the recall is at least ``value``."""
    def result(self) -> float: """The best so far."""
class TrueNegatives(_Count):
    """How many predictions are not above the threshold, and false."""
    counted: str
class TruePositives(_Count):
    """How many predictions are above the threshold (0.5, or one or several between 0 and 1), and true."""
    counted: str
