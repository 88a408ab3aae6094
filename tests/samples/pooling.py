"""Pooling and unpooling. Linear ones are squared, so that their gradients have gradients."""

from __future__ import annotations

import numpy as np

import nn.functional as F
from nn.functional.planes import pick

from . import Sample, normal, positive

SAMPLES = [
    Sample(lambda x: F.max_pool1d(x, 2, stride=1) ** 2, normal(2, 1, 4), name="max_pool1d"),
    Sample(lambda x: F.max_pool2d(x, (2, 3), 2, (0, 1), (2, 1), ceil_mode=True) ** 2, normal(1, 2, 5, 4), name="max_pool2d"),
    Sample(lambda x: F.max_pool2d(x, 2) ** 2, normal(2, 4, 4), name="max_pool2d unbatched"),
    Sample(lambda x: F.max_pool3d(x, 2) ** 2, normal(1, 1, 2, 4, 2), name="max_pool3d"),
    Sample(lambda x: F.adaptive_max_pool1d(x, 2) ** 2, normal(1, 2, 5), name="adaptive_max_pool1d"),
    Sample(lambda x: F.adaptive_max_pool2d(x, (2, 3)) ** 2, normal(1, 2, 3, 5), name="adaptive_max_pool2d"),
    Sample(lambda x: F.adaptive_max_pool3d(x, (1, 2, None)) ** 2, normal(1, 1, 2, 3, 2), name="adaptive_max_pool3d"),
    Sample(lambda x, index: F.max_unpool1d(x, index, 2) ** 2, normal(1, 1, 2), np.array([[[1, 2]]]), name="max_unpool1d"),
    Sample(lambda x, index: F.max_unpool2d(x, index, 2) ** 2, normal(1, 1, 1, 2), np.array([[[[4, 3]]]]), name="max_unpool2d"),
    Sample(lambda x, index: F.max_unpool3d(x, index, 2) ** 2, normal(1, 1, 1, 1, 2), np.array([[[[[4, 11]]]]]), name="max_unpool3d"),
    Sample(lambda x: pick(x, index=np.array([[[3, 0, 3]]])) ** 2, normal(1, 1, 2, 2), name="pick twice"),
    Sample(lambda x: F.avg_pool1d(x, 2, stride=1) ** 2, normal(2, 1, 4), name="avg_pool1d"),
    Sample(lambda x: F.avg_pool2d(x, (2, 3), 2, (0, 1), ceil_mode=True, count_include_pad=False) ** 2, normal(1, 2, 5, 4), name="avg_pool2d"),
    Sample(lambda x: F.avg_pool3d(x, 2, divisor_override=3) ** 2, normal(1, 2, 4, 2), name="avg_pool3d"),
    Sample(lambda x: F.adaptive_avg_pool1d(x, 2) ** 2, normal(1, 2, 5), name="adaptive_avg_pool1d"),
    Sample(lambda x: F.adaptive_avg_pool2d(x, (2, 1)) ** 2, normal(2, 4, 3), name="adaptive_avg_pool2d"),
    Sample(lambda x: F.adaptive_avg_pool3d(x, (1, 2, None)) ** 2, normal(1, 1, 2, 3, 2), name="adaptive_avg_pool3d"),
    Sample(F.lp_pool1d, positive(1, 1, 4), norm_type=3, kernel_size=2),
    Sample(F.lp_pool2d, positive(1, 1, 2, 4), norm_type=2, kernel_size=2),
    Sample(F.lp_pool3d, positive(1, 1, 2, 4, 2), norm_type=2, kernel_size=2),
]
