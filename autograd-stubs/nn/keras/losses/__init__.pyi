"""Losses by Keras's names: functions ``loss(y_true, y_pred)`` of one value per sample, and classes that average them.

    A cross-entropy of the output of a softmax or sigmoid layer is computed from what went into that layer: the same value without loss of digits, and
    a gradient that does not vanish. Of other probabilities the logarithm is taken after bringing them between 1e-7 and 1 - 1e-7, as Keras does."""
from autograd import Tensor as _Tensor
from collections.abc import Callable as _Callable
from typing import Any as _Any
from typing import ClassVar as _ClassVar
class BinaryCrossentropy(Loss):
    """-(y log p + (1 - y) log(1 - p)). Settings: from_logits=False, label_smoothing=0."""
    @staticmethod
    def function(y_true: _Any, y_pred: _Any, from_logits: bool = False, label_smoothing: float = 0.0) -> _Tensor: """-(y log p + (1 - y) log(1 - p)), the mean over the last axis. y_true, y_pred: (*, n) -> (*)."""
class BinaryFocalCrossentropy(Loss):
    """(1 - p)^gamma times the binary cross-entropy.

    Settings: apply_class_balancing=False, alpha=0.25, gamma=2, from_logits=False, label_smoothing=0."""
    @staticmethod
    def function(y_true: _Any, y_pred: _Any, apply_class_balancing: bool = False, alpha: float = 0.25, gamma: float = 2.0, from_logits: bool = False, label_smoothing: float = 0.0) -> _Tensor: """(1 - p)^gamma times the binary cross-entropy, p being what the true class was given: the mean over the last axis.  Lin et al. 2017.

    With ``apply_class_balancing`` times alpha for class 1, and 1 - alpha for class 0."""
class CTC(Loss):
    """-log of the probability of all ways to spell labels that are not aligned with the outputs."""
    @staticmethod
    def function(y_true: _Any, y_pred: _Any) -> _Tensor: """Connectionist temporal classification: -log of the probability of all ways to spell the labels.  Graves et al. 2006.

    y_true: (N, L) class numbers, filled up with 0, which is the blank; y_pred: (N, T, classes) logits -> (N)."""
class CategoricalCrossentropy(Loss):
    """-Σ y log p, for one-hot labels. Settings: from_logits=False, label_smoothing=0."""
    @staticmethod
    def function(y_true: _Any, y_pred: _Any, from_logits: bool = False, label_smoothing: float = 0.0) -> _Tensor: """-Σ y log p. y_true: (*, classes) one-hot or probabilities, y_pred: (*, classes) -> (*)."""
class CategoricalFocalCrossentropy(Loss):
    """-Σ alpha (1 - p)^gamma y log p, for one-hot labels. Settings: alpha=0.25, gamma=2, from_logits=False, label_smoothing=0."""
    @staticmethod
    def function(y_true: _Any, y_pred: _Any, alpha: _Any = 0.25, gamma: float = 2.0, from_logits: bool = False, label_smoothing: float = 0.0) -> _Tensor: """-Σ alpha (1 - p)^gamma y log p. y_true: (*, classes) one-hot, y_pred: (*, classes) -> (*). ``alpha`` may have a number for each class.

    Lin et al. 2017."""
class CategoricalHinge(Loss):
    """max(0, 1 + the largest output of a wrong class - that of the true class), labels one-hot."""
    @staticmethod
    def function(y_true: _Any, y_pred: _Any) -> _Tensor: """max(0, 1 + the largest output of a wrong class - that of the true class), labels one-hot: (*, classes) -> (*)."""
class CosineSimilarity(Loss):
    """Minus the cosine of the angle between y_true and y_pred."""
    @staticmethod
    def function(y_true: _Any, y_pred: _Any, axis: int = -1) -> _Tensor: """Minus the cosine of the angle between y_true and y_pred along an axis."""
class Hinge(Loss):
    """max(0, 1 - y_true · y_pred)."""
    @staticmethod
    def function(y_true: _Any, y_pred: _Any) -> _Tensor: """The mean of max(0, 1 - y_true · y_pred) over the last axis, labels -1 and 1 (0 counts as -1)."""
