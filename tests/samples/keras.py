"""Samples of nn/keras/layers.py."""

from nn.keras.layers import affine
from tests.samples import Sample, normal

SAMPLES = [
    Sample(affine, normal(3, 4), normal(4, 2, seed=1), normal(2, seed=2)),
    Sample(affine, normal(2, 3, 4), normal(4, 2, seed=1), normal(2, seed=2), name="stack of rows"),
]
