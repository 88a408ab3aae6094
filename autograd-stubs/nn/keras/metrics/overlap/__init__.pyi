"""Intersection over union, of classes, and R²: metrics of sums over all samples."""
from autograd.nn.keras.metrics.base import Metric as _Metric
from collections.abc import Sequence as _Sequence
from typing import Any as _Any
class BinaryIoU(IoU):
    """`IoU` of the classes 0 and 1, or one of them, for predictions from 0 to 1: those of at least ``threshold`` are 1."""
    threshold: float
    def __init__(self, target_class_ids: _Sequence[int] = ..., threshold: float = 0.5, name: str | None = None, dtype: _Any = None) -> None: ...
    def update_state(self, y_true: _Any, y_pred: _Any, sample_weight: _Any = None) -> None: """Take in a batch."""
class IoU(_Metric):
    """True positives / (true positives + false positives + false negatives): the mean over the classes in ``target_class_ids``.

    y_true and y_pred are class numbers, or with ``sparse_y_true`` and ``sparse_y_pred`` False one figure for each class along ``axis``. Classes
    outside 0 to num_classes - 1, and ``ignore_class``, are left out; so are classes that do not occur. Weights count as they are (Keras cuts
    them to whole numbers unless dtype is a float type)."""
    num_classes: int
    target_class_ids: _Any
    ignore_class: int | None
    sparse_y_true: bool
    sparse_y_pred: bool
    axis: int
    total_cm: _Any
    def __init__(self, num_classes: int, target_class_ids: _Sequence[int], name: str | None = None, dtype: _Any = None, ignore_class: int | None = None, sparse_y_true: bool = True, sparse_y_pred: bool = True, axis: int = -1) -> None: ...
    def reset_state(self) -> None: """Forget all batches."""
    def update_state(self, y_true: _Any, y_pred: _Any, sample_weight: _Any = None) -> None: """Take in a batch."""
    def result(self) -> float: """The mean over the classes so far."""
class MeanIoU(IoU):
    """`IoU`, the mean over all classes."""
    def __init__(self, num_classes: int, name: str | None = None, dtype: _Any = None, ignore_class: int | None = None, sparse_y_true: bool = True, sparse_y_pred: bool = True, axis: int = -1) -> None: ...
class OneHotIoU(IoU):
    """`IoU` for one-hot labels, and one figure for each class as the prediction."""
    def __init__(self, num_classes: int, target_class_ids: _Sequence[int], name: str | None = None, dtype: _Any = None, ignore_class: int | None = None, sparse_y_pred: bool = False, axis: int = -1) -> None: ...
class OneHotMeanIoU(OneHotIoU):
    """`MeanIoU` for one-hot labels, and one figure for each class as the prediction."""
    def __init__(self, num_classes: int, name: str | None = None, dtype: _Any = None, ignore_class: int | None = None, sparse_y_pred: bool = False, axis: int = -1) -> None: ...
class R2Score(_Metric):
    """R² = 1 - Σ (y_true - y_pred)² / Σ (y_true - mean of y_true)², of each column of y_true (N, columns).

    ``class_aggregation``: "uniform_average" the mean of the columns, "variance_weighted_average" weighted by their variances, None an array with
    each. ``num_regressors`` p > 0: adjusted, 1 - (1 - R²)(n - 1) / (n - p - 1)."""
    class_aggregation: str | None
    num_regressors: int
    count: _Any
    num_samples: _Any
    mean: _Any
    deviations: _Any
    errors: _Any
    def __init__(self, class_aggregation: str | None = 'uniform_average', num_regressors: int = 0, name: str | None = 'r2_score', dtype: _Any = None) -> None: ...
    def reset_state(self) -> None: """Forget all batches."""
    def update_state(self, y_true: _Any, y_pred: _Any, sample_weight: _Any = None) -> None: """Take in a batch."""
    def result(self) -> _Any: """R² so far: a number, or an array with one for each column; nan of no samples."""
