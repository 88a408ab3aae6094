"""Samples of nn/functional/dropouts.py: each call draws the same mask, and lays it out in the same order (that of the input's memory)."""

from typing import Any

import autograd
import nn.functional as F
from tests.samples import Sample, normal


def dropout(input: Any) -> Any:
    """Elements dropped."""
    autograd.manual_seed(4)
    return F.dropout(input.contiguous(), 0.4)


def dropout2d(input: Any) -> Any:
    """Channels dropped."""
    autograd.manual_seed(4)
    return F.dropout2d(input.contiguous(), 0.4)


def alpha_dropout(input: Any) -> Any:
    """Elements set to the floor of selu."""
    autograd.manual_seed(4)
    return F.alpha_dropout(input.contiguous(), 0.4, training=True)


SAMPLES = [Sample(dropout, normal(3, 4)), Sample(dropout2d, normal(2, 3, 2, 2)), Sample(alpha_dropout, normal(3, 4))]