class Huber(Loss):
    """e² / 2 for small errors, linear for large ones. Settings: delta=1."""
    @staticmethod
    def function(y_true: _Any, y_pred: _Any, delta: float = 1.0) -> _Tensor: """The mean of e² / 2 for small errors, delta · (|e| - delta / 2) for large ones, over the last axis.  Huber 1964."""
    default_name: str
class KLDivergence(Loss):
    """Σ y_true · log(y_true / y_pred)."""
    @staticmethod
    def function(y_true: _Any, y_pred: _Any) -> _Tensor: """Σ y_true · log(y_true / y_pred) over the last axis."""
class LogCosh(Loss):
    """log cosh(y_pred - y_true)."""
    @staticmethod
    def function(y_true: _Any, y_pred: _Any) -> _Tensor: """The mean of log cosh(y_pred - y_true) over the last axis."""
class Loss:
    """The average of a loss function: ``loss(y_true, y_pred)`` is a scalar with ``reduction="sum_over_batch_size"`` (the mean, whatever the weights).

    A subclass defines ``call(y_true, y_pred)``, one value per sample. ``reduction``: also "mean_with_sample_weight" (over the sum of the weights),
    "sum" and "none"."""
    function: _ClassVar[_Any]
    default_name: _ClassVar[str | None]
    reduction: str | None
    name: _Any
    settings: _Any
    def __init__(self, *settings: _Any, name: str | None = None, reduction: str | None = 'sum_over_batch_size', **named: _Any) -> None: ...
    def call(self, y_true: _Any, y_pred: _Any) -> _Tensor: """One value per sample."""
    def __call__(self, y_true: _Any, y_pred: _Any, sample_weight: _Any = None) -> _Tensor: ...
class MeanAbsoluteError(Loss):
    """|y_true - y_pred|."""
    @staticmethod
    def function(y_true: _Any, y_pred: _Any) -> _Tensor: """The mean of |y_true - y_pred| over the last axis."""
class MeanAbsolutePercentageError(Loss):
    """100 · |y_true - y_pred| / |y_true|."""
    @staticmethod
    def function(y_true: _Any, y_pred: _Any) -> _Tensor: """The mean of 100 · |y_true - y_pred| / |y_true| over the last axis."""
class MeanSquaredError(Loss):
    """(y_true - y_pred)²."""
    @staticmethod
    def function(y_true: _Any, y_pred: _Any) -> _Tensor: """The mean of (y_true - y_pred)² over the last axis."""
class MeanSquaredLogarithmicError(Loss):
    """(log(y_true + 1) - log(y_pred + 1))²."""
    @staticmethod
    def function(y_true: _Any, y_pred: _Any) -> _Tensor: """The mean of (log(y_true + 1) - log(y_pred + 1))² over the last axis."""
class Poisson(Loss):
    """y_pred - y_true · log y_pred."""
    @staticmethod
    def function(y_true: _Any, y_pred: _Any) -> _Tensor: """The mean of y_pred - y_true · log y_pred over the last axis."""
class SparseCategoricalCrossentropy(Loss):
    """-log p of the true class, whose number is given. Settings: from_logits=False, ignore_class=None; what is ignored does not count in the mean."""
    @staticmethod
    def function(y_true: _Any, y_pred: _Any, from_logits: bool = False, ignore_class: int | None = None) -> _Tensor: """-log p of the true class. y_true: (*) class numbers, y_pred: (*, classes) -> (*)."""
    def __call__(self, y_true: _Any, y_pred: _Any, sample_weight: _Any = None) -> _Tensor: ...
class SquaredHinge(Loss):
    """max(0, 1 - y_true · y_pred)²."""
    @staticmethod
    def function(y_true: _Any, y_pred: _Any) -> _Tensor: """The mean of max(0, 1 - y_true · y_pred)² over the last axis, labels -1 and 1 (0 counts as -1)."""
