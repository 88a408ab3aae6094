"""Samples of copies. Changes of type cannot be seen by differences of float64 numbers: test_engine.py has them."""

from __future__ import annotations

from typing import Any

import autograd
from tests.samples import Sample, normal


def contiguous(x: Any) -> Any:
    """A copy in row-major order."""
    return x.transpose(0, 1).contiguous() * x.transpose(0, 1)


def channels_last(x: Any) -> Any:
    """The same in another order."""
    return x.contiguous(memory_format=autograd.channels_last) * x


SAMPLES = [Sample(autograd.clone, normal(2, 3)), Sample(contiguous, normal(2, 3)), Sample(channels_last, normal(2, 3, 2, 2))]
