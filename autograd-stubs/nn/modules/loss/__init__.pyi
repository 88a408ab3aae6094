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
    def function(input: _Tensor, target: _Tensor, weight: _Tensor | None = None, size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean') -> _Tensor: """-(target * log(input) + (1 - target) * log(1 - input)), for probabilities ``input``; logarithms below -100 count as -100.

    Of any shape -> a scalar, or the shape with reduction="none".

    Where there are scores, `binary_cross_entropy_with_logits` is more exact."""
    def __init__(self, weight: _Tensor | None = None, size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean') -> _Any: ...
class BCEWithLogitsLoss(_Loss):
    """`BCELoss` of sigmoid(x), without overflow; ``pos_weight`` counts positive examples differently."""
    @staticmethod
    def function(input: _Tensor, target: _Tensor, weight: _Tensor | None = None, size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean', pos_weight: _Tensor | None = None) -> _Tensor: """`binary_cross_entropy` of sigmoid(input), computed without rounding the sigmoid; ``pos_weight`` weighs the target's ones.

    Of any shape -> a scalar, or the shape with reduction="none"."""
    def __init__(self, weight: _Tensor | None = None, size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean', pos_weight: _Tensor | None = None) -> _Any: ...
class CTCLoss(_Loss):
    """-log of the probability of the target sequence over all its alignments.  Graves et al. 2006.

    Log-probabilities (T, N, C) and labels (N, S), and their lengths -> a scalar, or (N) with reduction="none"."""
    @staticmethod
    def function(log_probs: _Tensor, targets: _Tensor, input_lengths: _Any, target_lengths: _Any, blank: int = 0, reduction: str = 'mean', zero_infinity: bool = False) -> _Tensor: """The negative log-probability of the target sequences, in any alignment with the longer inputs.  Graves et al. 2006.

    log_probs: (T, N, C) or (T, C), results of `log_softmax`: the gradient is right only through that. targets: (N, S), or all of them
    one after another; the lengths: (N). "mean" divides each loss by its target's length before averaging."""
    inputs: int
    def __init__(self, blank: int = 0, reduction: str = 'mean', zero_infinity: bool = False) -> _Any: ...
class CosineEmbeddingLoss(_Loss):
    """1 - cos(x1, x2) where y = 1, max(0, cos(x1, x2) - margin) where y = -1: two (N, D), and y (N)."""
    @staticmethod
    def function(input1: _Tensor, input2: _Tensor, target: _Tensor, margin: _float = 0, size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean') -> _Tensor: """1 - cos where the target is 1, max(0, cos - margin) where it is -1: cos is the cosine between the two inputs.

    input1, input2: (D) and target: (), or input1, input2: (N, D) and target: (N)."""
    inputs: int
    def __init__(self, margin: _float = 0, size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean') -> _Any: ...
class CrossEntropyLoss(_WeightedLoss):
    """-log softmax(x)[class], for scores (N, C, ...) and classes (N, ...), or probabilities of the classes in the scores' shape."""
    @staticmethod
    def function(input: _Tensor, target: _Tensor, weight: _Tensor | None = None, size_average: bool | None = None, ignore_index: int = -100, reduce: bool | None = None, reduction: str = 'mean', label_smoothing: _float = 0.0) -> _Tensor: """The negative log-probability of the target classes, where ``input`` holds scores (logits) whose softmax is the probabilities.

    input: (C), (N, C) or (N, C, d1, ...). The target is either class numbers, (), (N) or (N, d1, ...), or probabilities of the input's
    shape and float. ``weight`` (C) weighs the classes; samples of class ``ignore_index`` do not count; ``label_smoothing`` mixes that
    much of the uniform distribution into the target."""
    def __init__(self, weight: _Tensor | None = None, size_average: bool | None = None, ignore_index: int = -100, reduce: bool | None = None, reduction: str = 'mean', label_smoothing: _float = 0.0) -> _Any: ...
class GaussianNLLLoss(_Loss):
    """(log var + (x - y)² / var) / 2, var at least eps, with its constant term if ``full``.  Nix & Weigend 1994."""
    @staticmethod
    def function(input: _Tensor, target: _Tensor, var: _Tensor | _float, full: bool = False, eps: _float = 1e-06, reduction: str = 'mean') -> _Tensor: """The negative log-likelihood of the target under a normal distribution of mean ``input`` and variance ``var``.

    var: a number, or of the input's shape, or of that shape without the last size or with one size 1; it is taken as at least ``eps``,
    and its gradient flows as if it were not. ``full`` adds the constant log(2π)/2.  Nix & Weigend 1994."""
    inputs: int
    settings: str
    def __init__(self, *, full: bool = False, eps: _float = 1e-06, reduction: str = 'mean') -> _Any: ...
class HingeEmbeddingLoss(_Loss):
    """x where y = 1, max(0, margin - x) where y = -1."""
    @staticmethod
    def function(input: _Tensor, target: _Tensor, margin: _float = 1.0, size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean') -> _Tensor: """The input, a distance, where the target is 1; max(0, margin - input) where it is -1.

    Two tensors of one shape -> a scalar, or that shape with reduction="none"."""
    def __init__(self, margin: _float = 1.0, size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean') -> _Any: ...
class HuberLoss(_Loss):
    """(x - y)² / 2 where |x - y| < delta, delta (|x - y| - delta / 2) elsewhere.  Huber 1964."""
    @staticmethod
    def function(input: _Tensor, target: _Tensor, reduction: str = 'mean', delta: _float = 1.0, weight: _Tensor | None = None) -> _Tensor: """d²/2 where the distance d = |input - target| is below ``delta``, delta * (d - delta/2) where it is above.  Huber 1964.

    Two tensors of one shape -> a scalar, or that shape with reduction="none"."""
    settings: str
    def __init__(self, reduction: str = 'mean', delta: _float = 1.0) -> _Any: ...
class KLDivLoss(_Loss):
    """y (log y - x), for log-probabilities x and probabilities y (log-probabilities with ``log_target``)."""
    @staticmethod
    def function(input: _Tensor, target: _Tensor, size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean', log_target: bool = False) -> _Tensor: """target * (log(target) - input), where ``input`` holds log-probabilities: summed, the Kullback-Leibler divergence.

    Two tensors of one shape -> a scalar, or that shape with reduction="none".

    ``reduction="batchmean"``, the sum divided by the first size, is what mathematics means; "mean" divides by all sizes. With
    ``log_target=True`` the target holds log-probabilities too."""
    def __init__(self, size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean', log_target: bool = False) -> _Any: ...
class L1Loss(_Loss):
    """|x - y|: two tensors of one shape -> a scalar, or that shape with reduction="none"."""
    @staticmethod
    def function(input: _Tensor, target: _Tensor, size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean', weight: _Tensor | None = None) -> _Tensor: """|input - target|, the absolute error. Shapes and ``weight`` as in `mse_loss`.

    Two tensors of one shape -> a scalar, or that shape with reduction="none"."""
    settings: str
    def __init__(self, size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean') -> _Any: ...
class MSELoss(_Loss):
    """(x - y)²: two tensors of one shape -> a scalar, or that shape with reduction="none"."""
    @staticmethod
    def function(input: _Tensor, target: _Tensor, size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean', weight: _Tensor | None = None) -> _Tensor: """(input - target)², the squared error.

    input, target: of one shape (else they broadcast, with a warning). ``weight``, of that shape too, makes the mean a weighted one."""
    settings: str
    def __init__(self, size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean') -> _Any: ...
class MarginRankingLoss(_Loss):
    """max(0, -y (x1 - x2) + margin)."""
    @staticmethod
    def function(input1: _Tensor, input2: _Tensor, target: _Tensor, margin: _float = 0, size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean') -> _Tensor: """max(0, -target * (input1 - input2) + margin): the target is 1 if input1 should rank higher, else -1.

    Three tensors of one shape -> a scalar, or that shape with reduction="none"."""
    inputs: int
    def __init__(self, margin: _float = 0, size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean') -> _Any: ...
class MultiLabelMarginLoss(_Loss):
    """Σ_ij max(0, 1 - (x[y_j] - x[i])) / C over the labels y_j, which end at the first -1."""
    @staticmethod
    def function(input: _Tensor, target: _Tensor, size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean') -> _Tensor: """The sum over the target classes i and the other classes j of max(0, 1 - (input[i] - input[j])), divided by the number of classes.

    input, target: (C) or (N, C); each row of the target lists class numbers up to the first -1."""
    def __init__(self, size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean') -> _Any: ...
class MultiLabelSoftMarginLoss(_WeightedLoss):
    """The mean over classes of binary cross-entropy with logits."""
    @staticmethod
    def function(input: _Tensor, target: _Tensor, weight: _Tensor | None = None, size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean') -> _Tensor: """`binary_cross_entropy_with_logits`, averaged over the classes: input, target: (*, C) -> (*)."""
    def __init__(self, weight: _Tensor | None = None, size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean') -> _Any: ...
class MultiMarginLoss(_WeightedLoss):
    """Σ_i max(0, margin - x[y] + x[i])^p / C, for the class y."""
    @staticmethod
    def function(input: _Tensor, target: _Tensor, p: int = 1, margin: _float = 1.0, weight: _Tensor | None = None, size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean') -> _Tensor: """The mean over the classes j of max(0, margin - input[target] + input[j])**p, without j = target.

    input: (C) or (N, C), target: () or (N) of class numbers; ``weight`` (C) weighs the target classes."""
    def __init__(self, p: int = 1, margin: _float = 1.0, weight: _Tensor | None = None, size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean') -> _Any: ...
class NLLLoss(_WeightedLoss):
    """-x[class], for log-probabilities (N, C, ...) and classes (N, ...); ``weight`` (C) counts classes differently."""
    @staticmethod
    def function(input: _Tensor, target: _Tensor, weight: _Tensor | None = None, size_average: bool | None = None, ignore_index: int = -100, reduce: bool | None = None, reduction: str = 'mean') -> _Tensor: """The negative of the log-probability that ``input`` gives to the target class: what `log_softmax` is followed by.

    input: (C), (N, C) or (N, C, d1, ...), target: (), (N) or (N, d1, ...) of class numbers. ``weight`` (C) weighs the classes; the mean
    is then the weighted one. Samples of class ``ignore_index`` do not count. IndexError for a class number out of range."""
    def __init__(self, weight: _Tensor | None = None, size_average: bool | None = None, ignore_index: int = -100, reduce: bool | None = None, reduction: str = 'mean') -> _Any: ...
class NLLLoss2d(NLLLoss):
    """An earlier name of `NLLLoss`."""
class PoissonNLLLoss(_Loss):
    """exp(x) - y x (or x - y log(x + eps) without ``log_input``), with Stirling's term if ``full``."""
    @staticmethod
    def function(input: _Tensor, target: _Tensor, log_input: bool = True, full: bool = False, size_average: bool | None = None, eps: _float = 1e-08, reduce: bool | None = None, reduction: str = 'mean') -> _Tensor: """The negative log-likelihood of the target, a count, under a Poisson distribution of rate exp(input).

    Two tensors of one shape -> a scalar, or that shape with reduction="none".

    With ``log_input=False`` the rate is ``input`` itself. The constant log(target!) is left out; ``full`` adds Stirling's approximation
    to it where target > 1."""
    def __init__(self, log_input: bool = True, full: bool = False, size_average: bool | None = None, eps: _float = 1e-08, reduce: bool | None = None, reduction: str = 'mean') -> _Any: ...
class SmoothL1Loss(_Loss):
    """(x - y)² / (2 beta) where |x - y| < beta, |x - y| - beta / 2 elsewhere.  Girshick 2015."""
    @staticmethod
    def function(input: _Tensor, target: _Tensor, size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean', beta: _float = 1.0) -> _Tensor: """The `huber_loss` with delta = beta, divided by beta: the absolute error, but rounded off within ``beta`` of 0.  Girshick 2015.

    Two tensors of one shape -> a scalar, or that shape with reduction="none"."""
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
    def function(anchor: _Tensor, positive: _Tensor, negative: _Tensor, margin: _float = 1.0, p: _float = 2, eps: _float = 1e-06, swap: bool = False, size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean') -> _Tensor: """max(0, d(anchor, positive) - d(anchor, negative) + margin), with d the `pairwise_distance` of power ``p``.

    Three (N, D) -> a scalar, or (N) with reduction="none".

    With ``swap``, the negative's distance from the positive counts where that is smaller.  Balntas et al. 2016."""
    inputs: int
    def __init__(self, margin: _float = 1.0, p: _float = 2, eps: _float = 1e-06, swap: bool = False, size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean') -> _Any: ...
class TripletMarginWithDistanceLoss(TripletMarginLoss):
    """`TripletMarginLoss` with any distance."""
    function: _Any
    @staticmethod
    def function(anchor: _Tensor, positive: _Tensor, negative: _Tensor, *, distance_function: _Callable[[_Tensor, _Tensor], _Tensor] | None = None, margin: _float = 1.0, swap: bool = False, reduction: str = 'mean') -> _Tensor: """`triplet_margin_loss` with a distance of one's own. Three (N, D) -> a scalar, or (N) with reduction="none"."""
    def __init__(self, *, distance_function: _Any = None, margin: _float = 1.0, swap: bool = False, reduction: str = 'mean') -> _Any: ...
