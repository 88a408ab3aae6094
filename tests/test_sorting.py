"""Selection: a few of many elements are chosen without sorting all, and are the same as if all were sorted."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import autograd

SHAPES = [(400,), (3, 300), (300, 3), (2, 400, 3), (30, 700), (9000,)]


def values(kind: str, shape: tuple[int, ...]) -> Any:
    """Normal numbers, numbers with many ties, and numbers among nan and infinities."""
    generator = np.random.default_rng([len(kind), *shape])
    if kind == "ties":
        return generator.integers(-3, 4, shape).astype(np.float32)
    if kind == "int64":
        return generator.integers(-(1 << 63), (1 << 63) - 1, shape, endpoint=True)
    if kind in ("bool", "uint8"):
        return generator.integers(0, 2 if kind == "bool" else 256, shape).astype(kind)
    x = generator.normal(size=shape).astype(np.float32)
    if kind == "one nan":
        x[..., -1] = np.nan
    elif kind == "infinite":
        x[generator.random(shape) < 0.5] = -np.inf
        x[generator.random(shape) < 0.01] = np.inf
    elif kind != "normal":
        x[generator.random(shape) < (0.1 if kind == "some nan" else 0.9)] = np.nan
        x[generator.random(shape) < 0.1] = np.inf
    return x


@pytest.mark.parametrize("shape", SHAPES, ids=str)
@pytest.mark.parametrize("kind", ["normal", "ties", "some nan", "most nan", "one nan", "infinite", "bool", "uint8", "int64"])
def test_selected_elements_are_those_of_a_stable_sort(kind: str, shape: tuple[int, ...]) -> None:
    x = values(kind, shape)
    for dim in range(x.ndim):
        n = shape[dim]
        up = np.argsort(x, dim, kind="stable")
        down = n - 1 - np.flip(np.argsort(np.flip(x, dim), dim, kind="stable"), dim)
        t = autograd.from_numpy(x)
        for k in {1, min(5, n), n // 8 or 1, n}:
            np.testing.assert_array_equal(t.topk(k, dim).indices.array, down.take(range(k), dim))
            np.testing.assert_array_equal(t.topk(k, dim, largest=False).indices.array, up.take(range(k), dim))
            np.testing.assert_array_equal(t.kthvalue(k, dim).indices.array, up.take(k - 1, dim))
        ordered = np.take_along_axis(x, up, dim)
        if kind == "bool":  # has no median
            continue
        missing = np.isnan(x).sum(dim)
        middle = np.where(missing > 0, n - missing, (n - 1) // 2)  # the first nan, if there is one
        np.testing.assert_array_equal(t.median(dim).values.array, np.take_along_axis(ordered, np.expand_dims(middle, dim), dim).squeeze(dim))
