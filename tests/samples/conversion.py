"""Samples of copies. Changes of type cannot be seen by differences of float64 numbers: test_engine.py has them."""

from __future__ import annotations

from typing import Any

import autograd
from tests.samples import Sample, normal


def contiguous(x: Any) -> Any:
    """A copy in row-major order."""
    return x.transpose(0, 1).contiguous() * x.transpose(0, 1)


SAMPLES = [Sample(autograd.clone, normal(2, 3)), Sample(contiguous, normal(2, 3))]
