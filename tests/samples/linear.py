"""Samples of nn/functional/affine.py."""

import nn.functional as F
from tests.samples import Sample, normal

SAMPLES = [
    Sample(F.linear, normal(3, 4), normal(2, 4, seed=1), normal(2, seed=2)),
    Sample(F.linear, normal(2, 3, 4), normal(2, 4, seed=1), normal(2, seed=2), name="stack of rows"),
    Sample(F.linear, normal(4), normal(2, 4, seed=1), normal(2, seed=2), name="vector"),
    Sample(F.linear, normal(3, 4), normal(2, 4, seed=1), name="without bias"),
    Sample(F.linear, normal(2, 3, 4), normal(4, seed=1), name="one output"),
    Sample(F.bilinear, normal(3, 2), normal(3, 4, seed=1), normal(2, 2, 4, seed=2), normal(2, seed=3)),
]
