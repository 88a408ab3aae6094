"""Samples of nn/functional/activation.py, and of softmax."""

from typing import Any

import autograd
import nn.functional as F
from tests.samples import Sample, normal


def rrelu(input: Any) -> Any:
    """rrelu with the same random slopes in every call."""
    autograd.manual_seed(4)
    return F.rrelu(input, training=True)


def gumbel_softmax(input: Any, hard: bool = False) -> Any:
    """gumbel_softmax with the same noise in every call."""
    autograd.manual_seed(4)
    return F.gumbel_softmax(input, tau=1.5)


x = normal(2, 5)
SAMPLES = [
    Sample(autograd.softmax, x, dim=1),
    Sample(autograd.softmax, x, dim=0, name="first dimension"),
    Sample(autograd.log_softmax, x, dim=1),
    Sample(autograd.log_softmax, x, dim=0, name="first dimension"),
    Sample(F.softmin, x, dim=-1),
    Sample(gumbel_softmax, x),
    Sample(F.relu, x),
    Sample(F.relu6, 4 * x),
    Sample(F.leaky_relu, x, negative_slope=0.3),
    Sample(F.elu, x, alpha=1.3),
    Sample(F.celu, x, alpha=1.3),
    Sample(F.selu, x),
    Sample(F.prelu, x, normal(5, seed=1)),
    Sample(F.prelu, x, normal(1, seed=1), name="one weight"),
    Sample(rrelu, x),
    Sample(F.rrelu, x, name="not training"),
    Sample(F.threshold, x, threshold=0.05, value=-2.0),
    Sample(F.hardtanh, x, min_val=-0.7, max_val=0.4),
    Sample(F.hardsigmoid, 2 * x),
    Sample(F.hardswish, 2 * x),
    Sample(F.hardshrink, x, lambd=0.3),
    Sample(F.softshrink, x, lambd=0.3),
    Sample(F.tanhshrink, x),
    Sample(F.gelu, x),
    Sample(F.gelu, x, approximate="tanh", name="tanh"),
    Sample(F.silu, x),
    Sample(F.mish, x),
    Sample(F.softplus, x, beta=1.3, threshold=1.0),
    Sample(F.logsigmoid, x),
    Sample(F.softsign, x),
    Sample(F.glu, normal(2, 4)),
]
