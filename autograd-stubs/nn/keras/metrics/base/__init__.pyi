"""What all metrics share, and the mean and the sum of given values."""
from collections.abc import Callable as _Callable
from typing import Any as _Any
class Mean(Sum):
    """The mean of given values."""
    total: _Any
    count: _Any
    def __init__(self, name: str | None = 'mean', dtype: _Any = None) -> None: ...
    def reset_state(self) -> None: """Forget all values."""
    def update_state(self, values: _Any, sample_weight: _Any = None) -> None: """Take in values, each as often as its weight says."""
    def result(self) -> float: """The mean so far, 0 of no values."""
class MeanMetricWrapper(Mean):
    """The mean of a function of (y_true, y_pred) over all samples."""
    fn: _Callable[..., _Any]
    settings: _Any
    def __init__(self, fn: _Callable[..., _Any], name: str | None = None, dtype: _Any = None, **settings: _Any) -> None: ...
    def update_state(self, y_true: _Any, y_pred: _Any, sample_weight: _Any = None) -> None: """Take in a batch."""
class Metric:
    """Something to report: a subclass defines ``update_state(y_true, y_pred, sample_weight)``, ``result()`` and ``reset_state()``.

    The result is a number, an array, or a dictionary of several figures by their names. Without a name a metric is called as its class, and
    numbered from the second on: precision, precision_1."""
    name: _Any
    def __init__(self, name: str | None = None, dtype: _Any = None) -> None: ...
    def update_state(self, *args: _Any, **kwargs: _Any) -> None: """Take in a batch."""
    def result(self) -> _Any: """The value so far."""
    def reset_state(self) -> None: """Forget all batches."""
    def __call__(self, *args: _Any, **kwargs: _Any) -> _Any: ...
class Sum(Metric):
    """The sum of given values, each times its weight."""
    total: _Any
    def __init__(self, name: str | None = 'sum', dtype: _Any = None) -> None: ...
    def reset_state(self) -> None: """Forget all values."""
    def update_state(self, values: _Any, sample_weight: _Any = None) -> None: """Take in values."""
    def result(self) -> float: """The sum so far."""
