"""Interpolation, sampling on a grid, channels traded for pixels. Linear ones are squared, so that their gradients have gradients."""

from __future__ import annotations

import numpy as np

import nn.functional as F

from . import Sample, normal

GRID = np.array([[[[-0.7, 0.35], [0.45, -0.1]], [[0.15, 0.8], [0.95, -0.6]]]])
AROUND = GRID * 1.9  # partly outside the image, and never at its edge

SAMPLES = [
    Sample(lambda x: F.interpolate(x, scale_factor=2) ** 2, normal(1, 2, 3), name="interpolate nearest"),
    Sample(lambda x: F.interpolate(x, size=(2, 5), mode="nearest-exact") ** 2, normal(1, 1, 3, 3), name="interpolate nearest-exact"),
    Sample(lambda x: F.interpolate(x, size=5, mode="linear") ** 2, normal(1, 2, 3), name="interpolate linear"),
    Sample(lambda x: F.interpolate(x, size=(2, 5), mode="bilinear", align_corners=True) ** 2, normal(1, 1, 3, 3), name="interpolate bilinear"),
    Sample(lambda x: F.interpolate(x, size=(2, 5), mode="bilinear", antialias=True) ** 2, normal(1, 1, 5, 3), name="interpolate antialias"),
    Sample(lambda x: F.interpolate(x, size=(2, 5), mode="bicubic") ** 2, normal(1, 1, 3, 3), name="interpolate bicubic"),
    Sample(lambda x: F.interpolate(x, scale_factor=1.5, mode="trilinear") ** 2, normal(1, 1, 2, 3, 2), name="interpolate trilinear"),
    Sample(lambda x: F.interpolate(x, size=2, mode="area") ** 2, normal(1, 1, 3, 5), name="interpolate area"),
    Sample(F.grid_sample, normal(1, 2, 3, 4), GRID, align_corners=False),
    Sample(F.grid_sample, normal(1, 1, 3, 3), AROUND, name="border", padding_mode="border", align_corners=True),
    Sample(F.grid_sample, normal(1, 1, 3, 3), AROUND, name="reflection", padding_mode="reflection", align_corners=False),
    Sample(F.grid_sample, normal(1, 1, 3, 3), GRID, name="bicubic", mode="bicubic", align_corners=False),
    Sample(
        lambda x: F.grid_sample(x, F.affine_grid(x[:, 0, :2], (1, 2, 2, 2), False), "nearest", "border", False) ** 2,
        normal(1, 2, 3, 3),
        name="nearest",
    ),
    Sample(lambda x: F.affine_grid(x, (1, 1, 2, 3), align_corners=False) ** 2, normal(1, 2, 3), name="affine_grid"),
    Sample(lambda x: F.pixel_shuffle(x, 2) ** 2, normal(4, 2, 1), name="pixel_shuffle"),
    Sample(lambda x: F.pixel_unshuffle(x, 2) ** 2, normal(1, 2, 4), name="pixel_unshuffle"),
    Sample(lambda x: F.channel_shuffle(x, 2) ** 2, normal(1, 4, 2), name="channel_shuffle"),
]