def binary_crossentropy(y_true: _Any, y_pred: _Any, from_logits: bool = False, label_smoothing: float = 0.0) -> _Tensor: """-(y log p + (1 - y) log(1 - p)), the mean over the last axis. y_true, y_pred: (*, n) -> (*)."""
def binary_focal_crossentropy(y_true: _Any, y_pred: _Any, apply_class_balancing: bool = False, alpha: float = 0.25, gamma: float = 2.0, from_logits: bool = False, label_smoothing: float = 0.0) -> _Tensor: """(1 - p)^gamma times the binary cross-entropy, p being what the true class was given: the mean over the last axis.  Lin et al. 2017.

    With ``apply_class_balancing`` times alpha for class 1, and 1 - alpha for class 0."""
def categorical_crossentropy(y_true: _Any, y_pred: _Any, from_logits: bool = False, label_smoothing: float = 0.0) -> _Tensor: """-Σ y log p. y_true: (*, classes) one-hot or probabilities, y_pred: (*, classes) -> (*)."""
def categorical_focal_crossentropy(y_true: _Any, y_pred: _Any, alpha: _Any = 0.25, gamma: float = 2.0, from_logits: bool = False, label_smoothing: float = 0.0) -> _Tensor: """-Σ alpha (1 - p)^gamma y log p. y_true: (*, classes) one-hot, y_pred: (*, classes) -> (*). ``alpha`` may have a number for each class.

    Lin et al. 2017."""
def categorical_hinge(y_true: _Any, y_pred: _Any) -> _Tensor: """max(0, 1 + the largest output of a wrong class - that of the true class), labels one-hot: (*, classes) -> (*)."""
def cosine_similarity(y_true: _Any, y_pred: _Any, axis: int = -1) -> _Tensor: """Minus the cosine of the angle between y_true and y_pred along an axis."""
def ctc(y_true: _Any, y_pred: _Any) -> _Tensor: """Connectionist temporal classification: -log of the probability of all ways to spell the labels.  Graves et al. 2006.

    y_true: (N, L) class numbers, filled up with 0, which is the blank; y_pred: (N, T, classes) logits -> (N)."""
def get(loss: _Any) -> _Callable[..., _Tensor]: """A loss by its name; an object or a function of (y_true, y_pred) is returned as it is."""
def hinge(y_true: _Any, y_pred: _Any) -> _Tensor: """The mean of max(0, 1 - y_true · y_pred) over the last axis, labels -1 and 1 (0 counts as -1)."""
def huber(y_true: _Any, y_pred: _Any, delta: float = 1.0) -> _Tensor: """The mean of e² / 2 for small errors, delta · (|e| - delta / 2) for large ones, over the last axis.  Huber 1964."""
def kl_divergence(y_true: _Any, y_pred: _Any) -> _Tensor: """Σ y_true · log(y_true / y_pred) over the last axis."""
def log_cosh(y_true: _Any, y_pred: _Any) -> _Tensor: """The mean of log cosh(y_pred - y_true) over the last axis."""
def mean_absolute_error(y_true: _Any, y_pred: _Any) -> _Tensor: """The mean of |y_true - y_pred| over the last axis."""
def mean_absolute_percentage_error(y_true: _Any, y_pred: _Any) -> _Tensor: """The mean of 100 · |y_true - y_pred| / |y_true| over the last axis."""
def mean_squared_error(y_true: _Any, y_pred: _Any) -> _Tensor: """The mean of (y_true - y_pred)² over the last axis."""
def mean_squared_logarithmic_error(y_true: _Any, y_pred: _Any) -> _Tensor: """The mean of (log(y_true + 1) - log(y_pred + 1))² over the last axis."""
def poisson(y_true: _Any, y_pred: _Any) -> _Tensor: """The mean of y_pred - y_true · log y_pred over the last axis."""
def sparse_categorical_crossentropy(y_true: _Any, y_pred: _Any, from_logits: bool = False, ignore_class: int | None = None) -> _Tensor: """-log p of the true class. y_true: (*) class numbers, y_pred: (*, classes) -> (*)."""
def squared_hinge(y_true: _Any, y_pred: _Any) -> _Tensor: """The mean of max(0, 1 - y_true · y_pred)² over the last axis, labels -1 and 1 (0 counts as -1)."""
