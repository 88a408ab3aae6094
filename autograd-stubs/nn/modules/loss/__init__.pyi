"""Losses as layers: each is a function of `nn.functional` with its settings."""
from autograd import Tensor as _Tensor
from autograd.nn.modules.stateless import Stateless as _Stateless
from builtins import float as _float
from collections.abc import Callable as _Callable
from typing import Any as _Any
class _Loss(_Stateless):
    """What all losses share: ``reduction`` is "mean", "sum" or "none"; ``size_average`` and ``reduce`` are its earlier forms."""
    reduction: str
    inputs: int
    not_passed: _Any
class _WeightedLoss(_Loss):
    """What losses share that count classes or elements by a ``weight``."""
class BCELoss(_WeightedLoss):
    """-(y log x + (1 - y) log(1 - x)), for probabilities x."""
    @staticmethod
    def function(input: _Tensor, target: _Tensor, weight: _Tensor | None = None, size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean') -> _Tensor: """-(target * log(input) + (1 - target) * log(1 - input)), for probabilities ``input``; logarithms below -100 count as -100."""
    def __init__(self, weight: _Any = None, size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean') -> _Any: ...
class BCEWithLogitsLoss(_Loss):
    """`BCELoss` of sigmoid(x), without overflow; ``pos_weight`` counts positive examples differently."""
    @staticmethod
    def function(input: _Tensor, target: _Tensor, weight: _Tensor | None = None, size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean', pos_weight: _Tensor | None = None) -> _Tensor: """`binary_cross_entropy` of sigmoid(input), computed without rounding the sigmoid; ``pos_weight`` weighs the target's ones."""
    def __init__(self, weight: _Any = None, size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean', pos_weight: _Any = None) -> _Any: ...
class CTCLoss(_Loss):
    """-log of the probability of the target sequence over all its alignments.  Graves et al. 2006."""
    @staticmethod
    def function(log_probs: _Tensor, targets: _Tensor, input_lengths: _Any, target_lengths: _Any, blank: int = 0, reduction: str = 'mean', zero_infinity: bool = False) -> _Tensor: """The negative log-probability of the target sequences, in any alignment with the longer inputs.  Graves et al. 2006."""
    inputs: int
    def __init__(self, blank: int = 0, reduction: str = 'mean', zero_infinity: bool = False) -> _Any: ...
class CosineEmbeddingLoss(_Loss):
    """1 - cos(x1, x2) where y = 1, max(0, cos(x1, x2) - margin) where y = -1: two (N, D), and y (N)."""
    @staticmethod
    def function(input1: _Tensor, input2: _Tensor, target: _Tensor, margin: _float = 0, size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean') -> _Tensor: """1 - cos where the target is 1, max(0, cos - margin) where it is -1: cos is the cosine between the two inputs."""
    inputs: int
    def __init__(self, margin: _float = 0, size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean') -> _Any: ...
class CrossEntropyLoss(_WeightedLoss):
    """-log softmax(x)[class], for scores (N, C, ...) and classes (N, ...), or probabilities of the classes in the scores' shape."""
    @staticmethod
    def function(input: _Tensor, target: _Tensor, weight: _Tensor | None = None, size_average: bool | None = None, ignore_index: int = -100, reduce: bool | None = None, reduction: str = 'mean', label_smoothing: _float = 0.0) -> _Tensor: """The negative log-probability of the target classes, where ``input`` holds scores (logits) whose softmax is the probabilities."""
    def __init__(self, weight: _Any = None, size_average: bool | None = None, ignore_index: int = -100, reduce: bool | None = None, reduction: str = 'mean', label_smoothing: _float = 0.0) -> _Any: ...
class GaussianNLLLoss(_Loss):
    """(log var + (x - y)² / var) / 2, var at least eps, with its constant term if ``full``.  Nix & Weigend 1994."""
    @staticmethod
    def function(input: _Tensor, target: _Tensor, var: _Tensor | _float, full: bool = False, eps: _float = 1e-06, reduction: str = 'mean') -> _Tensor: """The negative log-likelihood of the target under a normal distribution of mean ``input`` and variance ``var``."""
    inputs: int
    settings: str
    def __init__(self, *, full: bool = False, eps: _float = 1e-06, reduction: str = 'mean') -> _Any: ...
class HingeEmbeddingLoss(_Loss):
    """x where y = 1, max(0, margin - x) where y = -1."""
    @staticmethod
    def function(input: _Tensor, target: _Tensor, margin: _float = 1.0, size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean') -> _Tensor: """The input, a distance, where the target is 1; max(0, margin - input) where it is -1."""
    def __init__(self, margin: _float = 1.0, size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean') -> _Any: ...
class HuberLoss(_Loss):
    """(x - y)² / 2 where |x - y| < delta, delta (|x - y| - delta / 2) elsewhere.  Huber 1964."""
    @staticmethod
    def function(input: _Tensor, target: _Tensor, reduction: str = 'mean', delta: _float = 1.0, weight: _Tensor | None = None) -> _Tensor: """d²/2 where the distance d = |input - target| is below ``delta``, delta * (d - delta/2) where it is above.  Huber 1964."""
    settings: str
    def __init__(self, reduction: str = 'mean', delta: _float = 1.0) -> _Any: ...
class KLDivLoss(_Loss):
    """y (log y - x), for log-probabilities x and probabilities y (log-probabilities with ``log_target``)."""
    @staticmethod
    def function(input: _Tensor, target: _Tensor, size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean', log_target: bool = False) -> _Tensor: """target * (log(target) - input), where ``input`` holds log-probabilities: summed, the Kullback-Leibler divergence."""
    def __init__(self, size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean', log_target: bool = False) -> _Any: ...
class L1Loss(_Loss):
    """|x - y|: two tensors of one shape -> a scalar, or that shape with reduction="none"."""
    @staticmethod
    def function(input: _Tensor, target: _Tensor, size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean', weight: _Tensor | None = None) -> _Tensor: """|input - target|, the absolute error. Shapes and ``weight`` as in `mse_loss`."""
    settings: str
    def __init__(self, size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean') -> _Any: ...
class MSELoss(_Loss):
    """(x - y)²: two tensors of one shape -> a scalar, or that shape with reduction="none"."""
    @staticmethod
    def function(input: _Tensor, target: _Tensor, size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean', weight: _Tensor | None = None) -> _Tensor: """(input - target)², the squared error."""
    settings: str
    def __init__(self, size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean') -> _Any: ...
class MarginRankingLoss(_Loss):
    """max(0, -y (x1 - x2) + margin)."""
    @staticmethod
    def function(input1: _Tensor, input2: _Tensor, target: _Tensor, margin: _float = 0, size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean') -> _Tensor: """max(0, -target * (input1 - input2) + margin): the target is 1 if input1 should rank higher, else -1."""
    inputs: int
    def __init__(self, margin: _float = 0, size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean') -> _Any: ...
class MultiLabelMarginLoss(_Loss):
    """Σ_ij max(0, 1 - (x[y_j] - x[i])) / C over the labels y_j, which end at the first -1."""
    @staticmethod
    def function(input: _Tensor, target: _Tensor, size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean') -> _Tensor: """The sum over the target classes i and the other classes j of max(0, 1 - (input[i] - input[j])), divided by the number of classes."""
    def __init__(self, size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean') -> _Any: ...
class MultiLabelSoftMarginLoss(_WeightedLoss):
    """The mean over classes of binary cross-entropy with logits."""
    @staticmethod
    def function(input: _Tensor, target: _Tensor, weight: _Tensor | None = None, size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean') -> _Tensor: """`binary_cross_entropy_with_logits`, averaged over the classes: input, target: (*, C) -> (*)."""
    def __init__(self, weight: _Any = None, size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean') -> _Any: ...
class MultiMarginLoss(_WeightedLoss):
    """Σ_i max(0, margin - x[y] + x[i])^p / C, for the class y."""
    @staticmethod
    def function(input: _Tensor, target: _Tensor, p: int = 1, margin: _float = 1.0, weight: _Tensor | None = None, size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean') -> _Tensor: """The mean over the classes j of max(0, margin - input[target] + input[j])**p, without j = target."""
    def __init__(self, p: int = 1, margin: _float = 1.0, weight: _Any = None, size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean') -> _Any: ...
class NLLLoss(_WeightedLoss):
    """-x[class], for log-probabilities (N, C, ...) and classes (N, ...); ``weight`` (C) counts classes differently."""
    @staticmethod
    def function(input: _Tensor, target: _Tensor, weight: _Tensor | None = None, size_average: bool | None = None, ignore_index: int = -100, reduce: bool | None = None, reduction: str = 'mean') -> _Tensor: """The negative of the log-probability that ``input`` gives to the target class: what `log_softmax` is followed by."""
    def __init__(self, weight: _Any = None, size_average: bool | None = None, ignore_index: int = -100, reduce: bool | None = None, reduction: str = 'mean') -> _Any: ...
class NLLLoss2d(NLLLoss):
    """An earlier name of `NLLLoss`."""
class PoissonNLLLoss(_Loss):
    """exp(x) - y x (or x - y log(x + eps) without ``log_input``), with Stirling's term if ``full``."""
    @staticmethod
    def function(input: _Tensor, target: _Tensor, log_input: bool = True, full: bool = False, size_average: bool | None = None, eps: _float = 1e-08, reduce: bool | None = None, reduction: str = 'mean') -> _Tensor: """The negative log-likelihood of the target, a count, under a Poisson distribution of rate exp(input)."""
    def __init__(self, log_input: bool = True, full: bool = False, size_average: bool | None = None, eps: _float = 1e-08, reduce: bool | None = None, reduction: str = 'mean') -> _Any: ...
class SmoothL1Loss(_Loss):
    """(x - y)² / (2 beta) where |x - y| < beta, |x - y| - beta / 2 elsewhere.  Girshick 2015."""
    @staticmethod
    def function(input: _Tensor, target: _Tensor, size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean', beta: _float = 1.0) -> _Tensor: """The `huber_loss` with delta = beta, divided by beta: the absolute error, but rounded off within ``beta`` of 0.  Girshick 2015."""
    def __init__(self, size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean', beta: _float = 1.0) -> _Any: ...
class SoftMarginLoss(_Loss):
    """log(1 + exp(-y x)), for y = ±1."""
    @staticmethod
    def function(input: _Tensor, target: _Tensor, size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean') -> _Tensor: """log(1 + exp(-target * input)), for targets 1 and -1. Two tensors of one shape -> a scalar, or that shape with reduction="none"."""
    def __init__(self, size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean') -> _Any: ...
class TripletMarginLoss(_Loss):
    """max(0, d(anchor, positive) - d(anchor, negative) + margin) with the p-norm distance d.  Balntas et al. 2016."""
    function: _Any
    @staticmethod
    def function(anchor: _Tensor, positive: _Tensor, negative: _Tensor, margin: _float = 1.0, p: _float = 2, eps: _float = 1e-06, swap: bool = False, size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean') -> _Tensor: """max(0, d(anchor, positive) - d(anchor, negative) + margin), with d the `pairwise_distance` of power ``p``."""
    inputs: int
    def __init__(self, margin: _float = 1.0, p: _float = 2, eps: _float = 1e-06, swap: bool = False, size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean') -> _Any: ...
class TripletMarginWithDistanceLoss(TripletMarginLoss):
    """`TripletMarginLoss` with any distance."""
    function: _Any
    @staticmethod
    def function(anchor: _Tensor, positive: _Tensor, negative: _Tensor, *, distance_function: _Callable[[_Tensor, _Tensor], _Tensor] | None = None, margin: _float = 1.0, swap: bool = False, reduction: str = 'mean') -> _Tensor: """`triplet_margin_loss` with a distance of one's own. Three (N, D) -> a scalar, or (N) with reduction="none"."""
    def __init__(self, *, distance_function: _Any = None, margin: _float = 1.0, swap: bool = False, reduction: str = 'mean') -> _Any: ...
