"""Losses as layers: each is a function of `nn.functional` with its settings."""

from __future__ import annotations

from typing import Any

from .. import functional as F
from ..functional.loss import reduction_named
from .distance import PairwiseDistance
from .stateless import Stateless

__all__ = [
    "BCELoss", "BCEWithLogitsLoss", "CTCLoss", "CosineEmbeddingLoss", "CrossEntropyLoss", "GaussianNLLLoss", "HingeEmbeddingLoss", "HuberLoss",
    "KLDivLoss", "L1Loss", "MSELoss", "MarginRankingLoss", "MultiLabelMarginLoss", "MultiLabelSoftMarginLoss", "MultiMarginLoss", "NLLLoss",
    "NLLLoss2d", "PoissonNLLLoss", "SmoothL1Loss", "SoftMarginLoss", "TripletMarginLoss", "TripletMarginWithDistanceLoss",
]  # fmt: skip


class _Loss(Stateless):
    """What all losses share: ``reduction`` is "mean", "sum" or "none"; ``size_average`` and ``reduce`` are its earlier forms."""

    reduction: str
    inputs = 2
    not_passed = frozenset(("size_average", "reduce"))

    def _keep(self, settings: dict[str, Any]) -> None:
        average, reduce = settings.pop("size_average", None), settings.pop("reduce", None)
        super()._keep(settings)
        if average is not None or reduce is not None:
            self.reduction = reduction_named(average, reduce, self.reduction)


class _WeightedLoss(_Loss):
    """What losses share that count classes or elements by a ``weight``."""


class L1Loss(_Loss):
    """|x - y|: two tensors of one shape -> a scalar, or that shape with reduction="none"."""

    function, settings = F.l1_loss, "size_average reduce reduction"


class MSELoss(_Loss):
    """(x - y)²: two tensors of one shape -> a scalar, or that shape with reduction="none".

    >>> import autograd as torch, nn
    >>> nn.MSELoss()(torch.tensor([1.0, 2.0]), torch.tensor([1.0, 4.0]))
    tensor(2.)
    """

    function, settings = F.mse_loss, "size_average reduce reduction"


class SmoothL1Loss(_Loss):
    """(x - y)² / (2 beta) where |x - y| < beta, |x - y| - beta / 2 elsewhere.  Girshick 2015."""

    function = F.smooth_l1_loss


class HuberLoss(_Loss):
    """(x - y)² / 2 where |x - y| < delta, delta (|x - y| - delta / 2) elsewhere.  Huber 1964."""

    function, settings = F.huber_loss, "reduction delta"


class NLLLoss(_WeightedLoss):
    """-x[class], for log-probabilities (N, C, ...) and classes (N, ...); ``weight`` (C) counts classes differently.

    >>> import autograd as torch, nn
    >>> nn.NLLLoss()(torch.tensor([[0.25, 0.75]]).log(), torch.tensor([1]))
    tensor(0.2877)
    """

    function = F.nll_loss


class NLLLoss2d(NLLLoss):
    """An earlier name of `NLLLoss`."""


class CrossEntropyLoss(_WeightedLoss):
    """-log softmax(x)[class], for scores (N, C, ...) and classes (N, ...), or probabilities of the classes in the scores' shape.

    >>> import autograd as torch, nn
    >>> nn.CrossEntropyLoss()(torch.tensor([[2.0, 0.0, 0.0]]), torch.tensor([0]))
    tensor(0.2395)
    """

    function = F.cross_entropy


class BCELoss(_WeightedLoss):
    """-(y log x + (1 - y) log(1 - x)), for probabilities x."""

    function = F.binary_cross_entropy


class BCEWithLogitsLoss(_Loss):
    """`BCELoss` of sigmoid(x), without overflow; ``pos_weight`` counts positive examples differently.

    >>> import autograd as torch, nn
    >>> nn.BCEWithLogitsLoss()(torch.tensor([0.0]), torch.tensor([1.0]))
    tensor(0.6931)
    """

    function = F.binary_cross_entropy_with_logits


class KLDivLoss(_Loss):
    """y (log y - x), for log-probabilities x and probabilities y (log-probabilities with ``log_target``)."""

    function = F.kl_div


class PoissonNLLLoss(_Loss):
    """exp(x) - y x (or x - y log(x + eps) without ``log_input``), with Stirling's term if ``full``."""

    function = F.poisson_nll_loss


class GaussianNLLLoss(_Loss):
    """(log var + (x - y)² / var) / 2, var at least eps, with its constant term if ``full``.  Nix & Weigend 1994."""

    function, inputs, settings = F.gaussian_nll_loss, 3, "* full eps reduction"


class HingeEmbeddingLoss(_Loss):
    """x where y = 1, max(0, margin - x) where y = -1."""

    function = F.hinge_embedding_loss


class CosineEmbeddingLoss(_Loss):
    """1 - cos(x1, x2) where y = 1, max(0, cos(x1, x2) - margin) where y = -1: two (N, D), and y (N)."""

    function, inputs = F.cosine_embedding_loss, 3


class MarginRankingLoss(_Loss):
    """max(0, -y (x1 - x2) + margin)."""

    function, inputs = F.margin_ranking_loss, 3


class SoftMarginLoss(_Loss):
    """log(1 + exp(-y x)), for y = ±1."""

    function = F.soft_margin_loss


class MultiMarginLoss(_WeightedLoss):
    """Σ_i max(0, margin - x[y] + x[i])^p / C, for the class y."""

    function = F.multi_margin_loss

    def _keep(self, settings: dict[str, Any]) -> None:
        super()._keep(settings)
        if self.p not in (1, 2):
            raise ValueError("only p == 1 and p == 2 supported")
        if self.weight is not None and self.weight.ndim != 1:
            raise ValueError(f"MultiMarginLoss: expected weight to be None or 1D tensor, got {self.weight.ndim}D instead")


class MultiLabelMarginLoss(_Loss):
    """Σ_ij max(0, 1 - (x[y_j] - x[i])) / C over the labels y_j, which end at the first -1."""

    function = F.multilabel_margin_loss


class MultiLabelSoftMarginLoss(_WeightedLoss):
    """The mean over classes of binary cross-entropy with logits."""

    function = F.multilabel_soft_margin_loss


class TripletMarginLoss(_Loss):
    """max(0, d(anchor, positive) - d(anchor, negative) + margin) with the p-norm distance d.  Balntas et al. 2016."""

    function: Any = F.triplet_margin_loss
    inputs = 3

    def _keep(self, settings: dict[str, Any]) -> None:
        super()._keep(settings)
        if self.margin <= 0:
            raise ValueError(f"{type(self).__name__}: expected margin to be greater than 0, got {self.margin} instead")


class TripletMarginWithDistanceLoss(TripletMarginLoss):
    """`TripletMarginLoss` with any distance."""

    function: Any = F.triplet_margin_with_distance_loss

    def _keep(self, settings: dict[str, Any]) -> None:
        settings["distance_function"] = settings["distance_function"] or PairwiseDistance()
        super()._keep(settings)


class CTCLoss(_Loss):
    """-log of the probability of the target sequence over all its alignments.  Graves et al. 2006.

    Log-probabilities (T, N, C) and labels (N, S), and their lengths -> a scalar, or (N) with reduction="none".
    """

    function, inputs = F.ctc_loss, 4
