"""Samples of autograd/ops/cumulative.py."""

from typing import Any

import numpy as np

import autograd
from tests.samples import Sample, normal, positive

x, v = normal(3, 4), normal(5)
zeros = normal(2, 5)
zeros[0, 1] = zeros[0, 3] = zeros[1, 4] = 0.0


def squared(function: Any) -> Any:
    """The squares of what a function gives, so that there is a second order."""

    def call(*inputs: Any, **keywords: Any) -> Any:
        result = function(*inputs, **keywords)
        return (result if isinstance(result, autograd.Tensor) else result.values) ** 2

    call.__name__ = function.__name__
    return call


def through_numpy(input: Any) -> Any:
    """The same by NumPy's names."""
    return np.cumsum(input, axis=0) ** 2, np.cumprod(input), np.diff(input * input, axis=0)


SAMPLES = [
    Sample(squared(autograd.cumsum), x, dim=1),
    Sample(autograd.cumprod, x, dim=0),
    Sample(squared(autograd.cumprod), zeros, dim=1, name="zeros"),
    Sample(squared(autograd.logcumsumexp), x, dim=1),
    Sample(autograd.logcumsumexp, 800 + v, dim=0, name="large"),
    Sample(squared(autograd.cummax), x, dim=1),
    Sample(squared(autograd.cummin), x, dim=0),
    Sample(squared(autograd.diff), x, n=2),
    Sample(squared(autograd.diff), x, dim=0, prepend=None, append=None, name="dim"),
    Sample(squared(autograd.trapezoid), x, normal(4)),
    Sample(squared(autograd.trapezoid), x, dx=0.5, dim=0, name="dx"),
    Sample(autograd.cumulative_trapezoid, x, normal(3, 4, seed=1)),
    Sample(through_numpy, v),
    Sample(lambda x: [d**2 for d in autograd.gradient(x, spacing=0.5)], x, name="gradient"),
    Sample(lambda x: autograd.gradient(x * x, dim=1, edge_order=2), x, name="gradient edge_order"),
    Sample(lambda x, y: autograd.gradient(x, spacing=[y.cumsum(0)], dim=1, edge_order=2), x, positive(4), name="gradient spacing"),
    Sample(lambda x: np.gradient(x * x, 2.0, axis=0), x, name="gradient of NumPy"),
]
