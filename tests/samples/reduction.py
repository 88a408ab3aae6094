"""Samples of autograd/ops/reduction.py."""

from typing import Any

import numpy as np

import autograd
from autograd.pytorch import linalg
from tests.samples import Sample, normal, positive

x = normal(3, 4)
zeros = x.copy()
zeros[0, 1] = zeros[2, 1] = zeros[1, 3] = 0.0
missing = x.copy()
missing[1, 2] = np.nan


def extremes_of_all(input: Any) -> Any:
    """Both results of aminmax, squared."""
    return tuple(r * r for r in autograd.aminmax(input))


def largest(input: Any, dim: int) -> Any:
    """The largest elements, squared."""
    return input.max(dim).values ** 2


def smallest(input: Any, dim: int, keepdim: bool) -> Any:
    """The smallest elements, squared."""
    return input.min(dim, keepdim).values ** 2


def squared_sum(input: Any, **keywords: Any) -> Any:
    """The square of a sum."""
    return input.sum(**keywords) ** 2


def squared_mean(input: Any, **keywords: Any) -> Any:
    """The square of a mean."""
    return input.mean(**keywords) ** 2


def through_numpy(input: Any) -> Any:
    """The same reductions by NumPy's names."""
    return np.sum(input, axis=0), np.mean(input, axis=1, keepdims=True), np.prod(input, axis=1), np.var(input), np.std(input, axis=0), np.max(input)


SAMPLES = [
    Sample(squared_sum, x),
    Sample(squared_sum, x, dim=1),
    Sample(squared_sum, normal(2, 3, 2), dim=(0, -1), keepdim=True, name="dims"),
    Sample(squared_mean, x),
    Sample(squared_mean, normal(2, 3, 2), dim=(0, 2)),
    Sample(autograd.nansum, missing, dim=1, order=1, reason="finite differences see no nan"),
    Sample(autograd.nanmean, x, dim=0),
    Sample(autograd.prod, x),
    Sample(autograd.prod, x, dim=1, keepdim=True),
    Sample(autograd.prod, zeros, name="zeros"),
    Sample(autograd.prod, zeros, dim=1, name="zeros along dim"),
    Sample(autograd.max, x),
    Sample(autograd.min, x),
    Sample(largest, x, dim=0),
    Sample(smallest, x, dim=1, keepdim=True),
    Sample(autograd.amax, x, dim=(0, 1), keepdim=True),
    Sample(autograd.amin, x, dim=1),
    Sample(extremes_of_all, x),
    Sample(autograd.var, x),
    Sample(autograd.var, x, dim=1, correction=0),
    Sample(autograd.std, x),
    Sample(autograd.std, x, dim=(0,), keepdim=True),
    Sample(autograd.var_mean, x, dim=0),
    Sample(autograd.std_mean, x, dim=0),
    Sample(autograd.cov, x),
    Sample(autograd.cov, x, aweights=None, fweights=None, correction=0, name="correction"),
    Sample(autograd.corrcoef, normal(2, 4)),
    Sample(autograd.logsumexp, x, dim=1),
    Sample(autograd.logsumexp, 800 + x, dim=(0, 1), keepdim=True, name="large"),
    *(Sample(autograd.norm, x, p=p, dim=1, name=str(p)) for p in (1, 2, 3, 1.5, 0.5, float("inf"), float("-inf"), -2)),
    Sample(autograd.norm, x),
    Sample(linalg.vector_norm, x, dim=(0, 1), keepdim=True),
    Sample(autograd.dist, x, normal(3, 4, seed=1), p=2),
    Sample(autograd.renorm, x, p=2, dim=0, maxnorm=1.0),
    Sample(through_numpy, positive(3, 4)),
]
