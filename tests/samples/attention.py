"""Samples of nn/functional/attention.py."""

from typing import Any

import numpy as np

import autograd
import nn.functional as F
from tests.samples import Sample, normal

q, k, v = normal(2, 3, 2), normal(2, 4, 2, seed=1), normal(2, 4, 3, seed=2)


def with_dropout(query: Any, key: Any, value: Any) -> Any:
    """Attention that drops the same weights in every call."""
    autograd.manual_seed(4)
    return F.scaled_dot_product_attention(query, key, value, dropout_p=0.3)


SAMPLES = [
    Sample(F.scaled_dot_product_attention, q, k, v),
    Sample(F.scaled_dot_product_attention, q, k, v, is_causal=True, name="causal"),
    Sample(F.scaled_dot_product_attention, normal(34, 1), normal(33, 1, seed=1), normal(33, 1, seed=2), is_causal=True, name="causal, in parts"),
    Sample(F.scaled_dot_product_attention, q, k, v, normal(3, 4), name="learnt mask"),
    Sample(F.scaled_dot_product_attention, q, k, v, np.array([[1, 1, 0, 1], [0, 0, 0, 0], [1, 0, 0, 1]], bool), name="one query sees nothing"),
    Sample(F.scaled_dot_product_attention, normal(1, 4, 3, 2), normal(1, 2, 4, 2), normal(1, 2, 4, 2, seed=2), enable_gqa=True, name="grouped"),
    Sample(with_dropout, q, k, v),
]
