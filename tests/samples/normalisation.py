"""Samples of nn/functional/normalisation.py."""

from typing import Any

import autograd
import nn.functional as F
from tests.samples import Sample, normal, positive

x = normal(2, 4, 3)


def batch_norm(input: Any, weight: Any = None, bias: Any = None) -> Any:
    """batch_norm by the batch's own statistics."""
    return F.batch_norm(input, None, None, weight, bias, training=True)


def known_statistics(input: Any, weight: Any, bias: Any) -> Any:
    """batch_norm by running statistics."""
    mean, variance = autograd.from_numpy(normal(4, seed=3)), autograd.from_numpy(positive(4, seed=4))
    return F.batch_norm(input, mean.to(input.dtype), variance.to(input.dtype), weight, bias)


SAMPLES = [
    Sample(F.layer_norm, normal(3, 4), (4,), normal(4, seed=1), normal(4, seed=2)),
    Sample(F.layer_norm, x, (4, 3), normal(4, 3, seed=1), normal(4, 3, seed=2), name="over two dimensions"),
    Sample(F.layer_norm, normal(3, 4), (4,), name="without weight"),
    Sample(F.rms_norm, normal(3, 4), (4,), normal(4, seed=1)),
    Sample(batch_norm, x, normal(4, seed=1), normal(4, seed=2)),
    Sample(batch_norm, normal(5, 3), normal(3, seed=1), normal(3, seed=2), name="no space"),
    Sample(batch_norm, x, name="without weight"),
    Sample(known_statistics, x, normal(4, seed=1), normal(4, seed=2)),
    Sample(F.group_norm, x, 2, normal(4, seed=1), normal(4, seed=2)),
    Sample(F.instance_norm, x, None, None, normal(4, seed=1), normal(4, seed=2)),
    Sample(F.local_response_norm, normal(2, 4, 2), size=3, alpha=0.5, k=1.3),
    Sample(F.normalize, normal(3, 4)),
]
