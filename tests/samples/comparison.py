"""Choosing by comparisons: where, maximum, clamp, relu."""

from __future__ import annotations

from typing import Any

import numpy as np

import autograd

from . import Sample, normal

MASK = np.array([[True, False, True], [False, False, True]])


def compared_in_place(x: Any) -> Any:
    return x + (x * 2).gt_(0.0)


def gated(x: Any, mask: Any) -> Any:
    return autograd.where(mask, x * x, 0.0)


SAMPLES = [
    Sample(autograd.where, MASK, normal(2, 3), normal(3, seed=1)),
    Sample(autograd.where, MASK[0], normal(2, 1), normal(1, 3, seed=1), name="broadcast"),
    Sample(gated, normal(2, 3), MASK),
    Sample(autograd.maximum, normal(2, 3), normal(3, seed=1)),
    Sample(autograd.minimum, normal(2, 3), normal(3, seed=1)),
    Sample(autograd.fmax, normal(2, 3), normal(3, seed=1)),
    Sample(autograd.fmin, normal(2, 3), normal(3, seed=1)),
    Sample(autograd.clamp, normal(2, 3), -0.5, 0.8, name="by numbers"),
    Sample(autograd.clamp, 2 * normal(4, 3), normal(3, seed=1) - 1, normal(4, 1, seed=2) + 1, name="by tensors"),
    Sample(autograd.clamp_min, normal(2, 3), normal(3, seed=1)),
    Sample(autograd.clamp_max, normal(2, 3), normal(3, seed=1)),
    Sample(autograd.relu, normal(2, 3)),
    Sample(compared_in_place, normal(3)),
]
