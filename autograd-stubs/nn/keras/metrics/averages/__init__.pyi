"""Metrics that are the mean of one figure for each sample: accuracies, errors, correlations, and losses."""
from autograd import Tensor as _Tensor
from autograd.nn.keras.metrics.base import Mean as _Mean
from autograd.nn.keras.metrics.base import MeanMetricWrapper as _MeanMetricWrapper
from numpy import dtype as _numpy_dtype
from numpy import ndarray as _numpy_ndarray
from typing import Any as _Any
from typing import ClassVar as _ClassVar
class _Average(_MeanMetricWrapper):
    """The mean of the class's own function. Its settings are given by name."""
    function: _ClassVar[_Any]
    default_name: _ClassVar[str]
    def __init__(self, name: str | None = None, dtype: _Any = None, **settings: _Any) -> None: ...
class _Rising(_Average):
    ...
class Accuracy(_Rising):
    """How often predictions are equal to labels."""
    @staticmethod
    def function(y_true: _Any, y_pred: _Any) -> _numpy_ndarray[_Any, _numpy_dtype[_Any]]: """The share of predictions that are equal to the truth, over the last axis."""
    default_name: str
class BinaryAccuracy(_Rising):
    """How often predictions are on the true side of the threshold. Settings: threshold=0.5."""
    @staticmethod
    def function(y_true: _Any, y_pred: _Any, threshold: float = 0.5) -> _numpy_ndarray[_Any, _numpy_dtype[_Any]]: """The share of predictions that are on the true side of the threshold, over the last axis."""
    default_name: str
class BinaryCrossentropy(_Average):
    """-(y log p + (1 - y) log(1 - p)). Settings: from_logits=False, label_smoothing=0."""
    @staticmethod
    def function(y_true: _Any, y_pred: _Any, from_logits: bool = False, label_smoothing: float = 0.0) -> _Tensor: """-(y log p + (1 - y) log(1 - p)), the mean over the last axis. y_true, y_pred: (*, n) -> (*)."""
    default_name: str
class CategoricalAccuracy(_Rising):
    """How often the most probable class is the true one, labels one-hot."""
    @staticmethod
    def function(y_true: _Any, y_pred: _Any) -> _numpy_ndarray[_Any, _numpy_dtype[_Any]]: """1 where the most probable class is the true one, given as one-hot, else 0."""
    default_name: str
class CategoricalCrossentropy(_Average):
    """-Σ y log p, for one-hot labels. Settings: from_logits=False, label_smoothing=0."""
    @staticmethod
    def function(y_true: _Any, y_pred: _Any, from_logits: bool = False, label_smoothing: float = 0.0) -> _Tensor: """-Σ y log p. y_true: (*, classes) one-hot or probabilities, y_pred: (*, classes) -> (*)."""
    default_name: str
class CategoricalHinge(_Average):
    """max(0, 1 + the largest output of a wrong class - that of the true class), labels one-hot."""
    @staticmethod
    def function(y_true: _Any, y_pred: _Any) -> _Tensor: """max(0, 1 + the largest output of a wrong class - that of the true class), labels one-hot: (*, classes) -> (*)."""
    default_name: str
class ConcordanceCorrelation(_Rising):
    """How close y_true and y_pred are to being equal, in each sample, from -1 to 1. Settings: axis=-1."""
    @staticmethod
    def function(y_true: _Any, y_pred: _Any, axis: int = -1) -> _numpy_ndarray[_Any, _numpy_dtype[_Any]]: """2 · covariance / (both variances + the squared difference of the means), along an axis: 1 where both are equal.  Lin 1989."""
    default_name: str
class CosineSimilarity(_Rising):
    """The cosine of the angle between y_true and y_pred: 1 where they point the same way. Settings: axis=-1."""
    @staticmethod
    def function(y_true: _Any, y_pred: _Any, axis: int = -1) -> _numpy_ndarray[_Any, _numpy_dtype[_Any]]: """The cosine of the angle between y_true and y_pred along an axis; the loss of this name is its negative."""
    default_name: str
class Hinge(_Average):
    """max(0, 1 - y_true · y_pred)."""
    @staticmethod
    def function(y_true: _Any, y_pred: _Any) -> _Tensor: """The mean of max(0, 1 - y_true · y_pred) over the last axis, labels -1 and 1 (0 counts as -1)."""
    default_name: str
class KLDivergence(_Average):
    """Σ y_true · log(y_true / y_pred)."""
    @staticmethod
    def function(y_true: _Any, y_pred: _Any) -> _Tensor: """Σ y_true · log(y_true / y_pred) over the last axis."""
    default_name: str
class LogCoshError(_Average):
    """log cosh(y_pred - y_true)."""
    @staticmethod
    def function(y_true: _Any, y_pred: _Any) -> _Tensor: """The mean of log cosh(y_pred - y_true) over the last axis."""
    default_name: str
class MeanAbsoluteError(_Average):
    """|y_true - y_pred|."""
    @staticmethod
    def function(y_true: _Any, y_pred: _Any) -> _Tensor: """The mean of |y_true - y_pred| over the last axis."""
    default_name: str
class MeanAbsolutePercentageError(_Average):
    """100 · |y_true - y_pred| / |y_true|."""
    @staticmethod
    def function(y_true: _Any, y_pred: _Any) -> _Tensor: """The mean of 100 · |y_true - y_pred| / |y_true| over the last axis."""
    default_name: str
