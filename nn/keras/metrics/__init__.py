"""What is reported beside the loss: over all samples seen since the metric was last reset."""

from __future__ import annotations

from typing import Any

from .. import losses
from ..lookup import look_up, snake_case, table_of
from ..losses import (
    MAE, MAPE, MSE, MSLE, binary_crossentropy, categorical_crossentropy, categorical_hinge, hinge, huber, kl_divergence, log_cosh, mae, mape,
    mean_absolute_error, mean_absolute_percentage_error, mean_squared_error, mean_squared_logarithmic_error, mse, msle, poisson,
    sparse_categorical_crossentropy, squared_hinge,
)  # fmt: skip
from . import averages, base, confusion, overlap
from .averages import *
from .averages import binary_accuracy, fitting_accuracy
from .base import *
from .base import MeanMetricWrapper, Metric
from .confusion import *
from .overlap import *

_LOSSES = [
    "MAE", "MAPE", "MSE", "MSLE", "binary_crossentropy", "categorical_crossentropy", "categorical_hinge", "hinge", "huber", "kl_divergence",
    "log_cosh", "mae", "mape", "mean_absolute_error", "mean_absolute_percentage_error", "mean_squared_error", "mean_squared_logarithmic_error",
    "mse", "msle", "poisson", "sparse_categorical_crossentropy", "squared_hinge",
]  # fmt: skip
__all__ = ["get", *_LOSSES, *averages.__all__, *base.__all__, *confusion.__all__, *overlap.__all__]

_CLASSES = table_of(
    thing for thing in (globals()[name] for name in __all__ if name != "get") if isinstance(thing, type) and thing not in (Metric, MeanMetricWrapper)
)
_SHORT = {
    "bce": "BinaryCrossentropy", "mse": "MeanSquaredError", "mae": "MeanAbsoluteError", "mape": "MeanAbsolutePercentageError",
    "msle": "MeanSquaredLogarithmicError", "rmse": "RootMeanSquaredError", "kld": "KLDivergence", "logcosh": "LogCoshError",
    "log_cosh": "LogCoshError",
}  # fmt: skip
NAMES = {**losses.NAMES, **_CLASSES, **{name: _CLASSES[whole] for short, whole in _SHORT.items() for name in (short, short.upper())}}


def get(metric: Any, loss: Any = None) -> Metric:
    """A metric by its name, or of a function of (y_true, y_pred); an object is returned as it is. "accuracy" depends on the loss."""
    if isinstance(metric, Metric):
        return metric
    if isinstance(metric, type):
        return get(metric())
    if not isinstance(metric, str):
        if not callable(metric):
            raise ValueError(f"Could not interpret metric: {metric!r}. Give a name, a Metric, or a function of (y_true, y_pred)")
        return MeanMetricWrapper(metric, getattr(metric, "name", None) or snake_case(getattr(metric, "__name__", type(metric).__name__).strip("<>")))
    if metric in ("accuracy", "acc"):
        binary = "binary" in str(loss if isinstance(loss, str) else getattr(loss, "name", None) or getattr(loss, "__name__", "")).lower()
        made: Metric = MeanMetricWrapper(binary_accuracy if binary else fitting_accuracy, metric)
        made._direction = "up"
        return made
    found = look_up("metric", metric, NAMES)
    if isinstance(found, type):
        if issubclass(found, losses.Loss):
            return MeanMetricWrapper(found.function, metric)
        made = found()  # type: ignore[assignment]
        made.name = metric
        return made
    return MeanMetricWrapper(found, metric)
