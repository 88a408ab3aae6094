"""What is reported beside the loss: over all samples seen since the metric was last reset."""
from autograd import Tensor as _Tensor
from autograd.nn.keras.metrics.base import Metric as _Metric
from typing import Any as _Any
from autograd.nn.keras.metrics.confusion import AUC as AUC
from autograd.nn.keras.metrics.averages import Accuracy as Accuracy
from autograd.nn.keras.metrics.averages import BinaryAccuracy as BinaryAccuracy
from autograd.nn.keras.metrics.averages import BinaryCrossentropy as BinaryCrossentropy
from autograd.nn.keras.metrics.overlap import BinaryIoU as BinaryIoU
from autograd.nn.keras.metrics.averages import CategoricalAccuracy as CategoricalAccuracy
from autograd.nn.keras.metrics.averages import CategoricalCrossentropy as CategoricalCrossentropy
from autograd.nn.keras.metrics.averages import CategoricalHinge as CategoricalHinge
from autograd.nn.keras.metrics.averages import ConcordanceCorrelation as ConcordanceCorrelation
from autograd.nn.keras.metrics.averages import CosineSimilarity as CosineSimilarity
from autograd.nn.keras.metrics.confusion import F1Score as F1Score
from autograd.nn.keras.metrics.confusion import FBetaScore as FBetaScore
from autograd.nn.keras.metrics.confusion import FalseNegatives as FalseNegatives
from autograd.nn.keras.metrics.confusion import FalsePositives as FalsePositives
from autograd.nn.keras.metrics.averages import Hinge as Hinge
from autograd.nn.keras.metrics.overlap import IoU as IoU
from autograd.nn.keras.metrics.averages import KLDivergence as KLDivergence
from autograd.nn.keras.metrics.averages import LogCoshError as LogCoshError
def MAE(y_true: _Any, y_pred: _Any) -> _Tensor: """The mean of |y_true - y_pred| over the last axis."""
def MAPE(y_true: _Any, y_pred: _Any) -> _Tensor: """The mean of 100 · |y_true - y_pred| / |y_true| over the last axis."""
def MSE(y_true: _Any, y_pred: _Any) -> _Tensor: """The mean of (y_true - y_pred)² over the last axis."""
def MSLE(y_true: _Any, y_pred: _Any) -> _Tensor: """The mean of (log(y_true + 1) - log(y_pred + 1))² over the last axis."""
from autograd.nn.keras.metrics.base import Mean as Mean
from autograd.nn.keras.metrics.averages import MeanAbsoluteError as MeanAbsoluteError
from autograd.nn.keras.metrics.averages import MeanAbsolutePercentageError as MeanAbsolutePercentageError
from autograd.nn.keras.metrics.overlap import MeanIoU as MeanIoU
from autograd.nn.keras.metrics.base import MeanMetricWrapper as MeanMetricWrapper
from autograd.nn.keras.metrics.averages import MeanSquaredError as MeanSquaredError
from autograd.nn.keras.metrics.averages import MeanSquaredLogarithmicError as MeanSquaredLogarithmicError
from autograd.nn.keras.metrics.base import Metric as Metric
from autograd.nn.keras.metrics.overlap import OneHotIoU as OneHotIoU
from autograd.nn.keras.metrics.overlap import OneHotMeanIoU as OneHotMeanIoU
from autograd.nn.keras.metrics.averages import PearsonCorrelation as PearsonCorrelation
from autograd.nn.keras.metrics.averages import Poisson as Poisson
from autograd.nn.keras.metrics.confusion import Precision as Precision
from autograd.nn.keras.metrics.confusion import PrecisionAtRecall as PrecisionAtRecall
from autograd.nn.keras.metrics.overlap import R2Score as R2Score
from autograd.nn.keras.metrics.confusion import Recall as Recall
from autograd.nn.keras.metrics.confusion import RecallAtPrecision as RecallAtPrecision
from autograd.nn.keras.metrics.averages import RootMeanSquaredError as RootMeanSquaredError
from autograd.nn.keras.metrics.confusion import SensitivityAtSpecificity as SensitivityAtSpecificity
from autograd.nn.keras.metrics.averages import SparseCategoricalAccuracy as SparseCategoricalAccuracy
from autograd.nn.keras.metrics.averages import SparseCategoricalCrossentropy as SparseCategoricalCrossentropy
from autograd.nn.keras.metrics.averages import SparseTopKCategoricalAccuracy as SparseTopKCategoricalAccuracy
from autograd.nn.keras.metrics.confusion import SpecificityAtSensitivity as SpecificityAtSensitivity
from autograd.nn.keras.metrics.averages import SquaredHinge as SquaredHinge
from autograd.nn.keras.metrics.base import Sum as Sum
from autograd.nn.keras.metrics.averages import TopKCategoricalAccuracy as TopKCategoricalAccuracy
from autograd.nn.keras.metrics.confusion import TrueNegatives as TrueNegatives
from autograd.nn.keras.metrics.confusion import TruePositives as TruePositives
from autograd.nn.keras.metrics.averages import accuracy as accuracy
from autograd.nn.keras.metrics.averages import binary_accuracy as binary_accuracy
from autograd.nn.keras.losses import binary_crossentropy as binary_crossentropy
from autograd.nn.keras.metrics.averages import categorical_accuracy as categorical_accuracy
from autograd.nn.keras.losses import categorical_crossentropy as categorical_crossentropy
from autograd.nn.keras.losses import categorical_hinge as categorical_hinge
from autograd.nn.keras.metrics.averages import concordance_correlation as concordance_correlation
def get(metric: _Any, loss: _Any = None) -> _Metric: """A metric by its name, or of a function of (y_true, y_pred); an object is returned as it is. "accuracy" depends on the loss."""
from autograd.nn.keras.losses import hinge as hinge
from autograd.nn.keras.losses import huber as huber
from autograd.nn.keras.losses import kl_divergence as kl_divergence
from autograd.nn.keras.losses import log_cosh as log_cosh
def mae(y_true: _Any, y_pred: _Any) -> _Tensor: """The mean of |y_true - y_pred| over the last axis."""
def mape(y_true: _Any, y_pred: _Any) -> _Tensor: """The mean of 100 · |y_true - y_pred| / |y_true| over the last axis."""
from autograd.nn.keras.losses import mean_absolute_error as mean_absolute_error
from autograd.nn.keras.losses import mean_absolute_percentage_error as mean_absolute_percentage_error
from autograd.nn.keras.losses import mean_squared_error as mean_squared_error
from autograd.nn.keras.losses import mean_squared_logarithmic_error as mean_squared_logarithmic_error
def mse(y_true: _Any, y_pred: _Any) -> _Tensor: """The mean of (y_true - y_pred)² over the last axis."""
def msle(y_true: _Any, y_pred: _Any) -> _Tensor: """The mean of (log(y_true + 1) - log(y_pred + 1))² over the last axis."""
from autograd.nn.keras.metrics.averages import pearson_correlation as pearson_correlation
from autograd.nn.keras.losses import poisson as poisson
from autograd.nn.keras.metrics.averages import sparse_categorical_accuracy as sparse_categorical_accuracy
from autograd.nn.keras.losses import sparse_categorical_crossentropy as sparse_categorical_crossentropy
from autograd.nn.keras.metrics.averages import sparse_top_k_categorical_accuracy as sparse_top_k_categorical_accuracy
from autograd.nn.keras.losses import squared_hinge as squared_hinge
from autograd.nn.keras.metrics.averages import top_k_categorical_accuracy as top_k_categorical_accuracy
from . import averages as averages
from . import base as base
from . import confusion as confusion
from . import overlap as overlap