class MeanSquaredError(_Average):
    """(y_true - y_pred)²."""
    @staticmethod
    def function(y_true: _Any, y_pred: _Any) -> _Tensor: """The mean of (y_true - y_pred)² over the last axis."""
    default_name: str
class MeanSquaredLogarithmicError(_Average):
    """(log(y_true + 1) - log(y_pred + 1))²."""
    @staticmethod
    def function(y_true: _Any, y_pred: _Any) -> _Tensor: """The mean of (log(y_true + 1) - log(y_pred + 1))² over the last axis."""
    default_name: str
class PearsonCorrelation(_Rising):
    """The correlation of y_true and y_pred in each sample, from -1 to 1. Settings: axis=-1."""
    @staticmethod
    def function(y_true: _Any, y_pred: _Any, axis: int = -1) -> _numpy_ndarray[_Any, _numpy_dtype[_Any]]: """The covariance of y_true and y_pred along an axis, over the product of their standard deviations; nan where one of them is constant."""
    default_name: str
class Poisson(_Average):
    """y_pred - y_true · log y_pred."""
    @staticmethod
    def function(y_true: _Any, y_pred: _Any) -> _Tensor: """The mean of y_pred - y_true · log y_pred over the last axis."""
    default_name: str
class RootMeanSquaredError(_Mean):
    """√ of the mean of (y_true - y_pred)²."""
    def __init__(self, name: str | None = 'root_mean_squared_error', dtype: _Any = None) -> None: ...
    def update_state(self, y_true: _Any, y_pred: _Any, sample_weight: _Any = None) -> None: """Take in a batch."""
    def result(self) -> float: """The root of the mean so far."""
class SparseCategoricalAccuracy(_Rising):
    """How often the most probable class is the true one, labels as class numbers."""
    @staticmethod
    def function(y_true: _Any, y_pred: _Any) -> _numpy_ndarray[_Any, _numpy_dtype[_Any]]: """1 where the most probable class is the true one, whose number is given, else 0."""
    default_name: str
class SparseCategoricalCrossentropy(_Average):
    """-log p of the true class, whose number is given. Settings: from_logits=False."""
    @staticmethod
    def function(y_true: _Any, y_pred: _Any, from_logits: bool = False, ignore_class: int | None = None) -> _Tensor: """-log p of the true class. y_true: (*) class numbers, y_pred: (*, classes) -> (*)."""
    default_name: str
class SparseTopKCategoricalAccuracy(TopKCategoricalAccuracy):
    """How often the true class is among the k most probable, labels as class numbers."""
    @staticmethod
    def function(y_true: _Any, y_pred: _Any, k: int = 5) -> _numpy_ndarray[_Any, _numpy_dtype[_Any]]: """1 where fewer than k classes are more probable than the true one, whose number is given, else 0."""
    default_name: str
class SquaredHinge(_Average):
    """max(0, 1 - y_true · y_pred)²."""
    @staticmethod
    def function(y_true: _Any, y_pred: _Any) -> _Tensor: """The mean of max(0, 1 - y_true · y_pred)² over the last axis, labels -1 and 1 (0 counts as -1)."""
    default_name: str
class TopKCategoricalAccuracy(_Rising):
    """How often the true class is among the k most probable, labels one-hot."""
    @staticmethod
    def function(y_true: _Any, y_pred: _Any, k: int = 5) -> _numpy_ndarray[_Any, _numpy_dtype[_Any]]: """1 where fewer than k classes are more probable than the true one, given as one-hot, else 0."""
    default_name: str
    def __init__(self, k: int = 5, name: str | None = None, dtype: _Any = None) -> None: ...
def accuracy(y_true: _Any, y_pred: _Any) -> _numpy_ndarray[_Any, _numpy_dtype[_Any]]: """The share of predictions that are equal to the truth, over the last axis."""
def binary_accuracy(y_true: _Any, y_pred: _Any, threshold: float = 0.5) -> _numpy_ndarray[_Any, _numpy_dtype[_Any]]: """The share of predictions that are on the true side of the threshold, over the last axis."""
def categorical_accuracy(y_true: _Any, y_pred: _Any) -> _numpy_ndarray[_Any, _numpy_dtype[_Any]]: """1 where the most probable class is the true one, given as one-hot, else 0."""
def concordance_correlation(y_true: _Any, y_pred: _Any, axis: int = -1) -> _numpy_ndarray[_Any, _numpy_dtype[_Any]]: """2 · covariance / (both variances + the squared difference of the means), along an axis: 1 where both are equal.  Lin 1989."""
def pearson_correlation(y_true: _Any, y_pred: _Any, axis: int = -1) -> _numpy_ndarray[_Any, _numpy_dtype[_Any]]: """The covariance of y_true and y_pred along an axis, over the product of their standard deviations; nan where one of them is constant."""
def sparse_categorical_accuracy(y_true: _Any, y_pred: _Any) -> _numpy_ndarray[_Any, _numpy_dtype[_Any]]: """1 where the most probable class is the true one, whose number is given, else 0."""
def sparse_top_k_categorical_accuracy(y_true: _Any, y_pred: _Any, k: int = 5) -> _numpy_ndarray[_Any, _numpy_dtype[_Any]]: """1 where fewer than k classes are more probable than the true one, whose number is given, else 0."""
def top_k_categorical_accuracy(y_true: _Any, y_pred: _Any, k: int = 5) -> _numpy_ndarray[_Any, _numpy_dtype[_Any]]: """1 where fewer than k classes are more probable than the true one, given as one-hot, else 0."""
