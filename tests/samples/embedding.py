"""Samples of nn/functional/embeddings.py."""

from typing import Any

import numpy as np

import autograd
import nn.functional as F
from tests.samples import Sample, normal

indices = np.array([[0, 2, 2], [3, 0, 1]])


def bags(weight: Any, mode: str = "mean") -> Any:
    """embedding_bag with bags of different lengths, one of them empty."""
    return F.embedding_bag(autograd.tensor([0, 2, 2, 3, 1]), weight, autograd.tensor([0, 2, 2]), mode=mode)


def cubed(weight: Any, **keywords: Any) -> Any:
    """An embedding with a second derivative, as the lookup itself is linear."""
    return F.embedding(autograd.tensor(indices), weight, **keywords) ** 3


SAMPLES = [
    Sample(F.embedding, indices, normal(4, 2)),
    Sample(cubed, normal(4, 2)),
    Sample(bags, normal(4, 2)),
    Sample(bags, normal(4, 2), mode="max", name="max"),
]
