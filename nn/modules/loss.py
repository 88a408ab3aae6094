"""Losses as layers: each keeps its settings and calls its function."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import KW_ONLY
from typing import Any

from autograd import Tensor

from .. import functional as F
from .distance import PairwiseDistance
from .module import Module, layer

__all__ = [
    "BCELoss", "BCEWithLogitsLoss", "CTCLoss", "CosineEmbeddingLoss", "CrossEntropyLoss", "GaussianNLLLoss", "HingeEmbeddingLoss", "HuberLoss",
    "KLDivLoss", "L1Loss", "MSELoss", "MarginRankingLoss", "MultiLabelMarginLoss", "MultiLabelSoftMarginLoss", "MultiMarginLoss", "NLLLoss",
    "NLLLoss2d", "PoissonNLLLoss", "SmoothL1Loss", "SoftMarginLoss", "TripletMarginLoss", "TripletMarginWithDistanceLoss",
]  # fmt: skip


class _Loss(Module):
    """What all losses share: ``reduction`` is "mean", "sum" or "none"; ``size_average`` and ``reduce`` are its earlier forms."""

    reduction: str
    size_average: bool | None = None
    reduce: bool | None = None

    def __post_init__(self) -> None:
        tensors = {name: vars(self).pop(name) for name in ("weight", "pos_weight") if name in vars(self)}
        super().__post_init__()
        for name, tensor in tensors.items():
            self.register_buffer(name, tensor)
        if self.size_average is not None or self.reduce is not None:
            self.reduction = F.reduction_named(self.size_average, self.reduce, self.reduction)


@layer
class L1Loss(_Loss):
    """|x - y|."""

    size_average: bool | None = None
    reduce: bool | None = None
    reduction: str = "mean"

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        """Two tensors of one shape -> a scalar, or that shape with reduction="none"."""
        return F.l1_loss(input, target, reduction=self.reduction)


@layer
class MSELoss(_Loss):
    """(x - y)²."""

    size_average: bool | None = None
    reduce: bool | None = None
    reduction: str = "mean"

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        """Two tensors of one shape -> a scalar, or that shape with reduction="none"."""
        return F.mse_loss(input, target, reduction=self.reduction)


@layer
class SmoothL1Loss(_Loss):
    """(x - y)² / (2 beta) where |x - y| < beta, |x - y| - beta / 2 elsewhere.  Girshick 2015."""

    size_average: bool | None = None
    reduce: bool | None = None
    reduction: str = "mean"
    beta: float = 1.0

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        """Two tensors of one shape -> a scalar, or that shape with reduction="none"."""
        return F.smooth_l1_loss(input, target, reduction=self.reduction, beta=self.beta)


@layer
class HuberLoss(_Loss):
    """(x - y)² / 2 where |x - y| < delta, delta (|x - y| - delta / 2) elsewhere.  Huber 1964."""

    reduction: str = "mean"
    delta: float = 1.0

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        """Two tensors of one shape -> a scalar, or that shape with reduction="none"."""
        return F.huber_loss(input, target, reduction=self.reduction, delta=self.delta)


@layer
class NLLLoss(_Loss):
    """-x[class]: cross-entropy of log-probabilities; ``weight`` counts classes differently."""

    weight: Tensor | None = None
    size_average: bool | None = None
    ignore_index: int = -100
    reduce: bool | None = None
    reduction: str = "mean"

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        """Log-probabilities (N, C, ...) and classes (N, ...) -> a scalar, or (N, ...) with reduction="none"."""
        return F.nll_loss(input, target, weight=self.weight, ignore_index=self.ignore_index, reduction=self.reduction)


class NLLLoss2d(NLLLoss):
    """An earlier name of `NLLLoss`."""


@layer
class CrossEntropyLoss(_Loss):
    """-log softmax(x)[class]; the target may also be probabilities of the classes."""

    weight: Tensor | None = None
    size_average: bool | None = None
    ignore_index: int = -100
    reduce: bool | None = None
    reduction: str = "mean"
    label_smoothing: float = 0.0

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        """Scores (N, C, ...) and classes (N, ...) -> a scalar, or (N, ...) with reduction="none"."""
        return F.cross_entropy(
            input,
            target,
            weight=self.weight,
            ignore_index=self.ignore_index,
            reduction=self.reduction,
            label_smoothing=self.label_smoothing,
        )


@layer
class BCELoss(_Loss):
    """-(y log x + (1 - y) log(1 - x)), for probabilities x."""

    weight: Tensor | None = None
    size_average: bool | None = None
    reduce: bool | None = None
    reduction: str = "mean"

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        """Two tensors of one shape -> a scalar, or that shape with reduction="none"."""
        return F.binary_cross_entropy(input, target, weight=self.weight, reduction=self.reduction)


@layer
class BCEWithLogitsLoss(_Loss):
    """`BCELoss` of sigmoid(x), without overflow; ``pos_weight`` counts positive examples differently."""

    weight: Tensor | None = None
    size_average: bool | None = None
    reduce: bool | None = None
    reduction: str = "mean"
    pos_weight: Tensor | None = None

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        """Two tensors of one shape -> a scalar, or that shape with reduction="none"."""
        return F.binary_cross_entropy_with_logits(input, target, self.weight, pos_weight=self.pos_weight, reduction=self.reduction)


@layer
class KLDivLoss(_Loss):
    """y (log y - x), for log-probabilities x and probabilities y (log-probabilities with ``log_target``)."""

    size_average: bool | None = None
    reduce: bool | None = None
    reduction: str = "mean"
    log_target: bool = False

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        """Two tensors of one shape -> a scalar, or that shape with reduction="none"."""
        return F.kl_div(input, target, reduction=self.reduction, log_target=self.log_target)


@layer
class PoissonNLLLoss(_Loss):
    """exp(x) - y x (or x - y log(x + eps) without ``log_input``), with Stirling's term if ``full``."""

    log_input: bool = True
    full: bool = False
    size_average: bool | None = None
    eps: float = 1e-8
    reduce: bool | None = None
    reduction: str = "mean"

    def forward(self, log_input: Tensor, target: Tensor) -> Tensor:
        """Two tensors of one shape -> a scalar, or that shape with reduction="none"."""
        return F.poisson_nll_loss(
            log_input, target, log_input=self.log_input, full=self.full, eps=self.eps, reduction=self.reduction
        )


