"""Samples of nn/functional/distance.py."""

import nn.functional as F
from tests.samples import Sample, normal

SAMPLES = [
    Sample(F.cosine_similarity, normal(3, 4), normal(3, 4, seed=1)),
    Sample(F.pairwise_distance, normal(3, 4), normal(3, 4, seed=1)),
    Sample(F.pairwise_distance, normal(3, 4), normal(3, 4, seed=1), p=3.0, name="p=3"),
    Sample(F.pdist, normal(4, 3)),
]
