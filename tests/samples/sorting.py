"""Samples of autograd/ops/sorting.py."""

from typing import Any

import numpy as np

import autograd
from tests.samples import Sample, normal

x = normal(3, 4)


def squared(function: Any, **keywords: Any) -> Any:
    """The squares of what a function gives, so that there is a second order."""

    def call(input: Any) -> Any:
        result = function(input, **keywords)
        return (result if isinstance(result, autograd.Tensor) else result[0]) ** 2

    call.__name__ = function.__name__
    return call


def through_numpy(input: Any) -> Any:
    """The same by NumPy's names."""
    return np.sort(input, axis=0) ** 2, np.median(input) ** 2, np.quantile(input, 0.3, axis=1) ** 2


SAMPLES = [
    Sample(squared(autograd.sort), x),
    Sample(squared(autograd.sort, dim=0, descending=True), x, name="descending"),
    Sample(squared(autograd.msort), x),
    Sample(squared(autograd.topk, k=2), x),
    Sample(squared(autograd.kthvalue, k=2, dim=0), x),
    Sample(squared(autograd.kthvalue, k=2, keepdim=True), x, name="keepdim"),
    Sample(squared(autograd.median), x),
    Sample(squared(autograd.median, dim=1), x, name="dim"),
    Sample(squared(autograd.nanmedian), x),
    Sample(squared(autograd.nanmedian, dim=0), x, name="dim"),
    Sample(squared(autograd.mode), x),
    Sample(squared(autograd.quantile, q=0.3), x),
    Sample(squared(autograd.quantile, q=0.7, dim=1, keepdim=True, interpolation="midpoint"), x, name="midpoint"),
    Sample(squared(autograd.nanquantile, q=0.4, dim=0), x),
    Sample(through_numpy, x),
]