@layer
class GaussianNLLLoss(_Loss):
    """(log var + (x - y)² / var) / 2, var at least eps, with its constant term if ``full``.  Nix & Weigend 1994."""

    _: KW_ONLY
    full: bool = False
    eps: float = 1e-6
    reduction: str = "mean"

    def forward(self, input: Tensor, target: Tensor, var: Any) -> Tensor:
        """Means, targets and variances (or one for each row) -> a scalar, or the inputs' shape with reduction="none"."""
        return F.gaussian_nll_loss(input, target, var, full=self.full, eps=self.eps, reduction=self.reduction)


@layer
class HingeEmbeddingLoss(_Loss):
    """x where y = 1, max(0, margin - x) where y = -1."""

    margin: float = 1.0
    size_average: bool | None = None
    reduce: bool | None = None
    reduction: str = "mean"

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        """Distances and ±1 -> a scalar, or their shape with reduction="none"."""
        return F.hinge_embedding_loss(input, target, margin=self.margin, reduction=self.reduction)


@layer
class CosineEmbeddingLoss(_Loss):
    """1 - cos(x1, x2) where y = 1, max(0, cos(x1, x2) - margin) where y = -1."""

    margin: float = 0.0
    size_average: bool | None = None
    reduce: bool | None = None
    reduction: str = "mean"

    def forward(self, input1: Tensor, input2: Tensor, target: Tensor) -> Tensor:
        """Two (N, D) and ±1 (N) -> a scalar, or (N) with reduction="none"."""
        return F.cosine_embedding_loss(input1, input2, target, margin=self.margin, reduction=self.reduction)


@layer
class MarginRankingLoss(_Loss):
    """max(0, -y (x1 - x2) + margin)."""

    margin: float = 0.0
    size_average: bool | None = None
    reduce: bool | None = None
    reduction: str = "mean"

    def forward(self, input1: Tensor, input2: Tensor, target: Tensor) -> Tensor:
        """Three tensors of one shape -> a scalar, or that shape with reduction="none"."""
        return F.margin_ranking_loss(input1, input2, target, margin=self.margin, reduction=self.reduction)


@layer
class SoftMarginLoss(_Loss):
    """log(1 + exp(-y x)), for y = ±1."""

    size_average: bool | None = None
    reduce: bool | None = None
    reduction: str = "mean"

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        """Two tensors of one shape -> a scalar, or that shape with reduction="none"."""
        return F.soft_margin_loss(input, target, reduction=self.reduction)


