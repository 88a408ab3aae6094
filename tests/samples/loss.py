"""Samples of nn/functional/loss.py."""

from typing import Any

import numpy as np

import autograd
import nn.functional as F
from tests.samples import Sample, normal, positive

x, y = normal(3, 4), normal(3, 4, seed=1)
probability, other_probability = positive(3, 4, low=0.1, high=0.9), positive(3, 4, seed=1, low=0.1, high=0.9)
classes = np.array([2, 0, 3])
signs = np.array([1, -1, 1])


def ctc_loss(scores: Any) -> Any:
    """ctc_loss of log-probabilities, as whose function alone its gradient is meant."""
    targets = autograd.tensor([[1, 2], [1, 1]])
    return F.ctc_loss(scores.log_softmax(-1), targets, (4, 3), (2, 2), reduction="sum")


def weighted_margins(scores: Any) -> Any:
    """multi_margin_loss with weights of the classes, which are constants."""
    return F.multi_margin_loss(scores, autograd.tensor(classes), p=2, margin=4.0, weight=autograd.ones(4, dtype=scores.dtype) * 0.7)


def squared(scores: Any, loss: Any = F.cross_entropy) -> Any:
    """A function of a loss that is not linear, so that the second derivative comes to the loss's own gradient."""
    return loss(scores, autograd.tensor(classes), reduction="none") ** 2


SAMPLES = [
    Sample(squared, x),
    Sample(squared, x, loss=F.nll_loss, name="nll_loss"),
    Sample(F.mse_loss, x, y),
    Sample(F.mse_loss, x, y, reduction="none", name="none"),
    Sample(F.l1_loss, x, y),
    Sample(F.huber_loss, x, y, delta=0.9, reduction="sum"),
    Sample(F.smooth_l1_loss, x, y, beta=0.7, reduction="none"),
    Sample(F.cross_entropy, x, classes),
    Sample(F.cross_entropy, x, classes, reduction="none", name="none"),
    Sample(F.cross_entropy, x, np.array([2, -100, 3]), name="one ignored"),
    Sample(F.cross_entropy, normal(2, 3, 2), np.array([[2, 0], [1, 1]]), reduction="none", name="with positions"),
    Sample(F.cross_entropy, normal(4), np.array(2), name="one sample"),
    Sample(F.cross_entropy, x, classes, label_smoothing=0.2, name="smoothed"),
    Sample(F.cross_entropy, x, probability, name="probabilities"),
    Sample(F.nll_loss, x, classes),
    Sample(F.nll_loss, x, classes, reduction="none", name="none"),
    Sample(F.binary_cross_entropy, probability, other_probability),
    Sample(F.binary_cross_entropy_with_logits, x, other_probability),
    Sample(F.binary_cross_entropy_with_logits, x, other_probability, reduction="sum", pos_weight=autograd.tensor(0.3), name="weighted"),
    Sample(F.soft_margin_loss, x, np.sign(y)),
    Sample(F.multilabel_soft_margin_loss, x, probability),
    Sample(F.kl_div, x, probability, reduction="batchmean"),
    Sample(F.kl_div, x, y, reduction="sum", log_target=True, name="logarithms"),
    Sample(F.poisson_nll_loss, x, positive(3, 4, low=1.2, high=3.0), full=True),
    Sample(F.gaussian_nll_loss, x, y, positive(3, 4)),
    Sample(F.hinge_embedding_loss, y[0, :3], signs),
    Sample(F.margin_ranking_loss, x[0, :3], y[0, :3], signs, margin=0.3),
    Sample(F.cosine_embedding_loss, x, y, signs, margin=-1.0),
    Sample(F.triplet_margin_loss, x, y, normal(3, 4, seed=2), margin=3.0),
    Sample(weighted_margins, x),
    Sample(F.multilabel_margin_loss, x, np.array([[1, 2, -1, 0], [0, -1, 3, 3], [3, 2, 1, -1]])),
    Sample(ctc_loss, normal(4, 2, 3), order=1, reason="refused, as in PyTorch"),
]
