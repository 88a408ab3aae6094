"""Loss functions: how far the outputs of a network are from what they should be, as one number.

    Each takes ``reduction``: "mean" (of all elements), "sum", or "none" for the losses one by one. The old arguments ``size_average`` and
    ``reduce`` are understood too, with PyTorch's warning."""
from autograd import Tensor as _Tensor
from collections.abc import Callable as _Callable
from typing import Any as _Any
def binary_cross_entropy(input: _Tensor, target: _Tensor, weight: _Tensor | None = None, size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean') -> _Tensor: """-(target * log(input) + (1 - target) * log(1 - input)), for probabilities ``input``; logarithms below -100 count as -100.

    Of any shape -> a scalar, or the shape with reduction="none".

    Where there are scores, `binary_cross_entropy_with_logits` is more exact."""
def binary_cross_entropy_with_logits(input: _Tensor, target: _Tensor, weight: _Tensor | None = None, size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean', pos_weight: _Tensor | None = None) -> _Tensor: """`binary_cross_entropy` of sigmoid(input), computed without rounding the sigmoid; ``pos_weight`` weighs the target's ones.

    Of any shape -> a scalar, or the shape with reduction="none"."""
def cosine_embedding_loss(input1: _Tensor, input2: _Tensor, target: _Tensor, margin: float = 0, size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean') -> _Tensor: """1 - cos where the target is 1, max(0, cos - margin) where it is -1: cos is the cosine between the two inputs.

    input1, input2: (D) and target: (), or input1, input2: (N, D) and target: (N)."""
def cross_entropy(input: _Tensor, target: _Tensor, weight: _Tensor | None = None, size_average: bool | None = None, ignore_index: int = -100, reduce: bool | None = None, reduction: str = 'mean', label_smoothing: float = 0.0) -> _Tensor: """The negative log-probability of the target classes, where ``input`` holds scores (logits) whose softmax is the probabilities.

    input: (C), (N, C) or (N, C, d1, ...). The target is either class numbers, (), (N) or (N, d1, ...), or probabilities of the input's
    shape and float. ``weight`` (C) weighs the classes; samples of class ``ignore_index`` do not count; ``label_smoothing`` mixes that
    much of the uniform distribution into the target."""
def ctc_loss(log_probs: _Tensor, targets: _Tensor, input_lengths: _Any, target_lengths: _Any, blank: int = 0, reduction: str = 'mean', zero_infinity: bool = False) -> _Tensor: """The negative log-probability of the target sequences, in any alignment with the longer inputs.  Graves et al. 2006.

    log_probs: (T, N, C) or (T, C), results of `log_softmax`: the gradient is right only through that. targets: (N, S), or all of them
    one after another; the lengths: (N). "mean" divides each loss by its target's length before averaging."""
def gaussian_nll_loss(input: _Tensor, target: _Tensor, var: _Tensor | float, full: bool = False, eps: float = 1e-06, reduction: str = 'mean') -> _Tensor: """The negative log-likelihood of the target under a normal distribution of mean ``input`` and variance ``var``.

    var: a number, or of the input's shape, or of that shape without the last size or with one size 1; it is taken as at least ``eps``,
    and its gradient flows as if it were not. ``full`` adds the constant log(2π)/2.  Nix & Weigend 1994."""
def hinge_embedding_loss(input: _Tensor, target: _Tensor, margin: float = 1.0, size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean') -> _Tensor: """The input, a distance, where the target is 1; max(0, margin - input) where it is -1.

    Two tensors of one shape -> a scalar, or that shape with reduction="none"."""
def huber_loss(input: _Tensor, target: _Tensor, reduction: str = 'mean', delta: float = 1.0, weight: _Tensor | None = None) -> _Tensor: """d²/2 where the distance d = |input - target| is below ``delta``, delta * (d - delta/2) where it is above.  Huber 1964.

    Two tensors of one shape -> a scalar, or that shape with reduction="none"."""
def kl_div(input: _Tensor, target: _Tensor, size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean', log_target: bool = False) -> _Tensor: """target * (log(target) - input), where ``input`` holds log-probabilities: summed, the Kullback-Leibler divergence.

    Two tensors of one shape -> a scalar, or that shape with reduction="none".

    ``reduction="batchmean"``, the sum divided by the first size, is what mathematics means; "mean" divides by all sizes. With
    ``log_target=True`` the target holds log-probabilities too."""
def l1_loss(input: _Tensor, target: _Tensor, size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean', weight: _Tensor | None = None) -> _Tensor: """|input - target|, the absolute error. Shapes and ``weight`` as in `mse_loss`.

    Two tensors of one shape -> a scalar, or that shape with reduction="none"."""
def margin_ranking_loss(input1: _Tensor, input2: _Tensor, target: _Tensor, margin: float = 0, size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean') -> _Tensor: """max(0, -target * (input1 - input2) + margin): the target is 1 if input1 should rank higher, else -1.

    Three tensors of one shape -> a scalar, or that shape with reduction="none"."""
def mse_loss(input: _Tensor, target: _Tensor, size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean', weight: _Tensor | None = None) -> _Tensor: """(input - target)², the squared error.

    input, target: of one shape (else they broadcast, with a warning). ``weight``, of that shape too, makes the mean a weighted one."""
def multi_margin_loss(input: _Tensor, target: _Tensor, p: int = 1, margin: float = 1.0, weight: _Tensor | None = None, size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean') -> _Tensor: """The mean over the classes j of max(0, margin - input[target] + input[j])**p, without j = target.

    input: (C) or (N, C), target: () or (N) of class numbers; ``weight`` (C) weighs the target classes."""
def multilabel_margin_loss(input: _Tensor, target: _Tensor, size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean') -> _Tensor: """The sum over the target classes i and the other classes j of max(0, 1 - (input[i] - input[j])), divided by the number of classes.

    input, target: (C) or (N, C); each row of the target lists class numbers up to the first -1."""
def multilabel_soft_margin_loss(input: _Tensor, target: _Tensor, weight: _Tensor | None = None, size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean') -> _Tensor: """`binary_cross_entropy_with_logits`, averaged over the classes: input, target: (*, C) -> (*)."""
def nll_loss(input: _Tensor, target: _Tensor, weight: _Tensor | None = None, size_average: bool | None = None, ignore_index: int = -100, reduce: bool | None = None, reduction: str = 'mean') -> _Tensor: """The negative of the log-probability that ``input`` gives to the target class: what `log_softmax` is followed by.

    input: (C), (N, C) or (N, C, d1, ...), target: (), (N) or (N, d1, ...) of class numbers. ``weight`` (C) weighs the classes; the mean
    is then the weighted one. Samples of class ``ignore_index`` do not count. IndexError for a class number out of range."""
def poisson_nll_loss(input: _Tensor, target: _Tensor, log_input: bool = True, full: bool = False, size_average: bool | None = None, eps: float = 1e-08, reduce: bool | None = None, reduction: str = 'mean') -> _Tensor: """The negative log-likelihood of the target, a count, under a Poisson distribution of rate exp(input).

    Two tensors of one shape -> a scalar, or that shape with reduction="none".

    With ``log_input=False`` the rate is ``input`` itself. The constant log(target!) is left out; ``full`` adds Stirling's approximation
    to it where target > 1."""
def smooth_l1_loss(input: _Tensor, target: _Tensor, size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean', beta: float = 1.0) -> _Tensor: """The `huber_loss` with delta = beta, divided by beta: the absolute error, but rounded off within ``beta`` of 0.  Girshick 2015.

    Two tensors of one shape -> a scalar, or that shape with reduction="none"."""
def soft_margin_loss(input: _Tensor, target: _Tensor, size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean') -> _Tensor: """log(1 + exp(-target * input)), for targets 1 and -1. Two tensors of one shape -> a scalar, or that shape with reduction="none"."""
def triplet_margin_loss(anchor: _Tensor, positive: _Tensor, negative: _Tensor, margin: float = 1.0, p: float = 2, eps: float = 1e-06, swap: bool = False, size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean') -> _Tensor: """max(0, d(anchor, positive) - d(anchor, negative) + margin), with d the `pairwise_distance` of power ``p``.

    Three (N, D) -> a scalar, or (N) with reduction="none".

    With ``swap``, the negative's distance from the positive counts where that is smaller.  Balntas et al. 2016."""
def triplet_margin_with_distance_loss(anchor: _Tensor, positive: _Tensor, negative: _Tensor, *, distance_function: _Callable[[_Tensor, _Tensor], _Tensor] | None = None, margin: float = 1.0, swap: bool = False, reduction: str = 'mean') -> _Tensor: """`triplet_margin_loss` with a distance of one's own. Three (N, D) -> a scalar, or (N) with reduction="none"."""