@layer
class MultiMarginLoss(_Loss):
    """Σ_i max(0, margin - x[y] + x[i])^p / C, for the class y."""

    p: int = 1
    margin: float = 1.0
    weight: Tensor | None = None
    size_average: bool | None = None
    reduce: bool | None = None
    reduction: str = "mean"

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.p not in (1, 2):
            raise ValueError("only p == 1 and p == 2 supported")
        if self.weight is not None and self.weight.ndim != 1:
            raise ValueError(f"MultiMarginLoss: expected weight to be None or 1D tensor, got {self.weight.ndim}D instead")

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        """Scores (N, C) and classes (N) -> a scalar, or (N) with reduction="none"."""
        return F.multi_margin_loss(input, target, p=self.p, margin=self.margin, weight=self.weight, reduction=self.reduction)


@layer
class MultiLabelMarginLoss(_Loss):
    """Σ_ij max(0, 1 - (x[y_j] - x[i])) / C over the labels y_j, which end at the first -1."""

    size_average: bool | None = None
    reduce: bool | None = None
    reduction: str = "mean"

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        """Scores (N, C) and labels (N, C) -> a scalar, or (N) with reduction="none"."""
        return F.multilabel_margin_loss(input, target, reduction=self.reduction)


@layer
class MultiLabelSoftMarginLoss(_Loss):
    """The mean over classes of binary cross-entropy with logits."""

    weight: Tensor | None = None
    size_average: bool | None = None
    reduce: bool | None = None
    reduction: str = "mean"

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        """Scores (N, C) and labels 0 or 1 (N, C) -> a scalar, or (N) with reduction="none"."""
        return F.multilabel_soft_margin_loss(input, target, weight=self.weight, reduction=self.reduction)


@layer
class TripletMarginLoss(_Loss):
    """max(0, d(anchor, positive) - d(anchor, negative) + margin) with the p-norm distance d.  Balntas et al. 2016."""

    margin: float = 1.0
    p: float = 2.0
    eps: float = 1e-6
    swap: bool = False
    size_average: bool | None = None
    reduce: bool | None = None
    reduction: str = "mean"

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.margin <= 0:
            raise ValueError(f"TripletMarginLoss: expected margin to be greater than 0, got {self.margin} instead")

    def forward(self, anchor: Tensor, positive: Tensor, negative: Tensor) -> Tensor:
        """Three (N, D) -> a scalar, or (N) with reduction="none"."""
        return F.triplet_margin_loss(
            anchor, positive, negative, margin=self.margin, p=self.p, eps=self.eps, swap=self.swap, reduction=self.reduction
        )


@layer
class TripletMarginWithDistanceLoss(_Loss):
    """`TripletMarginLoss` with any distance."""

    _: KW_ONLY
    distance_function: Callable[[Tensor, Tensor], Tensor] | None = None
    margin: float = 1.0
    swap: bool = False
    reduction: str = "mean"

    def __post_init__(self) -> None:
        given = vars(self).pop("distance_function")
        super().__post_init__()
        if self.margin <= 0:
            raise ValueError(f"TripletMarginWithDistanceLoss: expected margin to be greater than 0, got {self.margin} instead")
        self.distance_function = PairwiseDistance() if given is None else given

    def forward(self, anchor: Tensor, positive: Tensor, negative: Tensor) -> Tensor:
        """Three tensors of one shape -> a scalar, or their distances' shape with reduction="none"."""
        return F.triplet_margin_with_distance_loss(
            anchor,
            positive,
            negative,
            distance_function=self.distance_function,
            margin=self.margin,
            swap=self.swap,
            reduction=self.reduction,
        )


@layer
class CTCLoss(_Loss):
    """-log of the probability of the target sequence over all its alignments.  Graves et al. 2006."""

    blank: int = 0
    reduction: str = "mean"
    zero_infinity: bool = False

    def forward(self, log_probs: Tensor, targets: Tensor, input_lengths: Any, target_lengths: Any) -> Tensor:
        """Log-probabilities (T, N, C) and labels (N, S) with their lengths -> a scalar, or (N) with reduction="none"."""
        return F.ctc_loss(log_probs, targets, input_lengths, target_lengths, self.blank, self.reduction, self.zero_infinity)
