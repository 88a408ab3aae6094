"""Samples of autograd/ops/distance.py and nn/functional/distance.py."""

import math

import autograd
import nn.functional as F
from tests.samples import Sample, normal

SAMPLES = [
    Sample(F.cosine_similarity, normal(3, 4), normal(3, 4, seed=1)),
    Sample(F.pairwise_distance, normal(3, 4), normal(3, 4, seed=1)),
    Sample(F.pairwise_distance, normal(3, 4), normal(3, 4, seed=1), p=3.0, name="p=3"),
    *(Sample(autograd.cdist, normal(2, 3), normal(4, 3, seed=3), p=p, name=f"p={p}") for p in (1.0, 1.5, 2.0, 3.0, math.inf)),
    Sample(autograd.cdist, normal(2, 1, 3, 2), normal(2, 4, 2, seed=3), name="batch"),
    *(Sample(F.pdist, normal(4, 3), p=p, name=f"p={p}") for p in (1.0, 2.0, 3.0)),
]
