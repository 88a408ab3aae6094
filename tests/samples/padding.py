"""Padding. It is linear, so it is squared, and its gradient has a gradient."""

from __future__ import annotations

import nn.functional as F

from . import Sample, normal

SAMPLES = [
    Sample(lambda x: F.pad(x, (1, -1, 0, 2), value=3.0) ** 2, normal(2, 3, 4), name="pad"),
    Sample(lambda x: F.pad(x, (2, 1), mode="reflect") ** 2, normal(2, 3), name="pad reflect"),
    Sample(lambda x: F.pad(x, (2, 1, -1, 3), mode="replicate") ** 2, normal(2, 3, 4), name="pad replicate"),
    Sample(lambda x: F.pad(x, (2, 1, -1, 1), mode="circular") ** 2, normal(2, 3, 4), name="pad circular"),
]
